import type { FhirResource, JsonObject } from '../resource.ts';
import { cdaConceptOf, fhirConcept, identifiersOf } from './cda-code.ts';
import { periodOf, whenOf } from './cda-time.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  statementsWith,
  wordsIn,
  type CdaElement,
} from './cda-xml.ts';
import { encounterClass } from './people.ts';
import { conditionOf, problemObservation } from './problems.ts';
import {
  isEvent,
  isNegated,
  performersOf,
  present,
  cdaStatusCodeOf,
  type Place,
  type StatementReader,
} from './statement.ts';

const indication = '2.16.840.1.113883.10.20.22.4.19';
const diagnosis = '2.16.840.1.113883.10.20.22.4.80';

/** @see http://hl7.org/fhir/R4/valueset-encounter-status.html */
const statuses: Readonly<Record<string, string>> = {
  completed: 'finished',
  active: 'in-progress',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  nullified: 'entered-in-error',
};

/** Encounter Activity, with its diagnoses as conditions. One that is planned stays text. */
export const readEncounter: StatementReader = (encounter, place) => {
  if (!isEvent(encounter) || isNegated(encounter)) return undefined;
  const { narrative } = place;
  const when = whenOf(childAt(encounter, 'effectiveTime'));
  const diagnoses = diagnosesOf(encounter, place);
  if (diagnoses === undefined) return undefined;
  const code = childAt(encounter, 'code');
  const type = cdaConceptOf(code, narrative);
  return [
    {
      resourceType: 'Encounter',
      id: place.idOf(encounter, 'Encounter'),
      ...present({
        identifier: identifiersOf(encounter),
        status: statuses[cdaStatusCodeOf(encounter) ?? ''] ?? 'unknown',
        class: encounterClass(code),
        type: type === undefined ? [] : [type],
        subject: place.patient,
        participant: performersOf(encounter).map((individual) => ({ individual })),
        period: when.at === undefined ? periodOf(when) : { start: when.at },
        reasonCode: statementsWith(encounter, indication).flatMap(
          (reason) => cdaConceptOf(childAt(reason, 'value'), narrative) ?? [],
        ),
        diagnosis: diagnoses.map(({ id }) => ({
          condition: { reference: `Condition/${String(id)}` },
        })),
        location: locationsOf(encounter),
      }),
    },
    ...diagnoses,
  ];
};

function diagnosesOf(encounter: CdaElement, place: Place): FhirResource[] | undefined {
  const observations = statementsWith(encounter, diagnosis).flatMap((act) =>
    statementsWith(act, problemObservation),
  );
  const conditions = observations.flatMap((one) => conditionOf(one, one, place) ?? []);
  const category = [fhirConcept('condition-category', 'encounter-diagnosis')];
  return conditions.length < observations.length
    ? undefined
    : conditions.map((condition) => ({ ...condition, category }));
}

function locationsOf(encounter: CdaElement): JsonObject[] {
  return childrenOf(encounter, 'participant')
    .filter((participant) => attributeOf(participant, 'typeCode') === 'LOC')
    .flatMap((participant) => {
      const role = childAt(participant, 'participantRole');
      const display = wordsIn(childAt(role, 'playingEntity', 'name'));
      return display === undefined ? [] : [{ location: { display } }];
    });
}
