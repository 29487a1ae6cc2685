import { listOf, objectOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import { asParts } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Draft, Mappings } from './mapping.ts';

/** DSTU2's class is a bare code of this system; R4 wants the Coding. */
const classAsCoding: MemberChange = (value, draft) => {
  const coding =
    typeof value === 'string'
      ? { system: 'http://hl7.org/fhir/encounter-class', code: value }
      : value;
  add(draft, 'class', coding);
};

/** The diagnoses of DSTU2's hospitalization are the encounter's own in R4, with their role. */
function addDiagnosis(draft: Draft, conditions: unknown, use: 'AD' | 'DD'): void {
  const system = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';
  const diagnoses = listOf(conditions).map((condition) => ({
    condition,
    use: { coding: [{ system, code: use }] },
  }));
  add(draft, 'diagnosis', diagnoses);
}

const hospitalizationDstu2: MemberChange = (value, draft) => {
  const part = objectOf(value);
  if (part === undefined) {
    addBeside(draft, { member: 'hospitalization', value, type: '' });
    return;
  }
  const { admittingDiagnosis, dischargeDiagnosis, ...rest } = part;
  if (admittingDiagnosis !== undefined) addDiagnosis(draft, admittingDiagnosis, 'AD');
  if (dischargeDiagnosis !== undefined) addDiagnosis(draft, dischargeDiagnosis, 'DD');
  if (Object.keys(rest).length > 0) add(draft, 'hospitalization', rest);
};

const met =
  'identifier status statusHistory type priority episodeOfCare participant period length location serviceProvider partOf';

export const encounter: Mappings = {
  DSTU2: {
    same: met,
    renamed: {
      patient: 'subject',
      incomingReferral: 'basedOn',
      indication: 'reasonReference',
    },
    listed: { appointment: 'appointment', reason: 'reasonCode' }, // some servers send one reason alone
    changed: { class: classAsCoding, hospitalization: hospitalizationDstu2 },
  },
  STU3: {
    same: `${met} class classHistory subject account hospitalization`,
    renamed: { incomingReferral: 'basedOn' },
    listed: { appointment: 'appointment', reason: 'reasonCode' }, // some servers send one reason alone
    changed: {
      diagnosis: asParts('diagnosis', { same: 'condition rank', renamed: { role: 'use' } }),
    },
  },
};
