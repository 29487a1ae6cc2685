import { asList, isObject, type JsonObject } from './json.ts';

/**
 * The types that this server searches by patient: those of the R4 Patient compartment but for four of billing and
 * booking, and Device and Task, which R4 leaves out of it although both have a `patient` search parameter.
 * @see https://hl7.org/fhir/R4/compartmentdefinition-patient.html
 */
export const compartmentTypes = [
  'Account',
  'AdverseEvent',
  'AllergyIntolerance',
  'Appointment',
  'AppointmentResponse',
  'AuditEvent',
  'Basic',
  'BodyStructure',
  'CarePlan',
  'CareTeam',
  'ChargeItem',
  'Claim',
  'ClaimResponse',
  'ClinicalImpression',
  'Communication',
  'CommunicationRequest',
  'Composition',
  'Condition',
  'Consent',
  'Coverage',
  'DetectedIssue',
  'Device',
  'DeviceRequest',
  'DeviceUseStatement',
  'DiagnosticReport',
  'DocumentManifest',
  'DocumentReference',
  'Encounter',
  'EpisodeOfCare',
  'ExplanationOfBenefit',
  'FamilyMemberHistory',
  'Flag',
  'Goal',
  'Group',
  'ImagingStudy',
  'Immunization',
  'ImmunizationEvaluation',
  'ImmunizationRecommendation',
  'Invoice',
  'List',
  'MeasureReport',
  'Media',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'MolecularSequence',
  'NutritionOrder',
  'Observation',
  'Person',
  'Procedure',
  'Provenance',
  'QuestionnaireResponse',
  'RelatedPerson',
  'RequestGroup',
  'ResearchSubject',
  'RiskAssessment',
  'ServiceRequest',
  'Specimen',
  'SupplyDelivery',
  'SupplyRequest',
  'Task',
  'VisionPrescription',
] as const;

/** Types that are served by read only, because they are about no patient. */
export const sharedTypes = [
  'Binary',
  'HealthcareService',
  'Location',
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Substance',
] as const;

/** The elements through which a resource says whose it is. */
const patientElements = [
  'subject',
  'patient',
  'beneficiary',
  'subscriber',
  'policyHolder',
  'for',
  'individual',
  'candidate',
  'target',
];

/** Elements that name the patient one step further in, as `Appointment.participant.actor`. */
const nestedPatientElements = [
  ['participant', 'actor'],
  ['member', 'entity'],
  ['link', 'target'],
  ['entity', 'what'],
  ['agent', 'who'],
] as const;

/** The id of the Patient that a reference names (`Patient/x`, also absolute), if it names one. */
export function patientIdOf(reference: unknown): string | undefined {
  if (!isObject(reference) || typeof reference['reference'] !== 'string') return undefined;
  return /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/.exec(
    reference['reference'],
  )?.[1];
}

/** The ids of all patients whose compartment holds this resource. */
export function patientsOf(resource: JsonObject): Set<string> {
  const references = patientElements.flatMap((element) => asList(resource[element]));
  for (const [outer, inner] of nestedPatientElements) {
    for (const part of asList(resource[outer])) {
      if (isObject(part)) references.push(...asList(part[inner]));
    }
  }
  const patients = new Set(references.flatMap((reference) => patientIdOf(reference) ?? []));
  if (resource['resourceType'] === 'Patient' && typeof resource['id'] === 'string') {
    patients.add(resource['id']);
  }
  return patients;
}
