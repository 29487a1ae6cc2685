import { distinct } from '../../../shared/base/distinct.ts';
import { AppError } from '../../../shared/base/error.ts';
import {
  plainEntry,
  remark,
  shortened,
  type TextCardEntry,
  type TextCardContent,
} from '../../../shared/share/text-card-content.ts';
import { isOrWasSo, isOver } from '../../../shared/record/standing.ts';
import { sectionNamed } from '../../../shared/summary/sections.ts';
import { weights } from '../../../shared/summary/weight.ts';
import type {
  DetailKind,
  DetailView,
  ItemView,
  NoteView,
  PersonView,
  SectionView,
  SummaryView,
} from '../../../shared/summary/view.ts';
import type { SectionName } from '../../../shared/words/section-name.ts';
import type { Words } from '../../../shared/words/words.ts';

/** How the entries of a section go onto a card. */
type Line = {
  entryOf(item: ItemView, words: Words): TextCardEntry;
  /** The smaller, the earlier it is named. */
  turnOf(item: ItemView): number;
  /** Whether what may be private is left out unless the person says otherwise. An allergy or a wish never is. */
  readonly isKept?: true;
};

const allergyLine: Line = { entryOf: allergyEntry, turnOf: allergyTurn, isKept: true };
const medicineLine: Line = {
  entryOf: medicineEntry,
  turnOf: weightTurn,
};
const problemLine: Line = { entryOf: titleEntry, turnOf: weightTurn };
const implantLine: Line = { entryOf: implantEntry, turnOf: weightTurn };
const wishLine: Line = { entryOf: wishEntry, turnOf: wishTurn, isKept: true };

export type CardOptions = {
  /** The person says that what may be private goes onto the card as well. */
  readonly withPrivate: boolean;
};

/** How many entries of the summary are not on the card because they may be private. */
export function privateOnCard(view: SummaryView): number {
  const listed = sectionsIn(view, ['medications', 'problems', 'devices']);
  return [...listed.flatMap(({ items }) => items), ...importantItems(view)].filter(
    ({ isPrivate }) => isPrivate === true,
  ).length;
}

/** What a text card says, taken from the same view of the document that the patient has read, most important first. */
export function textCardContentOf(
  view: SummaryView,
  words: Words,
  { withPrivate }: CardOptions = { withPrivate: false },
): TextCardContent {
  const { person, issued, until } = view;
  if (issued === undefined || until === undefined) throw new AppError('share-unreadable');
  const nhsNumbers = person.identifiers.filter((one) => one.isNhsNumber === true);
  const listed = (line: Line, ...names: readonly SectionName[]) =>
    entriesOf(view, names, { line, words, withPrivate });
  return {
    name: person.name,
    ...(person.birthDate === undefined ? {} : { birthDate: person.birthDate }),
    ...(person.deceased === undefined ? {} : { deceased: person.deceased }),
    ...(nhsNumbers.length === 0
      ? {}
      : { nhsNumber: nhsNumbers.map(({ value }) => value).join(' or ') }),
    issued: issued.slice(0, 10),
    until,
    warnings: cardWarnings(view),
    notWhole: notWholeOf(view),
    important: importantEntries(view, words, withPrivate),
    allergies: listed(allergyLine, 'allergies'),
    medicines: listed(medicineLine, 'medications'),
    problems: listed(problemLine, 'problems'),
    wishes: listed(wishLine, 'advance-directives', 'care-decisions'),
    implants: listed(implantLine, 'devices'),
    contact: contactEntries(person, words),
    sources: view.sources.map((source) => plainEntry(source.name)),
  };
}

