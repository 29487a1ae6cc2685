import type { FhirResource, JsonObject } from '../resource.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  elementsOf,
  follows,
  isStatement,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import { dateTimeOf, timeOfDay } from './cda-time.ts';
import { writtenValue } from './cda-value.ts';
import type { NarrativeText } from './narrative.ts';
import { personWords } from './people.ts';

/** Where a statement stands, and what it needs to become a resource. */
export type StatementPlace = {
  /** The patient of the document. */
  readonly patient: JsonObject;
  readonly narrative: NarrativeText;
  /** LOINC's code of the section. */
  readonly section: string | undefined;
  /** What the section is called. */
  readonly title: string;
  /** An id for the resource that a statement becomes, the same whenever the same statement comes. */
  readonly idOf: (statement: CdaElement, resourceType: string) => string;
};

/** What became of a statement: resources, and the statements in it that could not be said as such and stay text. */
export type StatementRead = {
  readonly resources: readonly FhirResource[];
  readonly stayed: readonly CdaElement[];
};

/** Puts a statement in FHIR's words. What can't be said in them stays text, and costs nothing else. */
export type StatementReader = (statement: CdaElement, place: StatementPlace) => StatementRead;

export function staysText(...statements: readonly CdaElement[]): StatementRead {
  return { resources: [], stayed: statements };
}

/** A statement that becomes one resource, or stays text. */
export function readAsOne(
  statement: CdaElement,
  resource: FhirResource | undefined,
): StatementRead {
  return resource === undefined ? staysText(statement) : { resources: [resource], stayed: [] };
}

export function together(reads: readonly StatementRead[]): StatementRead {
  return {
    resources: reads.flatMap(({ resources }) => resources),
    stayed: reads.flatMap(({ stayed }) => stayed),
  };
}

/** Members that have a value. */
export function present(members: JsonObject): JsonObject {
  const kept = Object.entries(members).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}

/** The statement itself where it is one of these, otherwise those of this template inside it. */
export function itselfOrInside(
  statement: CdaElement,
  name: string,
  templateId: string,
): readonly CdaElement[] {
  return statement.name === name ? [statement] : statementsWith(statement, templateId);
}

/** Reads each of the statements in another; where there is none of them, that one stays text. */
export function readEach(
  around: CdaElement,
  statements: readonly CdaElement[],
  read: (statement: CdaElement) => StatementRead,
): StatementRead {
  return statements.length === 0 ? staysText(around) : together(statements.map(read));
}

export function isNegated(statement: CdaElement): boolean {
  return attributeOf(statement, 'negationInd') === 'true';
}

export function cdaStatusCodeOf(statement: CdaElement): string | undefined {
  return attributeOf(childAt(statement, 'statusCode'), 'code');
}

/** Whether it says of somebody else than the patient: a relative, a donor, a child. @see HL7 CDA R2, section 4.3.8.6 */
export function isOfAnother(statement: CdaElement): boolean {
  return childAt(statement, 'subject') !== undefined;
}

/** Something that happened or is so, and is not only wished, planned or asked for. */
export function isEvent(statement: CdaElement): boolean {
  return (attributeOf(statement, 'moodCode') ?? 'EVN') === 'EVN';
}

/** When in the day it was, where FHIR has no place for it: two readings of a day have their order. */
export function timeNotes(statement: CdaElement): JsonObject[] {
  const time = childAt(statement, 'effectiveTime');
  const points = [time, childAt(time, 'low'), childAt(time, 'high'), childAt(time, 'center')];
  const times = points.flatMap((point) => timeOfDay(attributeOf(point, 'value')) ?? []);
  const text = [...new Set(times)].join(' to ');
  const ofDay = text === '' ? [] : [{ text: `Time of day, as written: ${text}` }];
  return [...ofDay, ...lengthNotes(statement)];
}

/** How long it took or lasted, where that stands in the place of an end: FHIR has no member for it. */
export function lengthNotes(statement: CdaElement): JsonObject[] {
  const length = writtenValue(childAt(statement, 'effectiveTime', 'width'));
  return length === undefined ? [] : [{ text: `Length, as written: ${length}` }];
}

/** The words of a `text`; a whole row of a table is told as such, for it says more than one thing. */
export function saidNotes(
  text: CdaElement | undefined,
  { narrative }: StatementPlace,
): JsonObject[] {
  const words = narrative.of(text);
  if (words === undefined) return [];
  return [{ text: narrative.isRow(text) ? `The document’s table says: ${words}` : words }];
}

/** The same where it is a whole row, which can stand for no single thing that a statement says. */
export function rowNotes(text: CdaElement | undefined, place: StatementPlace): JsonObject[] {
  return place.narrative.cell(text) === undefined ? saidNotes(text, place) : [];
}

/** The rows to which codes point that nobody named: the only words there are for them. */
function rowsOfUnnamed(element: CdaElement, place: StatementPlace): JsonObject[] {
  return elementsOf(element)
    .filter((child) => !isStatement(child))
    .flatMap((child) => {
      const text = childAt(child, 'originalText');
      const isNamed = [child, ...childrenOf(child, 'translation')].some(
        (one) => attributeOf(one, 'displayName') !== undefined,
      );
      const isLost = !isNamed && place.narrative.isRow(text);
      return [...(isLost ? saidNotes(text, place) : []), ...rowsOfUnnamed(child, place)];
    });
}

const commentActivity = '2.16.840.1.113883.10.20.22.4.64';

/**
 * What somebody wrote beside a statement: comments, instructions, and words that the section's narrative does not have.
 * @param saidElsewhere templates of statements whose words the resource has in another member
 */
export function cdaNotesOf(
  statement: CdaElement,
  place: StatementPlace,
  ...saidElsewhere: readonly string[]
): JsonObject[] {
  const { narrative } = place;
  const comments = statementsWith(statement, commentActivity).flatMap(
    (comment) => narrative.of(childAt(comment, 'text')) ?? [],
  );
  const beside = narrative
    .ownWords(statement)
    .filter(({ of }) => isStatement(of) && !follows(of, ...saidElsewhere))
    .map(({ of, words }) => (of.name === 'act' ? labelled(of, words) : words));
  const notes = [...new Set([...comments, ...beside])].map((text) => ({ text }));
  return [...notes, ...rowsOfUnnamed(statement, place)];
}

/** "Instruction: drink plenty": what an act calls itself tells what its words are for. */
function labelled(act: CdaElement, words: string): string {
  const label = attributeOf(childAt(act, 'code'), 'displayName');
  const isComment = follows(act, commentActivity);
  return label === undefined || isComment ? words : `${label}: ${words}`;
}

/** When the first author wrote it down, and who that was. */
export function authorOf(statement: CdaElement): {
  readonly time: string | undefined;
  readonly who: JsonObject | undefined;
} {
  const [author] = childrenOf(statement, 'author');
  const display = personWords(childAt(author, 'assignedAuthor'));
  return {
    time: dateTimeOf(attributeOf(childAt(author, 'time'), 'value')),
    who: display === undefined ? undefined : { display },
  };
}

/** Everybody who performed it, by name. */
export function performersOf(statement: CdaElement): JsonObject[] {
  return childrenOf(statement, 'performer').flatMap((performer) => {
    const display = personWords(childAt(performer, 'assignedEntity'));
    return display === undefined ? [] : [{ display }];
  });
}
