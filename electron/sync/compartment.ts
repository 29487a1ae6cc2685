import type { FhirRelease } from '../provider/capability-statement.ts';
import { patientParametersOfDstu2, patientParametersOfStu3 } from './compartment-older.ts';

/**
 * The patient compartment of FHIR R4: each type with the search parameters that find a patient's own, best first,
 * and `Device`, which the compartment leaves out and an implant card needs.
 * Of several parameters the first that a server lists is used: the others find the same, or what the patient wrote.
 * @see http://hl7.org/fhir/R4/compartmentdefinition-patient.html
 */
const patientParametersOfR4: Readonly<Record<string, readonly string[]>> = {
  AllergyIntolerance: ['patient'],
  MedicationRequest: ['patient', 'subject'],
  MedicationStatement: ['patient', 'subject'],
  MedicationDispense: ['patient', 'subject', 'receiver'],
  MedicationAdministration: ['patient', 'subject', 'performer'],
  Condition: ['patient', 'subject', 'asserter'],
  Immunization: ['patient'],
  ImmunizationEvaluation: ['patient'],
  ImmunizationRecommendation: ['patient'],
  Observation: ['patient', 'subject', 'performer'],
  DiagnosticReport: ['patient', 'subject'],
  Specimen: ['patient', 'subject'],
  ImagingStudy: ['patient', 'subject'],
  Media: ['patient', 'subject'],
  MolecularSequence: ['patient'],
  Procedure: ['patient', 'subject', 'performer'],
  Device: ['patient'],
  DeviceUseStatement: ['patient', 'subject'],
  DeviceRequest: ['patient', 'subject', 'performer'],
  BodyStructure: ['patient'],
  Encounter: ['patient', 'subject'],
  EpisodeOfCare: ['patient'],
  Appointment: ['patient', 'actor'],
  AppointmentResponse: ['patient', 'actor'],
  DocumentReference: ['patient', 'subject', 'author'],
  DocumentManifest: ['patient', 'subject', 'author', 'recipient'],
  Composition: ['patient', 'subject', 'author'],
  CarePlan: ['patient', 'subject', 'performer'],
  CareTeam: ['patient', 'subject', 'participant'],
  Goal: ['patient', 'subject'],
  ServiceRequest: ['patient', 'subject', 'performer'],
  RequestGroup: ['patient', 'subject', 'participant'],
  Task: ['patient', 'subject', 'focus'],
  NutritionOrder: ['patient'],
  VisionPrescription: ['patient'],
  SupplyDelivery: ['patient'],
  SupplyRequest: ['subject'],
  Flag: ['patient', 'subject'],
  DetectedIssue: ['patient'],
  AdverseEvent: ['subject'],
  RiskAssessment: ['patient', 'subject'],
  ClinicalImpression: ['patient', 'subject'],
  FamilyMemberHistory: ['patient'],
  Consent: ['patient'],
  Communication: ['patient', 'subject', 'sender', 'recipient'],
  CommunicationRequest: ['patient', 'subject', 'sender', 'recipient', 'requester'],
  QuestionnaireResponse: ['patient', 'subject', 'author'],
  List: ['patient', 'subject', 'source'],
  Basic: ['patient', 'author'],
  RelatedPerson: ['patient'],
  Person: ['patient'],
  Group: ['member'],
  Schedule: ['actor'],
  Coverage: ['patient', 'beneficiary', 'subscriber', 'policy-holder', 'payor'],
  CoverageEligibilityRequest: ['patient'],
  CoverageEligibilityResponse: ['patient'],
  Claim: ['patient', 'payee'],
  ClaimResponse: ['patient'],
  ExplanationOfBenefit: ['patient', 'payee'],
  Account: ['patient', 'subject'],
  ChargeItem: ['patient', 'subject'],
  Invoice: ['patient', 'subject', 'recipient'],
  EnrollmentRequest: ['patient', 'subject'],
  MeasureReport: ['patient', 'subject'],
  ResearchSubject: ['patient', 'individual'],
  Provenance: ['patient'],
  AuditEvent: ['patient'],
};

/** The patient compartment of each release. */
export const patientParameters: Readonly<
  Record<FhirRelease, Readonly<Record<string, readonly string[]>>>
> = {
  R4: patientParametersOfR4,
  STU3: patientParametersOfStu3,
  DSTU2: patientParametersOfDstu2,
};

const categories: Readonly<Record<string, readonly string[]>> = {
  Observation: [
    'laboratory',
    'vital-signs',
    'social-history',
    'survey',
    'imaging',
    'procedure',
    'exam',
    'therapy',
    'activity',
  ],
  Condition: ['problem-list-item', 'encounter-diagnosis', 'health-concern'],
  DocumentReference: ['clinical-note'],
  DiagnosticReport: ['LAB', 'RAD', 'CG', 'MB', 'PAT'],
  CarePlan: ['assess-plan'],
  ServiceRequest: ['108252007', '363679005', '409063005', '409073007', '387713003'],
};

/** @see http://hl7.org/fhir/DSTU2/valueset-condition-category.html and Argonaut */
const categoriesOfDstu2: typeof categories = {
  Condition: ['problem', 'diagnosis', 'complaint', 'symptom', 'finding', 'health-concern'],
};

/**
 * The categories to ask for one by one, of servers that answer 400 to a search without one (Epic does).
 * Codes of the value sets that the base specification and US Core bind to `category`; none where a type has none.
 */
export function categoriesOf(type: string, release: FhirRelease): readonly string[] {
  const older = release === 'DSTU2' ? categoriesOfDstu2[type] : undefined;
  return older ?? categories[type] ?? [];
}