/** A gap or a contradiction is said before the entries, where it is not the first to be dropped for size. */
function entriesOf(
  view: SummaryView,
  names: readonly SectionName[],
  { line, words, withPrivate }: { readonly line: Line; readonly words: Words } & CardOptions,
): TextCardEntry[] {
  const sections = sectionsIn(view, names);
  const listed = sections.flatMap(({ items }) => items);
  const shown = listed.filter(
    ({ isPrivate }) => withPrivate || line.isKept === true || isPrivate !== true,
  );
  const items = shown.toSorted((a, b) => line.turnOf(a) - line.turnOf(b));
  const remarks = distinct(sections.flatMap(remarksOf));
  return [
    ...remarks.map(remark),
    ...(shown.length < listed.length ? [remark(words.privateOnCard)] : []),
    ...items.map((item) => line.entryOf(item, words)),
  ];
}

/** Where what matters whatever became of it stands, beside the lists that a card has anyway. */
const sectionsOfGrave = [
  'alerts',
  'past-problems',
  'procedures',
  'findings',
  'results',
  'vital-signs',
] as const satisfies readonly SectionName[];

/** So many of them have to be on a card; the others are where there is room. */
const mostImportant = 8;

function importantItems(view: SummaryView): ItemView[] {
  return sectionsOfGrave
    .flatMap((name) => sectionsIn(view, [name]).flatMap(({ items }) => items))
    .filter(({ weight, standing }) => weight >= weights.grave && isOrWasSo({ standing }));
}

/** What is dangerous not to know and stands in none of the other lists. */
function importantEntries(view: SummaryView, words: Words, withPrivate: boolean): TextCardEntry[] {
  const items = importantItems(view);
  const shown = items.filter(({ isPrivate }) => withPrivate || isPrivate !== true);
  const entries = shown.map((item, at) => {
    const entry = importantEntry(item, words);
    return at < mostImportant ? { ...entry, first: true } : entry;
  });
  return [...(shown.length < items.length ? [remark(words.privateOnCard)] : []), ...entries];
}

function sectionsIn({ sections }: SummaryView, names: readonly SectionName[]): SectionView[] {
  const codes = new Set<string>(names.map((name) => sectionNamed(name).code));
  return sections.filter(({ code }) => codes.has(code));
}

const gaps: ReadonlySet<NoteView['kind']> = new Set<NoteView['kind']>([
  'left-out',
  'sources-disagree',
  'wishes-disagree',
  'none-recorded',
  'entries-damaged',
  'none-current',
]);

/** So many things to know of the whole have room on a card, each shortened to so many letters. */
const mostWarnings = 4;
const longestWarning = 80;

function cardWarnings({ statements }: SummaryView): string[] {
  return statements
    .filter(({ kind }) => kind !== 'list-warning' && kind !== 'list-note')
    .slice(0, mostWarnings)
    .map(({ words, short = words }) => shortened(short, longestWarning));
}

/** Why sources say that their lists, or all that they gave, are not whole: each reason once. */
function notWholeOf({ statements, sections }: SummaryView): string[] {
  const said = [...statements, ...sections.flatMap(({ notes }) => notes)].filter(
    ({ kind }) => kind === 'list-warning',
  );
  return distinct(said.map(({ words, short = words }) => shortened(short, longestWarning)));
}

function remarksOf({ emptyWords, notes }: SectionView): string[] {
  const said = notes.filter(({ kind }) => gaps.has(kind)).map(({ words, short = words }) => short);
  return [...(emptyWords === undefined ? [] : [emptyWords]), ...said].map((words) =>
    words.replace(/\.$/, ''),
  );
}

/** What is so now before what is over, and within each the weightiest first. */
function weightTurn(item: ItemView): number {
  return Number(isOver(item)) * (weights.grave + 1) + (weights.grave - item.weight);
}

/** Of wishes that matter alike, those that say something before those that have only a title. */
function wishTurn(item: ItemView): number {
  const isTold =
    item.quotes !== undefined ||
    item.value !== undefined ||
    item.details.some(({ is }) => toldOfWish.has(is));
  if (item.ofResuscitation === true && !isOver(item)) return isTold ? -1 : -0.5;
  return weightTurn(item) + (isTold ? 0 : 0.5) + (isAboutOrgans(item) ? 0.75 : 0);
}

