import type { FhirResource, JsonObject } from '../resource.ts';
import { cdaConceptOf, fhirConcept, identifiersOf, codingOf } from './cda-code.ts';
import { periodOf, whenOf } from './cda-time.ts';
import { referenceRangesOf, valueMembers } from './cda-value.ts';
import { childAt, childrenOf, statementsIn, type CdaElement } from './cda-xml.ts';
import {
  allAsResources,
  isEvent,
  isNegated,
  cdaNotesOf,
  performersOf,
  present,
  cdaStatusCodeOf,
  type Place,
  type StatementReader,
} from './statement.ts';

export type ObservationCategory = 'laboratory' | 'vital-signs' | 'social-history';

/** @see http://hl7.org/fhir/R4/valueset-observation-status.html */
const statuses: Readonly<Record<string, string>> = {
  completed: 'final',
  active: 'preliminary',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  held: 'registered',
  nullified: 'entered-in-error',
};

/** @see http://hl7.org/fhir/R4/valueset-diagnostic-report-status.html */
const reportStatuses: Readonly<Record<string, string>> = { ...statuses, active: 'partial' };

/** A single observation of a kind. */
export function observationReader(category: ObservationCategory): StatementReader {
  return (statement, place) => {
    const resource = observationOf(statement, category, place);
    return resource === undefined ? undefined : [resource];
  };
}

/** Vital Signs Organizer: what was measured together. Each measurement stands for itself. */
export const readVitalSigns: StatementReader = (organizer, place) =>
  membersOf(organizer, 'vital-signs', place);

/** Result Organizer: a report, and the results that it holds. */
export const readResults: StatementReader = (organizer, place) => {
  const results = membersOf(organizer, 'laboratory', place);
  const code = cdaConceptOf(childAt(organizer, 'code'), place.narrative);
  if (results === undefined || code === undefined) return results;
  const report = {
    resourceType: 'DiagnosticReport',
    id: place.idOf(organizer, 'DiagnosticReport'),
    ...present({
      identifier: identifiersOf(organizer),
      status: reportStatuses[cdaStatusCodeOf(organizer) ?? ''] ?? 'unknown',
      code,
      subject: place.patient,
      ...effectiveOf(organizer),
      performer: performersOf(organizer),
      result: results.map(({ id }) => ({ reference: `Observation/${String(id)}` })),
    }),
  };
  return [report, ...results];
};

function membersOf(
  organizer: CdaElement,
  category: ObservationCategory,
  place: Place,
): FhirResource[] | undefined {
  if (isNegated(organizer) || !isEvent(organizer)) return undefined;
  const members = childrenOf(organizer, 'component').flatMap(statementsIn);
  const measured = members.filter(({ name }) => name === 'observation');
  // What is said of the whole panel counts for each member that says nothing else.
  const around = effectiveOf(organizer);
  return allAsResources(measured, (one) => observationOf(one, category, place, around));
}

/** `around`: when the panel was, for a member that does not say when it was. */
export function observationOf(
  statement: CdaElement,
  category: ObservationCategory,
  place: Place,
  around: JsonObject = {},
): FhirResource | undefined {
  const { narrative } = place;
  const [value, another] = childrenOf(statement, 'value');
  const code = cdaConceptOf(childAt(statement, 'code'), narrative);
  const values = valueMembers(value, narrative);
  const isSayable = !isNegated(statement) && isEvent(statement) && another === undefined;
  if (code === undefined || values === undefined || !isSayable) return undefined;
  const own = effectiveOf(statement);
  return {
    resourceType: 'Observation',
    id: place.idOf(statement, 'Observation'),
    ...present({
      identifier: identifiersOf(statement),
      status: statuses[cdaStatusCodeOf(statement) ?? ''] ?? 'unknown',
      category: [fhirConcept('observation-category', category)],
      code,
      subject: place.patient,
      ...(Object.keys(own).length === 0 ? around : own),
      performer: performersOf(statement),
      ...values,
      interpretation: childrenOf(statement, 'interpretationCode').flatMap((one) =>
        codingOf(one) === undefined ? [] : (cdaConceptOf(one, narrative) ?? []),
      ),
      note: cdaNotesOf(statement, place),
      bodySite: cdaConceptOf(childAt(statement, 'targetSiteCode'), narrative),
      method: cdaConceptOf(childAt(statement, 'methodCode'), narrative),
      referenceRange: referenceRangesOf(statement, narrative),
    }),
  };
}

function effectiveOf(statement: CdaElement): JsonObject {
  const when = whenOf(childAt(statement, 'effectiveTime'));
  return present({
    effectiveDateTime: when.at,
    effectivePeriod: when.at === undefined ? periodOf(when) : undefined,
  });
}
