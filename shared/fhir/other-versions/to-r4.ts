import { listOf, objectOf, resourceOf, type FhirResource } from '../resource.ts';
import { allergyIntolerance } from './allergy-intolerance.ts';
import { appointment } from './appointment.ts';
import { binary } from './binary.ts';
import { carePlan } from './care-plan.ts';
import { condition } from './condition.ts';
import { dataTypesOfR4 } from './data-types.ts';
import { deviceUseStatement } from './device-use-statement.ts';
import { diagnosticReport } from './diagnostic-report.ts';
import { documentReference } from './document-reference.ts';
import { encounter } from './encounter.ts';
import { familyMemberHistory } from './family-member-history.ts';
import { flag } from './flag.ts';
import { goal } from './goal.ts';
import { healthcareService } from './healthcare-service.ts';
import { immunization } from './immunization.ts';
import { immunizationRecommendation } from './immunization-recommendation.ts';
import { list } from './list.ts';
import { mapMembers } from './map-members.ts';
import type { Draft, Mappings, OtherVersion, Unplaced } from './mapping.ts';
import { medication } from './medication.ts';
import { medicationAdministration } from './medication-administration.ts';
import { medicationDispense } from './medication-dispense.ts';
import { medicationOrder, medicationRequest } from './medication-request.ts';
import { medicationStatement } from './medication-statement.ts';
import { withoutProfile } from './meta.ts';
import { observation } from './observation.ts';
import { patient, practitioner, practitionerRole, relatedPerson } from './people.ts';
import { location, organization } from './places.ts';
import { procedure } from './procedure.ts';
import { questionnaireResponse } from './questionnaire-response.ts';
import { mappingsOfR5 } from './r5/mappings.ts';
import { diagnosticOrder, procedureRequest, referralRequest } from './service-request.ts';
import { specimen } from './specimen.ts';

/** The types of the older versions that are mapped, by their name there. */
const olderMappings: Readonly<Record<string, Mappings>> = {
  AllergyIntolerance: allergyIntolerance,
  Appointment: appointment,
  Binary: binary,
  CarePlan: carePlan,
  Condition: condition,
  DiagnosticOrder: diagnosticOrder,
  DeviceUseStatement: deviceUseStatement,
  DiagnosticReport: diagnosticReport,
  DocumentReference: documentReference,
  Encounter: encounter,
  FamilyMemberHistory: familyMemberHistory,
  Flag: flag,
  Goal: goal,
  HealthcareService: healthcareService,
  Immunization: immunization,
  ImmunizationRecommendation: immunizationRecommendation,
  List: list,
  Location: location,
  Medication: medication,
  MedicationAdministration: medicationAdministration,
  MedicationDispense: medicationDispense,
  MedicationOrder: medicationOrder,
  MedicationRequest: medicationRequest,
  MedicationStatement: medicationStatement,
  Observation: observation,
  Organization: organization,
  Patient: patient,
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
  Procedure: procedure,
  ProcedureRequest: procedureRequest,
  QuestionnaireResponse: questionnaireResponse,
  ReferralRequest: referralRequest,
  RelatedPerson: relatedPerson,
  Specimen: specimen,
};

/** The types that are mapped, by their name in the versions that have them. */
export const mappings: Readonly<Record<string, Mappings>> = {
  ...olderMappings,
  ...Object.fromEntries(
    Object.entries(mappingsOfR5).map(([type, R5]) => [type, { ...olderMappings[type], R5 }]),
  ),
};

/** A resource of another version in R4's words. */
export type Mapped = {
  readonly resource: FhirResource;
  /** What R4 has no place for; the original, which is kept, has all of it. */
  readonly unplaced: readonly Unplaced[];
  /** Whether there is a mapping for its type. Where there is none, only the data types were put in R4's words. */
  readonly isMapped: boolean;
};

/**
 * Puts a resource of DSTU2, STU3 or R5 in R4's words. Nothing clinical is altered, made up or dropped: what R4 has no place for
 * is kept in the extensions that HL7 defines for it, or is named in `unplaced` and stands in the original.
 * @see https://hl7.org/fhir/R4/diff.html
 */
export function toR4(resource: FhirResource, version: OtherVersion): Mapped {
  const unplaced: Unplaced[] = [];
  return { ...mapResource(resource, version, unplaced), unplaced };
}

function mapResource(
  resource: FhirResource,
  version: OtherVersion,
  unplaced: Unplaced[],
): Pick<Mapped, 'resource' | 'isMapped'> {
  const type = resource.resourceType;
  const mapping = Object.hasOwn(mappings, type) ? mappings[type]?.[version] : undefined;
  const draft: Draft = { version, path: type, members: new Map(), unplaced };
  const { contained, ...own } = resource;
  const { meta, ...source } = objectOf(dataTypesOfR4(own, draft)) ?? {};
  if (meta !== undefined) draft.members.set('meta', withoutProfile(meta, draft));
  if (contained !== undefined) {
    draft.members.set(
      'contained',
      listOf(contained).map((one) => containedOfR4(one, version, unplaced)),
    );
  }
  if (mapping === undefined) {
    const kept = { ...source, ...Object.fromEntries(draft.members) };
    return { resource: { ...kept, resourceType: type }, isMapped: false };
  }
  mapMembers(source, mapping, draft);
  const members = Object.fromEntries(draft.members);
  return { resource: { resourceType: mapping.resourceType ?? type, ...members }, isMapped: true };
}

/** Contained resources are mapped alike; they contain none themselves. */
function containedOfR4(value: unknown, version: OtherVersion, unplaced: Unplaced[]): unknown {
  const inner = resourceOf(value);
  if (inner === undefined || inner['contained'] !== undefined) return value;
  return mapResource(inner, version, unplaced).resource;
}
