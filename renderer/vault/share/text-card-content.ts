import { AppError } from '../../../shared/base/error.ts';
import {
  plainEntry,
  shortened,
  type TextCardEntry,
  type TextCardContent,
} from '../../../shared/share/text-card-content.ts';
import { isBloodThinner, isImplant } from '../../../shared/summary/red-flags.ts';
import type {
  DetailKind,
  DetailView,
  ItemView,
  PersonView,
  SectionView,
  SummaryView,
} from '../../../shared/summary/view.ts';
import type { NoteKind, Words } from '../../../shared/words/words.ts';

const code = {
  allergies: '48765-2',
  medicines: '10160-0',
  problems: '11450-4',
  wishes: '42348-3',
  implants: '46264-8',
} as const;

/** How the entries of a section go onto a card. */
type Line = {
  entryOf(item: ItemView, words: Words): TextCardEntry;
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
export function textCardContentOf(view: SummaryView, words: Words): TextCardContent {
  const { person, issued, until } = view;
  if (issued === undefined || until === undefined) throw new AppError('share-unreadable');
  const nhsNumber = person.identifiers.find((one) => one.isNhsNumber === true)?.value;
  const listed = (section: string, line: Line) => entriesOf(view, section, { line, words });
  return {
    name: person.name,
    ...(person.birthDate === undefined ? {} : { birthDate: person.birthDate }),
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    issued: issued.slice(0, 10),
    until,
    allergies: listed(code.allergies, allergyLine),
    medicines: listed(code.medicines, medicineLine),
    problems: listed(code.problems, problemLine),
    wishes: listed(code.wishes, problemLine),
    implants: listed(code.implants, implantLine),
    contact: contactEntries(person, words),
    sources: view.sources.map((source) => plainEntry(source.name)),
  };
}

/** A gap or a contradiction is said before the entries, where it is not the first to be dropped for size. */
function entriesOf(
  view: SummaryView,
  sectionCode: string,
  { line, words }: { readonly line: Line; readonly words: Words },
): TextCardEntry[] {
  const section = view.sections.find((one) => one.code === sectionCode);
  if (section === undefined) return [];
  const items = section.items.toSorted((a, b) => line.turnOf(a) - line.turnOf(b));
  return [
    ...warningsOf(section).map(plainEntry),
    ...items.map((item) => line.entryOf(item, words)),
  ];
}

const gaps: readonly (NoteKind | undefined)[] = ['left-out', 'sources-disagree'];

function warningsOf({ emptyWords, notes }: SectionView): string[] {
  const said = notes.filter(({ kind }) => gaps.includes(kind)).map((note) => note.words);
  return [...(emptyWords === undefined ? [] : [emptyWords]), ...said].map((words) =>
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
function allergyEntry(item: ItemView, words: Words): TextCardEntry {
  const reactions = detailOf(item, 'manifestation');
  const reaction = reactions?.value;
  const story = detailOf(item, 'description')?.value;
  const worded = (name: string, said: readonly (string | undefined)[]) => {
    const severe = item.severe ? words.severeMark : undefined;
    const parts = [severe, ...said].filter((one) => one !== undefined);
    return withMarks(name, [parts.join(': '), ...marksOf(item, words)]);
  };
  const gist = reactions === undefined ? undefined : firstOf(reactions);
  const full = words.list([reaction, story].filter((one) => one !== undefined));
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
function firstOf({ value, values = [value] }: DetailView): string {
  return shortened(values[0] ?? value, 30);
}

/** Details that a card has no room for; everything else, a dose or a warning, is said. */
const passedOver: ReadonlySet<DetailKind> = new Set([
  'note',
  'reasonCode',
  'reasonReference',
  'statusReason',
  // Beside the name, in shorter words.
  'unreadable-condition',
]);

/**
 * "Metformin 500mg tablets, two tablets twice a day". Its name stands whole or not at all, and so does the dose: a
 * part of either could be taken for another.
 */
function medicineEntry(item: ItemView, words: Words): TextCardEntry {
  const marks = marksOf(item, words);
  const name = withMarks(item.title, marks);
  const said = item.details.filter(({ is }) => !passedOver.has(is)).map((detail) => detail.words);
  const whole = withMarks(words.list([item.title, ...said]), marks);
  return { wordings: [name, name, whole], past: isPast(item) };
}

function titleEntry(item: ItemView, words: Words): TextCardEntry {
  const marks = marksOf(item, words);
  return {
    wordings: [withMarks(shortened(item.title), marks), withMarks(item.title, marks)],
    past: isPast(item),
  };
}

/** Whom to call; else the person's own telephone, called so. */
function contactEntries({ contacts, phones }: PersonView, words: Words): TextCardEntry[] {
  if (contacts.every(({ phone }) => phone === undefined) && phones.length > 0) {
    return phones.map((phone) => plainEntry(words.ownPhone(phone)));
  }
  return contacts.map(({ name, relationship, phone }) => {
    const worded = (called: string, more: string | undefined) =>
      [withMarks(called, [more ?? '']), phone].filter((one) => one !== undefined).join(' ');
    return { wordings: [worded(shortened(name), relationship), worded(name, relationship)] };
  });
}

function detailOf(item: ItemView, kind: DetailKind): DetailView | undefined {
  return item.details.find(({ is }) => is === kind);
}

function withMarks(words: string, marks: readonly string[]): string {
  const said = marks.filter((mark) => mark !== '');
  return said.length === 0 ? words : `${words} (${said.join('; ')})`;
}

/** What must not be parted from a name. A status that goes without saying is not said; any other is. */
function marksOf(item: ItemView, words: Words): string[] {
  const isConditional = detailOf(item, 'unreadable-condition') !== undefined;
  return [item.notableStatus ?? '', isConditional ? words.unreadableMark : ''];
}
