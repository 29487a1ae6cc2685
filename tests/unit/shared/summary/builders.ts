import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { aRecord, type ARecord } from '../../../conformance/a-record.ts';

/** 21 November 2026, noon. */
export const now = new Date('2026-11-21T12:00:00Z');

const patientReference = { reference: 'Patient/1' };
let count = 0;

function built(resourceType: string, members: JsonObject): FhirResource {
  count += 1;
  return { resourceType, id: `e${String(count)}`, ...members };
}

export function aPatient(members: JsonObject = {}): FhirResource {
  return {
    resourceType: 'Patient',
    id: '1',
    name: [{ family: 'Hale', given: ['Margaret'] }],
    birthDate: '1951-04-17',
    ...members,
  };
}

export function anAllergy(members: JsonObject = {}): FhirResource {
  return built('AllergyIntolerance', {
    clinicalStatus: coded(
      'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
      'active',
    ),
    code: { text: 'Latex' },
    patient: patientReference,
    ...members,
  });
}

export function aProblem(members: JsonObject = {}): FhirResource {
  return built('Condition', {
    clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
    code: { text: 'Asthma' },
    subject: patientReference,
    ...members,
  });
}

export function aPrescription(members: JsonObject = {}): FhirResource {
  return built('MedicationRequest', {
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Ramipril 5 mg capsules' },
    subject: patientReference,
    authoredOn: '2026-01-05',
    dosageInstruction: [{ text: 'One in the morning' }],
    ...members,
  });
}

export function aResult(members: JsonObject = {}): FhirResource {
  return built('Observation', {
    status: 'final',
    category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'laboratory')],
    code: { text: 'Potassium' },
    subject: patientReference,
    effectiveDateTime: '2026-10-20',
    valueQuantity: { value: 4.1, unit: 'mmol/L' },
    ...members,
  });
}

export function coded(system: string, code: string): JsonObject {
  return { coding: [{ system, code }] };
}

/** A record of one source, "The surgery", with a patient. */
export function recordOf(...resources: readonly FhirResource[]): ARecord {
  return aRecord({
    'The surgery': [aPatient(), ...resources].map((resource) => ({
      resource,
      text: JSON.stringify(resource),
    })),
  });
}
