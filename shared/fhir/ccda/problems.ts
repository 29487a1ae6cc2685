import type { FhirResource, JsonObject } from '../resource.ts';
import { cdaConceptOf, fhirConcept, identifiersOf, snomed } from './cda-code.ts';
import { whenOf } from './cda-time.ts';
import { attributeOf, childAt, type CdaElement } from './cda-xml.ts';
import { concernStatus } from './concern.ts';
import {
  allAsResources,
  authorOf,
  isNegated,
  itselfOrInside,
  cdaNotesOf,
  present,
  type Place,
  type StatementReader,
} from './statement.ts';

export const problemObservation = '2.16.840.1.113883.10.20.22.4.4';

const problemList = '11450-4';
/** "Problem" and "disease" in general: with a negation, they say that there is none. SNOMED CT. */
const anyProblem = new Set(['55607006', '64572001', '404684003']);
const noProblem = {
  system: snomed,
  code: '160245001',
  display: 'No current problems or disability',
};

/** Problem Concern Act, an admission or discharge diagnosis, or a Problem Observation by itself. */
export const readProblems: StatementReader = (statement, place) =>
  allAsResources(itselfOrInside(statement, 'observation', problemObservation), (observation) =>
    conditionOf(observation, statement, place),
  );

/** A Problem Observation as a Condition; `concern`: the act around it, or itself. */
export function conditionOf(
  observation: CdaElement,
  concern: CdaElement,
  place: Place,
): FhirResource | undefined {
  const value = childAt(observation, 'value');
  const problem = cdaConceptOf(value, place.narrative);
  const isAny = problem === undefined || anyProblem.has(attributeOf(value, 'code') ?? '');
  const isNone = isNegated(observation) && isAny;
  const code = isNone ? { coding: [noProblem], text: noProblem.display } : problem;
  if (code === undefined) return undefined;
  const status = concernStatus(observation, concern);
  const when = whenOf(childAt(observation, 'effectiveTime'));
  // FHIR has no end of a problem that is active (con-4); the end that was written is kept in words.
  const isActive = status === 'active' || status === 'recurrence' || status === 'relapse';
  const { time, who } = authorOf(observation);
  return {
    resourceType: 'Condition',
    id: place.idOf(observation, 'Condition'),
    ...present({
      identifier: identifiersOf(observation),
      clinicalStatus: status === undefined ? undefined : fhirConcept('condition-clinical', status),
      verificationStatus:
        isNegated(observation) && !isNone
          ? fhirConcept('condition-ver-status', 'refuted')
          : undefined,
      category:
        place.section === problemList
          ? [fhirConcept('condition-category', 'problem-list-item')]
          : [],
      code,
      subject: place.patient,
      onsetDateTime: when.start ?? when.at,
      abatementDateTime: isActive ? undefined : when.end,
      recordedDate: time,
      recorder: who,
      note: [...cdaNotesOf(observation, place), ...endNote(isActive ? when.end : undefined)],
    }),
  };
}

function endNote(end: string | undefined): JsonObject[] {
  return end === undefined ? [] : [{ text: `End as written in the document: ${end}` }];
}
