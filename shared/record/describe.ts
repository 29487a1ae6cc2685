import { objectsOf, resourceOf, type FhirResource } from '../fhir/resource.ts';
import type { Description, Fact } from './card.ts';
import { describeAllergy } from './describe/allergy.ts';
import {
  describeAppointment,
  describeDocument,
  describeEncounter,
  describeImmunization,
  describeProcedure,
} from './describe/care.ts';
import { describeMedicine } from './describe/medicine.ts';
import { describeOther } from './describe/other.ts';
import { describeProblem } from './describe/problem.ts';
import { describeObservation, describeReport } from './describe/result.ts';

const describers: Readonly<Record<string, (resource: FhirResource) => Description>> = {
  AllergyIntolerance: describeAllergy,
  MedicationRequest: describeMedicine,
  MedicationOrder: describeMedicine,
  MedicationStatement: describeMedicine,
  MedicationDispense: describeMedicine,
  MedicationAdministration: describeMedicine,
  Condition: describeProblem,
  Observation: describeObservation,
  DiagnosticReport: describeReport,
  Immunization: describeImmunization,
  Procedure: describeProcedure,
  Encounter: describeEncounter,
  Appointment: describeAppointment,
  DocumentReference: describeDocument,
};

/**
 * What a resource says, in plain words: the one reading that the record, the search, the summary's narrative and the viewer share.
 * Takes any resource, however incomplete; what it does not say stays undefined and is never filled in.
 */
export function describe(resource: FhirResource): Description {
  const described = (describers[resource.resourceType] ?? describeOther)(resource);
  if (resource.resourceType !== 'List') return described;
  return { ...described, facts: [...described.facts, ...containedFacts(resource)] };
}

/** What stands in a list itself and nowhere else: GP Connect keeps ended allergies so. */
function containedFacts(list: FhirResource): Fact[] {
  return objectsOf(list['contained']).flatMap((contained) => {
    const resource = resourceOf(contained);
    if (resource === undefined) return [];
    const { kind, title, status } = (describers[resource.resourceType] ?? describeOther)(resource);
    if (title === undefined) return [];
    return [{ name: kind, value: status === undefined ? title : `${title}, ${status}` }];
  });
}
