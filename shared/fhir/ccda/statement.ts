import type { FhirResource, JsonObject } from '../resource.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  follows,
  isStatement,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import { dateTimeOf } from './cda-time.ts';
import type { NarrativeText } from './narrative.ts';
import { personWords } from './people.ts';

/** Where a statement stands, and what it needs to become a resource. */
export type Place = {
  /** The patient of the document. */
  readonly patient: JsonObject;
  readonly narrative: NarrativeText;
  /** LOINC's code of the section. */
  readonly section: string | undefined;
  /** An id for the resource that a statement becomes, the same whenever the same statement comes. */
  readonly idOf: (statement: CdaElement, resourceType: string) => string;
};

/**
 * Puts a statement in FHIR's words.
 * @returns the resources it became, or `undefined` where something that matters could not be said in them: then it stays text
 */
export type StatementReader = (statement: CdaElement, place: Place) => FhirResource[] | undefined;

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

/** Each statement as a resource; `undefined` where one of them, or all there is, can't be said as one: then all stays text. */
export function allAsResources(
  statements: readonly CdaElement[],
  resourceOf: (statement: CdaElement) => FhirResource | undefined,
): FhirResource[] | undefined {
  const read = statements.map(resourceOf);
  const resources = read.filter((one) => one !== undefined);
  return resources.length < read.length || resources.length === 0 ? undefined : resources;
}

export function isNegated(statement: CdaElement): boolean {
  return attributeOf(statement, 'negationInd') === 'true';
}

export function cdaStatusCodeOf(statement: CdaElement): string | undefined {
  return attributeOf(childAt(statement, 'statusCode'), 'code');
}

/** Something that happened or is so, and is not only wished, planned or asked for. */
export function isEvent(statement: CdaElement): boolean {
  return (attributeOf(statement, 'moodCode') ?? 'EVN') === 'EVN';
}

const commentActivity = '2.16.840.1.113883.10.20.22.4.64';

/**
 * What somebody wrote beside a statement: comments, instructions, and words that the section's narrative does not have.
 * @param saidElsewhere templates of statements whose words the resource has in another member
 */
export function cdaNotesOf(
  statement: CdaElement,
  { narrative }: Place,
  ...saidElsewhere: readonly string[]
): JsonObject[] {
  const comments = statementsWith(statement, commentActivity).flatMap(
    (comment) => narrative.of(childAt(comment, 'text')) ?? [],
  );
  const beside = narrative
    .ownWords(statement)
    .filter(({ of }) => isStatement(of) && !follows(of, ...saidElsewhere))
    .map(({ of, words }) => (of.name === 'act' ? labelled(of, words) : words));
  return [...new Set([...comments, ...beside])].map((text) => ({ text }));
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
