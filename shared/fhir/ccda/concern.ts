import { wordsOf } from '../concept.ts';
import { formatDate } from '../partial-date.ts';
import type { JsonObject } from '../resource.ts';
import { cdaConceptOf, codeIn } from './cda-code.ts';
import { oids } from './oids.ts';
import { childAt, statementsWith, type CdaElement } from './cda-xml.ts';
import { whenOf, type CdaWhen } from './cda-time.ts';
import { cdaStatusCodeOf, isNegated, type StatementPlace } from './statement.ts';

/** The observations that say where a problem or an allergy stands. */
export const statusObservations = [
  '2.16.840.1.113883.10.20.22.4.6',
  '2.16.840.1.113883.10.20.22.4.28',
  '2.16.840.1.113883.10.20.22.4.39',
];

/** SNOMED CT's words for where a problem or an allergy stands. @see value set 2.16.840.1.113883.3.88.12.80.68 */
const stated: ReadonlyMap<string, ConcernStatus> = new Map([
  ['55561003', 'active'],
  ['73425007', 'inactive'],
  ['413322009', 'resolved'],
  ['246455001', 'recurrence'],
  ['263855007', 'relapse'],
  ['277022003', 'remission'],
]);

const tracked: ReadonlyMap<string, ConcernStatus> = new Map([
  ['active', 'active'],
  ['suspended', 'inactive'],
  ['aborted', 'inactive'],
  ['completed', 'inactive'],
]);

export type ConcernStatus =
  'active' | 'inactive' | 'resolved' | 'recurrence' | 'relapse' | 'remission';

/**
 * Where a problem or an allergy stands: as it says itself; else by its end; else by whether anybody still keeps an eye on it.
 * @returns `undefined` where none of them is told
 * @see HL7 C-CDA 2.1, Problem Concern Act
 */
export function concernStatus(
  observation: CdaElement,
  concern: CdaElement,
): ConcernStatus | undefined {
  const [status] = statementsWith(observation, ...statusObservations);
  const said = codeIn(childAt(status, 'value'), stated, oids.snomed);
  if (said !== undefined) return said;
  if (whenOf(childAt(observation, 'effectiveTime')).isOver) return 'resolved';
  return concern === observation ? undefined : tracked.get(cdaStatusCodeOf(concern) ?? '');
}

/** Whether it is said not to be so: of the observation, or of the concern around it. */
export function isDenied(observation: CdaElement, concern: CdaElement): boolean {
  return isNegated(observation) || isNegated(concern);
}

/** Whether it was written down in error. */
export function isNullified(statement: CdaElement): boolean {
  return cdaStatusCodeOf(statement) === 'nullified';
}

/** Where it stands in words for which FHIR has no status: "suspected". */
export function statusNotes(observation: CdaElement, { narrative }: StatementPlace): JsonObject[] {
  return statementsWith(observation, ...statusObservations).flatMap((status) => {
    const value = childAt(status, 'value');
    const words = wordsOf(cdaConceptOf(value, narrative));
    const isKnown = codeIn(value, stated, oids.snomed) !== undefined;
    return isKnown || words === undefined ? [] : [{ text: `Status in the document: ${words}` }];
  });
}

/** An end for which FHIR has no member, in words. */
export function endNotes({ end, isOver }: CdaWhen): JsonObject[] {
  if (end !== undefined) return [{ text: `End as written in the document: ${formatDate(end)}` }];
  return isOver ? [{ text: 'The document says that it has ended, and not when.' }] : [];
}
