import { defined } from '../base/defined.ts';
import { objectOf, objectsOf, textOf, type FhirResource, type JsonObject } from './resource.ts';

/*
 * Whom a resource says that it is about: the elements of R4's patient compartment that name its subject, not those that
 * name who wrote, paid or took part. STU3, DSTU2 and R5 names stand beside them.
 * @see https://hl7.org/fhir/R4/compartmentdefinition-patient.html
 */

/** Somebody or something that a resource says it is about: a Reference, each part as it was written. */
export type Subject = {
  readonly reference?: string;
  /** The type that the Reference itself names. */
  readonly type?: string;
  readonly identifier?: { readonly system?: string; readonly value: string };
  readonly display?: string;
};

/** Types that say it elsewhere than in `subject` or `patient`. A dot leads one step further in. */
const paths: Readonly<Record<string, readonly string[]>> = {
  Appointment: ['participant.actor', 'subject'],
  AppointmentResponse: ['actor'],
  AuditEvent: ['entity.what', 'entity.reference', 'patient'],
  Binary: ['securityContext'],
  Coverage: ['beneficiary', 'subscriber'],
  EnrollmentRequest: ['candidate', 'subject'],
  Group: ['member.entity'],
  Person: ['link.target'],
  Provenance: ['target', 'patient'],
  ResearchSubject: ['individual', 'subject', 'patient'],
  Schedule: ['actor'],
  SupplyRequest: ['deliverFor', 'patient'],
  Task: ['for', 'subject'],
  Transport: ['for'],
  VerificationResult: ['target'],
};
const usualPaths = ['subject', 'patient', 'subjectReference'] as const;

/** Of these only the first that is there counts: the others name people beside the one that it is about. */
const firstOnly: readonly string[] = ['Coverage'];

/** In these, people and things stand beside the subject: only patients among them say whose it is. */
const amongOthers: readonly string[] = [
  'Appointment',
  'AppointmentResponse',
  'AuditEvent',
  'Binary',
  'Group',
  'Person',
  'Provenance',
  'Schedule',
  'VerificationResult',
];

/** Whom a resource says that it is about; none where it does not say. */
export function subjectsOf(resource: FhirResource): readonly Subject[] {
  const { resourceType } = resource;
  const found = (paths[resourceType] ?? usualPaths).map((path) => subjectsAt(resource, path));
  return firstOnly.includes(resourceType)
    ? (found.find((some) => some.length > 0) ?? [])
    : found.flat();
}

/** Whether a resource of this type names others where it names its subject, so that what is no known patient says nothing. */
export function namesOthersToo(resourceType: string): boolean {
  return amongOthers.includes(resourceType);
}

/** What an Observation is about where that is not its subject: a newborn, a donor, an implant. */
export function focusOf(resource: FhirResource): readonly Subject[] {
  return resource.resourceType === 'Observation' ? subjectsAt(resource, 'focus') : [];
}

function subjectsAt(resource: FhirResource, path: string): Subject[] {
  const [outer = '', inner] = path.split('.');
  const values = objectsOf(resource[outer]);
  const references = inner === undefined ? values : values.flatMap((one) => objectsOf(one[inner]));
  return references.flatMap((reference) => subjectOf(reference) ?? []);
}

function subjectOf(value: JsonObject): Subject | undefined {
  const reference = textOf(value['reference']);
  const display = textOf(value['display']);
  const type = textOf(value['type']);
  const identifier = identifierOf(value['identifier']);
  const isSaid = reference !== undefined || identifier !== undefined || display !== undefined;
  if (!isSaid) return undefined;
  return defined({ reference, type, identifier, display });
}

function identifierOf(value: unknown): Subject['identifier'] {
  const object = objectOf(value);
  const text = textOf(object?.['value']);
  const system = textOf(object?.['system']);
  return text === undefined ? undefined : defined({ system, value: text });
}

/** Types that are always somebody's: without a subject they are still about a person. */
const personal: ReadonlySet<string> = new Set([
  'AdverseEvent',
  'AllergyIntolerance',
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
  'ImagingStudy',
  'Immunization',
  'ImmunizationEvaluation',
  'ImmunizationRecommendation',
  'Invoice',
  'Media',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'MolecularSequence',
  'NutritionOrder',
  'Observation',
  'Procedure',
  'QuestionnaireResponse',
  'RelatedPerson',
  'RequestGroup',
  'ResearchSubject',
  'RiskAssessment',
  'ServiceRequest',
  'Specimen',
  'SupplyDelivery',
  'Task',
  'VisionPrescription',
]);

/** Whether a resource of this type is about a person also where it names none. */
export function isPersonal(resourceType: string): boolean {
  return personal.has(resourceType);
}
