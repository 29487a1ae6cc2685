import { capitalised } from '../../shared/base/capitalised.ts';

/** Plain plural names of FHIR resource types, for progress and counts. */
const words: Readonly<Record<string, string>> = {
  Account: 'accounts',
  AdverseEvent: 'adverse events',
  AllergyIntolerance: 'allergies',
  Appointment: 'appointments',
  AppointmentResponse: 'appointment answers',
  Basic: 'other entries',
  Binary: 'attached documents',
  BodyStructure: 'body structures',
  CarePlan: 'care plans',
  CareTeam: 'care teams',
  ChargeItem: 'charges',
  Claim: 'insurance claims',
  ClinicalImpression: 'clinical impressions',
  Communication: 'messages',
  CommunicationRequest: 'message requests',
  Composition: 'composed documents',
  Condition: 'problems',
  Consent: 'consents and wishes',
  Coverage: 'insurance cover',
  DetectedIssue: 'detected issues',
  Device: 'devices and implants',
  DeviceRequest: 'device requests',
  DeviceUseStatement: 'device use',
  DiagnosticReport: 'test reports',
  DocumentManifest: 'document lists',
  DocumentReference: 'documents',
  Encounter: 'visits',
  EpisodeOfCare: 'episodes of care',
  ExplanationOfBenefit: 'insurance statements',
  FamilyMemberHistory: 'family history',
  Flag: 'alerts',
  Goal: 'goals',
  Group: 'groups',
  ImagingStudy: 'scans and X-rays',
  Immunization: 'vaccinations',
  ImmunizationEvaluation: 'vaccination checks',
  ImmunizationRecommendation: 'vaccination advice',
  Invoice: 'invoices',
  List: 'lists',
  Location: 'places',
  Measure: 'measures',
  MeasureReport: 'measure reports',
  Media: 'pictures and recordings',
  Medication: 'medicine details',
  MedicationAdministration: 'medicines given',
  MedicationDispense: 'medicines dispensed',
  MedicationRequest: 'prescriptions',
  MedicationStatement: 'medicines taken',
  MolecularSequence: 'gene sequences',
  NutritionOrder: 'diet orders',
  Observation: 'test results and measurements',
  Organization: 'organisations',
  Patient: 'your details',
  Person: 'people',
  Practitioner: 'staff',
  PractitionerRole: 'staff roles',
  Procedure: 'procedures',
  Provenance: 'notes on where entries come from',
  Questionnaire: 'questionnaires',
  QuestionnaireResponse: 'answered questionnaires',
  RelatedPerson: 'relatives and carers',
  RequestGroup: 'request groups',
  RiskAssessment: 'risk assessments',
  Schedule: 'schedules',
  ServiceRequest: 'referrals and requests',
  Specimen: 'samples',
  SupplyDelivery: 'supplies delivered',
  SupplyRequest: 'supplies requested',
  Task: 'tasks',
  VisionPrescription: 'glasses prescriptions',
  section: 'entries of a clinical document',
  $everything: 'what the service gives only all together',
};

/** "test results and measurements" for `Observation`; a type without a plain name keeps its own: "biologically derived product". */
export function typeWords(type: string): string {
  return words[type] ?? type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Whether this is a type that has a plain name here: nobody's own words. */
export function isPlainType(type: string): boolean {
  return Object.hasOwn(words, type);
}

/** The same with a capital letter, to begin a line with. */
export function typeTitle(type: string): string {
  return capitalised(typeWords(type));
}

/** "a, b and c" */
export function listWords(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** "1 entry", "1,204 entries" */
export function countWords(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
