import { AppError } from '../../../shared/base/error.ts';
import {
  plainEntry,
  shortened,
  type CardEntry,
  type TextCardContent,
} from '../../../shared/share/text-card-content.ts';
import { unreadableCondition } from '../../../shared/summary/item.ts';
import { isBloodThinner, isImplant } from '../../../shared/summary/red-flags.ts';
import type {
  ItemView,
  PersonView,
  SectionView,
  SummaryView,
} from '../../../shared/summary/view.ts';

const code = {
  allergies: '48765-2',
  medicines: '10160-0',
  problems: '11450-4',
  wishes: '42348-3',
  implants: '46264-8',
} as const;

/** How the entries of a section go onto a card. */
type Line = {
  entryOf(item: ItemView): CardEntry;
  /** The smaller, the earlier it is named. */
  turnOf(item: ItemView): number;
};

const allergyLine: Line = { entryOf: allergyEntry, turnOf: allergyTurn };
const medicineLine: Line = {
  entryOf: medicineEntry,
  turnOf: (item) => currentTurn(item, isBloodThinner(item.title)),
};
const problemLine: Line = { entryOf: titleEntry, turnOf: (item) => currentTurn(item, false) };
const implantLine: Line = {
  entryOf: titleEntry,
  turnOf: (item) => currentTurn(item, isImplant(item.title)),
};

/** What a text card says, taken from the same view of the document that the patient has read, most important first. */
export function cardContentOf(view: SummaryView): TextCardContent {
  const { person, issued, until } = view;
  if (issued === undefined || until === undefined) throw new AppError('share-unreadable');
  const nhsNumber = person.identifiers.find((one) => one.name === 'NHS number')?.value;
  return {
    name: person.name,
    ...(person.birthDate === undefined ? {} : { birthDate: person.birthDate }),
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    issued: issued.slice(0, 10),
    until,
    allergies: entriesOf(view, code.allergies, allergyLine),
    medicines: entriesOf(view, code.medicines, medicineLine),
    problems: entriesOf(view, code.problems, problemLine),
    wishes: entriesOf(view, code.wishes, problemLine),
    implants: entriesOf(view, code.implants, implantLine),
    contact: contactEntries(person),
    sources: view.sources.map((source) => plainEntry(source.name)),
  };
}

/** A gap or a contradiction is said before the entries, where it is not the first to be dropped for size. */
function entriesOf(view: SummaryView, sectionCode: string, line: Line): CardEntry[] {
  const section = view.sections.find((one) => one.code === sectionCode);
  if (section === undefined) return [];
  const items = section.items.toSorted((a, b) => line.turnOf(a) - line.turnOf(b));
  return [...warningsOf(section).map(plainEntry), ...items.map((item) => line.entryOf(item))];
}

function warningsOf({ emptyWords, notes }: SectionView): string[] {
  const gaps = notes.filter((note) => /left out by the patient|sources disagree/i.test(note));
  return [...(emptyWords === undefined ? [] : [emptyWords]), ...gaps].map((words) =>
    words.replace(/\.$/, ''),
  );
}

function currentTurn(item: ItemView, matters: boolean): number {
  return Number(isPast(item)) * 2 + Number(!matters);
}

/** A severe one first, whatever became of it; what was found not to be so last. */
function allergyTurn(item: ItemView): number {
  if (item.standing === 'refuted' || item.standing === 'error') return 3;
  return item.severe ? 0 : Number(isPast(item)) + 1;
}

function isPast({ standing }: ItemView): boolean {
  return standing === 'past' || standing === 'refuted' || standing === 'error';
}

/** "Penicillin (severe: Anaphylaxis)", "Latex (Itching of the hands)"; only what happened is told last, as a story. */
function allergyEntry(item: ItemView): CardEntry {
  const reaction = detailOf(item, 'Reaction');
  const story = detailOf(item, 'What happened');
  const worded = (name: string, said: readonly (string | undefined)[]) => {
    const words = [item.severe ? 'severe' : undefined, ...said].filter((one) => one !== undefined);
    return withMarks(name, [words.join(': '), ...marksOf(item)]);
  };
  const gist = reaction === undefined ? undefined : firstOf(reaction);
  const full = [reaction, story].filter((one) => one !== undefined).join(', ');
  return {
    wordings: [
      worded(shortened(item.title), item.severe ? [gist] : []),
      worded(item.title, [gist]),
      worded(item.title, [reaction]),
      worded(item.title, full === '' ? [] : [full]),
    ],
  };
}

/** The first of several reactions, as a word or a few. */
function firstOf(reaction: string): string {
  const [first = reaction] = reaction.split(', ');
  return shortened(first, 30);
}

/** Details that a card has no room for; everything else, a dose or a warning, is said. */
const passedOver = /^(Kind of course|Reason|Note|Why the status changed): /;

/**
 * "Metformin 500mg tablets, two tablets twice a day". Its name stands whole or not at all, and so does the dose: a
 * part of either could be taken for another.
 */
function medicineEntry(item: ItemView): CardEntry {
  const name = withMarks(item.title, marksOf(item));
  const said = item.details.filter(
    (detail) => !passedOver.test(detail) && detail !== unreadableCondition,
  );
  const whole = withMarks([item.title, ...said].join(', '), marksOf(item));
  return { wordings: [name, name, whole], past: isPast(item) };
}

function titleEntry(item: ItemView): CardEntry {
  const marks = marksOf(item);
  return {
    wordings: [withMarks(shortened(item.title), marks), withMarks(item.title, marks)],
    past: isPast(item),
  };
}

/** Whom to call; else the person's own telephone, called so. */
function contactEntries({ contacts, phones }: PersonView): CardEntry[] {
  if (contacts.every(({ phone }) => phone === undefined) && phones.length > 0) {
    return phones.map((phone) => plainEntry(`patient's own phone ${phone}`));
  }
  return contacts.map(({ name, relationship, phone }) => {
    const worded = (words: string, more: string | undefined) =>
      [withMarks(words, [more ?? '']), phone].filter((one) => one !== undefined).join(' ');
    return { wordings: [worded(shortened(name), relationship), worded(name, relationship)] };
  });
}

function detailOf(item: ItemView, name: string): string | undefined {
  const start = `${name}: `;
  return item.details.find((detail) => detail.startsWith(start))?.slice(start.length);
}

function withMarks(words: string, marks: readonly string[]): string {
  const said = marks.filter((mark) => mark !== '');
  return said.length === 0 ? words : `${words} (${said.join('; ')})`;
}

/** What must not be parted from a name. A status that goes without saying is not said; any other is. */
function marksOf({ status = '', details }: ItemView): string[] {
  const unusual = status.replace(/^(Active|Current)(, |$)/, '');
  const isConditional = details.includes(unreadableCondition);
  return [unusual, isConditional ? 'a condition attached could not be read: ask the source' : ''];
}
