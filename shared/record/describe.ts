import { defined } from '../base/defined.ts';
import { rememberedOf } from '../base/remembered.ts';
import { objectsOf, resourceOf, type FhirResource } from '../fhir/resource.ts';
import { codesIn, codesOf, isUntellingCode, type Concept } from '../fhir/concept.ts';
import type { Description } from './card.ts';
import { factsCalled, type Fact } from './fact.ts';
import { describeAllergy } from './describe/allergy.ts';
import { describeDocument } from './describe/care.ts';
import { withContained } from './describe/contained.ts';
import { endedAllergiesList } from './describe/gp-connect.ts';
import { describeImmunization } from './describe/immunization.ts';
import { listFacts } from './describe/list.ts';
import { describeMedication } from './describe/medication.ts';
import { describeMedicine } from './describe/medicine.ts';
import { withNarrative } from './describe/narrative.ts';
import { withAbsence } from './describe/none-known.ts';
import { describeOther } from './describe/other.ts';
import { describeProblem } from './describe/problem.ts';
import { describeProcedure } from './describe/procedure.ts';
import { describeObservation, describeReport } from './describe/result.ts';
import { outweighs } from './describe/status.ts';
import { describePatient } from './describe/types/patient.ts';
import { describeQuestionnaireResponse } from './describe/types/questionnaire-response.ts';
import { describeAppointment, describeEncounter } from './describe/types/visits.ts';
import { unknownMeaning } from './describe/unknown-meaning.ts';

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
  Patient: describePatient,
  QuestionnaireResponse: describeQuestionnaireResponse,
};

/**
 * Counts the ways in which resources have been described so far. A card tells which one made it, and is made anew where
 * that is an earlier one: whoever changes what `describe` or `makeCard` gives raises this.
 */
export const descriptionVersion = 4;

/**
 * What a resource says, as data: the one reading that the record, the search, the summary's narrative and the viewer share.
 * Takes any resource, however incomplete; what it does not say stays undefined and is never filled in.
 */
export function describe(resource: FhirResource): Description {
  const described = withContained(resource, describeWhole(resource), describeWhole);
  const unknown = unknownMeaning(resource);
  const contained =
    resource.resourceType === 'List' ? [...listFacts(resource), ...containedFacts(resource)] : [];
  if (unknown.length + contained.length === 0) return described;
  return { ...described, facts: [...unknown, ...described.facts, ...contained] };
}

function describeWhole(resource: FhirResource): Description {
  return withAbsence(resource, withNarrative(resource, describeType(resource)));
}

function describeType(resource: FhirResource): Description {
  return (describers[resource.resourceType] ?? describeOther)(resource);
}

/** What stands in a list itself and nowhere else: GP Connect keeps ended allergies so. */
function containedFacts(list: FhirResource): Fact[] {
  const isOfEnded = codesOf(list['code']).includes(endedAllergiesList);
  return objectsOf(list['contained']).flatMap((contained) => {
    const resource = resourceOf(contained);
    if (resource === undefined) return [];
    const described = describeType(resource);
    const { kind, title, doNotPerform, facts } = described;
    if (title === undefined) return [];
    const abatement = factsCalled(facts, 'abatement')[0]?.value;
    const reason = factsCalled(facts, 'reasonEnded')[0]?.value;
    const entry = defined({
      kind,
      title,
      ...containedStatus(described, isOfEnded),
      doNotPerform,
      ended: typeof abatement === 'object' && 'date' in abatement ? abatement.date : undefined,
      reasonEnded: typeof reason === 'string' ? reason : undefined,
    });
    return [{ name: 'contained', value: { entry } }];
  });
}

/** What stands in the list of ended allergies has ended, whatever else is said of it. */
function containedStatus(
  { category, standing, status, verificationStatus }: Description,
  isOfEnded: boolean,
): { readonly status: string | undefined; readonly verificationStatus: string | undefined } {
  if (!isOfEnded || category !== 'allergies' || outweighs(standing)) {
    return { status, verificationStatus };
  }
  return { status: standing === 'past' ? status : 'ended', verificationStatus: undefined };
}

/** Every coding of an entry's main concept as `system|code`, but for those that name nothing. */
export function mainCodesOf({
  codes,
  title,
}: Pick<Description, 'codes' | 'title'>): readonly string[] {
  if (codes !== undefined) return tellingCodes(codes);
  return title === undefined ? [] : codesOfTitle(title);
}

const codesOfTitle = rememberedOf((title: Concept) => tellingCodes(codesIn(title)));

function tellingCodes(codes: readonly string[]): readonly string[] {
  return codes.some(isUntellingCode) ? codes.filter((code) => !isUntellingCode(code)) : codes;
}
