import { own } from '../../base/own.ts';
import type { JsonObject } from '../resource.ts';
import { cdaConceptOf, fhirConcept, identifiersOf } from './cda-code.ts';
import { cdaPeriodOf, whenOf } from './cda-time.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  elementsOf,
  statementsWith,
  wordsIn,
  type CdaElement,
} from './cda-xml.ts';
import { encounterClass } from './people.ts';
import { readPlanned } from './plans.ts';
import { conditionOf, problemObservation } from './problems.ts';
import { reasonsOf } from './reasons.ts';
import {
  isEvent,
  isNegated,
  performersOf,
  present,
  readAsOne,
  cdaStatusCodeOf,
  staysText,
  together,
  type StatementPlace,
  type StatementRead,
  type StatementReader,
} from './statement.ts';

const diagnosis = '2.16.840.1.113883.10.20.22.4.80';

/** @see http://hl7.org/fhir/R4/valueset-encounter-status.html */
const statuses: Readonly<Record<string, string>> = {
  completed: 'finished',
  active: 'in-progress',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  nullified: 'entered-in-error',
};

/** Encounter Activity, with its diagnoses as conditions. */
export const readEncounter: StatementReader = (encounter, place) => {
  if (!isEvent(encounter)) return readPlanned(encounter, place);
  if (isNegated(encounter)) return staysText(encounter);
  const { narrative } = place;
  const when = whenOf(childAt(encounter, 'effectiveTime'));
  const { resources: diagnoses, stayed } = diagnosesOf(encounter, place);
  const code = childAt(encounter, 'code');
  const type = cdaConceptOf(code, narrative);
  const visit = {
    resourceType: 'Encounter',
    id: place.idOf(encounter, 'Encounter'),
    ...present({
      identifier: identifiersOf(encounter),
      status: own(statuses, cdaStatusCodeOf(encounter)) ?? 'unknown',
      class: encounterClass(code),
      type: type === undefined ? [] : [type],
      subject: place.patient,
      participant: performersOf(encounter).map((individual) => ({ individual })),
      period: when.at === undefined ? cdaPeriodOf(when) : { start: when.at },
      reasonCode: reasonsOf(encounter, place),
      diagnosis: diagnoses.map(({ id }) => ({
        condition: { reference: `Condition/${String(id)}` },
      })),
      hospitalization: dischargeOf(encounter, place),
      location: locationsOf(encounter),
    }),
  };
  return { resources: [visit, ...diagnoses], stayed };
};

/** Where the patient went then. @see HL7 C-CDA 2.1, Encounter Activity, sdtc:dischargeDispositionCode */
function dischargeOf(encounter: CdaElement, { narrative }: StatementPlace): JsonObject | undefined {
  const element = elementsOf(encounter).find(({ name }) => name === 'dischargeDispositionCode');
  const dischargeDisposition = cdaConceptOf(element, narrative);
  return dischargeDisposition === undefined ? undefined : { dischargeDisposition };
}

function diagnosesOf(encounter: CdaElement, place: StatementPlace): StatementRead {
  const observations = statementsWith(encounter, diagnosis).flatMap((act) =>
    statementsWith(act, problemObservation),
  );
  const category = [fhirConcept('condition-category', 'encounter-diagnosis')];
  const { resources, stayed } = together(
    observations.map((one) => readAsOne(one, conditionOf(one, one, place))),
  );
  return { resources: resources.map((condition) => ({ ...condition, category })), stayed };
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
