import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import { numberTextOf } from '../fhir/json.ts';
import { describe } from '../record/describe.ts';
import { isStanding } from '../record/standing.ts';
import type { SectionName } from '../words/section-name.ts';
import { languages } from '../words/languages.ts';
import type { Statement } from '../words/statement.ts';
import { noteKinds, type NoteKind, type Words } from '../words/words.ts';
import { isContradiction } from './contradiction.ts';
import { noteOfEarlierProgram } from './earlier-notes.ts';
import { isKeptText } from './kept-text.ts';
import { statementData, statementView } from './statements.ts';
import type { Section } from './sections.ts';
import type { LeftOut } from './selected.ts';
import type { NoteView } from './view.ts';

/** What a section says beyond its entries, as data: how many results are not shown, that something was left out. */
export type SectionNote = { readonly kind: NoteKind; readonly count: number };

export type SectionFacts = {
  readonly section: Section;
  readonly resources: readonly FhirResource[];
  readonly leftOutByPatient: number;
  /** Whether the patient took nothing out, and no source says that something is missing. */
  readonly isWhole: boolean;
  /** What else belongs to the section, and why it is not in it. */
  readonly left: readonly LeftOut[];
  /** How many entries of the same kind are over and belong to a section of their own: past problems. */
  readonly over: number;
  /** Whether a wish in it contradicts another of the document. */
  readonly isContradicted: boolean;
};

/** What a reader must know about a section beyond its entries: limits, omissions, contradictions. */
export function sectionNotes(facts: SectionFacts): SectionNote[] {
  const { section, leftOutByPatient, left } = facts;
  const counted = (kind: NoteKind, count: number) => (count > 0 ? [{ kind, count }] : []);
  return [
    ...(isContradictory(facts) ? [{ kind: 'sources-disagree' as const, count: 1 }] : []),
    ...(facts.isContradicted ? [{ kind: 'wishes-disagree' as const, count: 1 }] : []),
    ...(isNoneCurrent(facts) ? [{ kind: 'none-current' as const, count: 1 }] : []),
    // Said only where a gap could harm; and never what, or how much, was left out.
    ...(section.need === 'required' ? counted('left-out', Math.min(leftOutByPatient, 1)) : []),
    ...noteOfRule.flatMap(([kind, isTold]) => counted(kind, left.filter(isTold).length)),
  ];
}

/** What is told of entries that a rule leaves out. That something is private or personal is not told. */
const noteOfRule: readonly (readonly [NoteKind, (one: LeftOut) => boolean])[] = [
  ['older', ({ isOlder }) => isOlder === true],
  ['beyond', ({ rule, isOlder }) => rule === 'beyond-section' && isOlder !== true],
  ['beyond-abnormal', ({ marked }) => marked !== undefined],
  ['beyond-critical', ({ marked }) => marked === 'critical'],
  ['repeats-another', ({ rule }) => rule === 'repeats-another'],
  ['shown-once', ({ rule }) => rule === 'shown-once'],
  ['planned', ({ rule }) => rule === 'planned'],
  ['not-so', ({ rule }) => rule === 'not-so'],
];

/** Rules that leave out nothing that is taken now. */
const rulesOfOld: ReadonlySet<string> = new Set([
  'beyond-section',
  'repeats-another',
  'shown-once',
  'not-so',
  'planned',
]);

/** Sections of things that end, where "none that is current" says more than "no information". */
const sectionsOfCurrent: ReadonlySet<SectionName> = new Set(['medications', 'problems']);

/** Whether the sources tell of medicines or problems and of none that is current. */
function isNoneCurrent({ section, resources, left, isWhole, over }: SectionFacts): boolean {
  if (!sectionsOfCurrent.has(section.name) || !isWhole) return false;
  if (resources.length + left.length + over === 0) return false;
  if (left.some(({ rule }) => !rulesOfOld.has(rule))) return false;
  return !resources.map(describe).some(isStanding);
}

function isContradictory({ section, resources }: SectionFacts): boolean {
  // What a text says, no program has read.
  const descriptions = resources.map(describe).filter((one) => !isKeptText(one));
  return section.need === 'required' && isContradiction(descriptions);
}

/** IPS's own place for what is to be said about a section as a whole. */
const noteUrl = 'http://hl7.org/fhir/StructureDefinition/note';
/** What the note says as data: an extension on its text with a `kind` and a `count`. */
const noteDataUrl = 'urn:patient-held-record:section-note';

/** A note as it stands in a section: in words, and as data for readers of another language. */
export function noteExtension(note: SectionNote, words: string): JsonObject {
  const data = {
    url: noteDataUrl,
    extension: [
      { url: 'kind', valueCode: note.kind },
      { url: 'count', valueUnsignedInt: note.count },
    ],
  };
  return { url: noteUrl, valueAnnotation: { extension: [data], text: words } };
}

/** What a section says of a source's list, in words and as data. */
export function statementExtension(statement: Statement, words: Words): JsonObject {
  const annotation = { extension: [statementData(statement)], text: words.statement(statement) };
  return { url: noteUrl, valueAnnotation: annotation };
}

/** The notes of a section of a document: ours in these words, all others as they stand. */
export function readNotes(
  section: JsonObject,
  name: SectionName | undefined,
  words: Words,
): NoteView[] {
  return notesIn(section).flatMap(({ annotation, text }) => {
    if (text === undefined) return [];
    const note = ourNote(annotation, text, name);
    if (note === undefined) {
      return [statementView(objectsOf(annotation?.['extension']), text, words) ?? { words: text }];
    }
    return [{ kind: note.kind, words: words.note(note.kind, note.count, name) }];
  });
}

/** What a note says in words of ours. Anybody can write our data beside other words, which are then what counts. */
function ourNote(
  annotation: JsonObject | undefined,
  text: string,
  name: SectionName | undefined,
): SectionNote | undefined {
  const data = readData(annotation);
  const isOurs =
    data !== undefined &&
    languages.some((language) => language.note(data.kind, data.count, name) === text);
  return isOurs ? data : noteOfEarlierProgram(text, name);
}

function notesIn(section: JsonObject) {
  return objectsOf(section['extension'])
    .filter((extension) => extension['url'] === noteUrl)
    .map((extension) => {
      const annotation = objectOf(extension['valueAnnotation']);
      const text = textOf(annotation?.['text']) ?? textOf(extension['valueString']);
      return { annotation, text };
    });
}

function readData(annotation: JsonObject | undefined): SectionNote | undefined {
  const data = objectsOf(annotation?.['extension']).find(({ url }) => url === noteDataUrl);
  const parts = objectsOf(data?.['extension']);
  const part = (name: string) => parts.find(({ url }) => url === name);
  const kind = noteKinds.find((one) => one === part('kind')?.['valueCode']);
  const count = Number(numberTextOf(part('count')?.['valueUnsignedInt']) ?? NaN);
  return kind === undefined || !Number.isSafeInteger(count) || count < 1
    ? undefined
    : { kind, count };
}