/** What becomes of organs is asked when everything else is over. */
function isAboutOrgans({ title }: ItemView): boolean {
  return /\b(?:organs?|tissues?|corneas?|donation|donor)\b/i.test(title);
}

/** A severe one first, whatever became of it, and within each what is so now; what was found not to be so last. */
function allergyTurn(item: ItemView): number {
  if (item.standing === 'refuted' || item.standing === 'error') return 4;
  return (item.severe ? 0 : 2) + Number(isOver(item));
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
  // Without a name, what is noted is all that tells what it is.
  const note = item.unnamed === true ? detailOf(item, 'note') : undefined;
  const gist =
    reactions === undefined ? note && shortened(note.value, longestNote) : firstOf(reactions);
  const full = words.list([reaction, note?.value, story].filter((one) => one !== undefined));
  return {
    wordings: [
      worded(shortened(nameOf(item)), item.severe || note !== undefined ? [gist] : []),
      worded(nameOf(item), [gist]),
      worded(item.title, [reaction ?? note?.value]),
      worded(item.title, full === '' ? [] : [full]),
    ],
  };
}

/** So many letters of the note of an allergy without a name always stand on a card. */
const longestNote = 100;

/** What it is called, as briefly as that is not something else. */
function nameOf({ title, shortTitle = title }: ItemView): string {
  return shortTitle;
}

/** The first of several reactions, as a word or a few. */
function firstOf({ value, values = [value] }: DetailView): string {
  return shortened(values[0] ?? value, 30);
}

/** Details that a card has no room for; everything else, a dose or a warning, is said. */
const passedOver: ReadonlySet<DetailKind> = new Set([
  // The title says so already.
  'doNotPerform',
  'contrary',
  'note',
  'reasonCode',
  'reasonReference',
  'sources-differ',
  'statusReason',
  // Beside the name, in shorter words.
  'unreadable-condition',
]);

/**
 * "Metformin 500mg tablets, two tablets twice a day". Its name stands whole or not at all, and so does the dose: a
 * part of either could be taken for another. A medicine that is dangerous to get wrong is named before any other, and
 * with its dose where there is room.
 */
function medicineEntry(item: ItemView, words: Words): TextCardEntry {
  const marks = marksOf(item, words);
  // Insulin of 500 units/mL is another medicine than that of 100: how strong it is belongs to its name.
  const strength = detailOf(item, 'ingredient')?.value;
  const called = words.list([nameOf(item), ...(strength === undefined ? [] : [strength])]);
  const name = withMarks(called, marks);
  const said = item.details.filter(({ is }) => !passedOver.has(is)).map((detail) => detail.words);
  const whole = withMarks(words.list([item.title, ...said]), marks);
  const dose = detailOf(item, 'dosage')?.words;
  const isHighRisk = item.weight >= weights.major && !isOver(item);
  const least =
    isHighRisk && dose !== undefined ? withMarks(words.list([called, dose]), marks) : name;
  return {
    wordings: [name, least, whole],
    past: isOver(item),
    ...(isHighRisk ? { first: true as const } : {}),
  };
}

/** What a wish says beside its name. */
const toldOfWish: ReadonlySet<DetailKind> = new Set([
  'wish',
  'wishAnswer',
  'consentDeny',
  'activityProhibited',
]);

/** So many letters of what is refused stand on a card even where there is little room. */
const longestRefusal = 200;

