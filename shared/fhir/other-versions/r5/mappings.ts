import type { Mapping } from '../mapping.ts';
import * as care from './care.ts';
import * as findings from './findings.ts';
import * as medicines from './medicines.ts';
import * as people from './people.ts';
import * as wishes from './wishes.ts';

/** The types of R5 that are mapped, by their name there; MedicationUsage is what drafts of R5 called the statement. */
export const mappingsOfR5: Readonly<Record<string, Mapping>> = {
  AllergyIntolerance: findings.allergyIntolerance,
  Appointment: care.appointment,
  Binary: people.binary,
  CarePlan: care.carePlan,
  CareTeam: care.careTeam,
  Composition: wishes.composition,
  Condition: findings.condition,
  Consent: wishes.consent,
  Device: people.device,
  DeviceUsage: wishes.deviceUsage,
  DiagnosticReport: findings.diagnosticReport,
  DocumentReference: care.documentReference,
  Encounter: care.encounter,
  FamilyMemberHistory: findings.familyMemberHistory,
  Flag: findings.flag,
  Goal: care.goal,
  Immunization: findings.immunization,
  ImmunizationRecommendation: findings.immunizationRecommendation,
  List: care.list,
  Location: people.location,
  Medication: medicines.medicationOfR5,
  MedicationAdministration: medicines.medicationAdministration,
  MedicationDispense: medicines.medicationDispense,
  MedicationRequest: medicines.medicationRequest,
  MedicationStatement: medicines.medicationStatement,
  MedicationUsage: medicines.medicationStatement,
  Observation: findings.observation,
  Organization: people.organization,
  Patient: people.patient,
  Practitioner: people.practitioner,
  PractitionerRole: people.practitionerRole,
  Procedure: findings.procedure,
  QuestionnaireResponse: care.questionnaireResponse,
  RelatedPerson: people.relatedPerson,
  ServiceRequest: care.serviceRequest,
  Specimen: findings.specimen,
};
