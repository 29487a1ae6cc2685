import { defined } from '../base/defined.ts';
import { objectsOf, resourceOf, type FhirResource } from '../fhir/resource.ts';
import { codesIn } from '../fhir/concept.ts';
import type { Description } from './card.ts';
import type { Fact } from './fact.ts';
import { describeAllergy } from './describe/allergy.ts';
import {
  describeAppointment,
  describeDocument,
  describeEncounter,
  describeImmunization,
  describeProcedure,
} from './describe/care.ts';
import { describeMedication } from './describe/medication.ts';
import { describeMedicine } from './describe/medicine.ts';
import { describeOther } from './describe/other.ts';
import { describeProblem } from './describe/problem.ts';
import { describeObservation, describeReport } from './describe/result.ts';

const describers: Readonly<Record<string, (resource: FhirResource) => Description>> = {
  AllergyIntolerance: describeAllergy,
  Medication: describeMedication,
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
 * Counts the ways in which resources have been described so far. A card tells which one made it, and is made anew where
 * that is an earlier one: whoever changes what `describe` or `makeCard` gives raises this.
 */
export const descriptionVersion = 3;

/**
 * What a resource says, as data: the one reading that the record, the search, the summary's narrative and the viewer share.
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
    const described = (describers[resource.resourceType] ?? describeOther)(resource);
    const { kind, title, status, verificationStatus, doNotPerform } = described;
    if (title === undefined) return [];
    const entry = defined({ kind, title, status, verificationStatus, doNotPerform });
    return [{ name: 'contained', value: { entry } }];
  });
}

/** Every coding of an entry's main concept as `system|code`. */
export function mainCodesOf({
  codes,
  title,
}: Pick<Description, 'codes' | 'title'>): readonly string[] {
  return codes ?? (title === undefined ? [] : codesIn(title));
}