/** A wish with what is refused, which is never parted from it: a title alone could mean anything. */
function wishEntry(item: ItemView, words: Words): TextCardEntry {
  const said = item.details.filter(({ is }) => toldOfWish.has(is)).map((detail) => detail.words);
  const refused = item.details
    .filter(({ is }) => is === 'consentDeny' || is === 'activityProhibited')
    .slice(0, 1)
    .map((detail) => shortened(detail.words, longestRefusal));
  const quotes = (item.quotes ?? []).filter((one) => !item.title.includes(one));
  // What is said of resuscitation stands first, and never leaves its title.
  const answers = item.details.filter(({ is }) => is === 'wishAnswer').map((one) => one.words);
  const kept = [...refused, ...quotes.slice(0, 1).map((one) => words.quoted(one))];
  const date = item.date === undefined ? [] : [words.date(item.date)];
  const marks = marksOf(item, words);
  // "Advance directive status" says nothing without what it is.
  const asked = item.value === undefined ? item.title : words.labelled(item.title, item.value);
  // What was answered is what a form says.
  const title = answers.length === 0 ? asked : words.list(answers);
  const worded = (called: string) => withMarks(called, [...marks, ...date]);
  const isWhole = item.value !== undefined || answers.length > 0 || item.ofResuscitation === true;
  // "DNACPR discussed, declined" says something else without its end.
  const short = isWhole ? shortened(title, longestRefusal) : shortened(title);
  const most = Math.max(160, words.list([title, ...kept]).length);
  return {
    ...(item.weight >= weights.grave && !isOver(item) && !isAboutOrgans(item)
      ? { first: true as const }
      : {}),
    wordings: [
      worded(words.list([short, ...kept])),
      worded(words.list([title, ...kept])),
      worded(shortened(words.list([title, ...kept, ...said.filter(isOther)]), most)),
    ],
  };

  function isOther(one: string): boolean {
    return !kept.includes(one) && !answers.includes(one);
  }
}

/** An implant with when its use ended and what is noted of it: that it was taken out must not be parted from it. */
function implantEntry(item: ItemView, words: Words): TextCardEntry {
  const told = item.details.filter(({ is }) => is === 'end' || is === 'note');
  const marks = [...marksOf(item, words), ...told.map((detail) => shortened(detail.words, 60))];
  const worded = (name: string) => withMarks(name, [...sidesOf(item, name), ...marks]);
  return {
    wordings: [worded(shortened(item.title)), worded(item.title)],
    past: isOver(item),
  };
}

function titleEntry(item: ItemView, words: Words): TextCardEntry {
  const worded = (name: string) =>
    withMarks(name, [...sidesOf(item, name), ...marksOf(item, words)]);
  return {
    wordings: [worded(shortened(nameOf(item))), worded(item.title)],
    past: isOver(item),
  };
}

const side = /\b(?:left|right|bilateral|both)\b/i;

/** Which side it is on, where the name as it stands on the card does not say so. */
function sidesOf(item: ItemView, name: string): string[] {
  const sites = item.details.filter(({ is }) => is === 'bodySite');
  const said = sites.flatMap(({ value }) => (side.test(value) ? [shortened(value)] : []));
  const inTitle = side.exec(item.title)?.[0] ?? '';
  const found = said.length > 0 ? said : [inTitle];
  return found.filter((one) => !name.toLowerCase().includes(one.toLowerCase()));
}

/** What became of it, or how bad it is and when: an old result says nothing of now. */
/** The parts of a result, what harm came from, what a danger is about. */
const partsOfImportant: ReadonlySet<DetailKind> = new Set(['component', 'implicated', 'detail']);

function importantEntry(item: ItemView, words: Words): TextCardEntry {
  const flag = item.flag === undefined ? [] : [words.flags[item.flag]];
  const date = item.date === undefined ? [] : [words.date(item.date)];
  const worded = (name: string) => {
    const called = item.value === undefined ? name : words.labelled(name, item.value);
    return withMarks(called, [...sidesOf(item, name), ...marksOf(item, words), ...flag, ...date]);
  };
  const parts = item.details.filter(({ is }) => partsOfImportant.has(is)).map((one) => one.words);
  return {
    wordings: [worded(shortened(nameOf(item))), worded(words.list([item.title, ...parts]))],
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
  const contrary = detailOf(item, 'contrary')?.value ?? '';
  return [item.notableStatus ?? '', contrary, isConditional ? words.unreadableMark : ''];
}
