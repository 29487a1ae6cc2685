import type { EntryCard } from '../record/card.ts';
import type { LeftOutRule } from '../words/left-out-rule.ts';

type Types = readonly string[];

const billing: Types = [
  'Account',
  'ChargeItem',
  'Claim',
  'ClaimResponse',
  'Contract',
  'Coverage',
  'CoverageEligibilityRequest',
  'CoverageEligibilityResponse',
  'EnrollmentRequest',
  'EnrollmentResponse',
  'ExplanationOfBenefit',
  'InsurancePlan',
  'Invoice',
  'PaymentNotice',
  'PaymentReconciliation',
];

const whoAndWhere: Types = [
  'CareTeam',
  'Endpoint',
  'Group',
  'HealthcareService',
  'Location',
  'Organization',
  'OrganizationAffiliation',
  'Patient',
  'Person',
  'Practitioner',
  'PractitionerRole',
  'RelatedPerson',
];

const bookkeeping: Types = [
  'AuditEvent',
  'Basic',
  'Binary',
  'Bundle',
  'Composition',
  'DocumentManifest',
  'Library',
  'Linkage',
  'List',
  'Measure',
  'MeasureReport',
  'Medication',
  'MessageHeader',
  'OperationOutcome',
  'Parameters',
  'Provenance',
  'Questionnaire',
  'Schedule',
  'Slot',
  'Specimen',
  'Subscription',
  'Substance',
  'Task',
];

const ruleOfType: ReadonlyMap<string, LeftOutRule> = new Map([
  ...billing.map((type) => [type, 'billing'] as const),
  ...whoAndWhere.map((type) => [type, 'who-and-where'] as const),
  ...bookkeeping.map((type) => [type, 'bookkeeping'] as const),
]);

/** Why no section takes an entry: by its type, else by what became of it. */
export function ruleByNature(card: EntryCard): LeftOutRule {
  const rule = ruleOfType.get(card.resourceType);
  if (rule !== undefined) return rule;
  if (card.standing === 'refuted' || card.status === 'cancelled') return 'not-so';
  if (card.standing === 'planned') return 'planned';
  return isOnlyAList(card) ? 'bookkeeping' : 'not-in-preset';
}

/** A report or a panel that says nothing but which entries belong to it. */
function isOnlyAList({ resourceType, value, facts }: EntryCard): boolean {
  if (resourceType === 'DiagnosticReport') {
    return facts.length > 0 && facts.every(({ name }) => name === 'result');
  }
  return resourceType === 'Observation' && value === undefined && facts.length === 0;
}

/** Types that are read as a part of the entries that refer to them: a prescription's medicine, a result's sample. */
const parts: ReadonlySet<string> = new Set(['Binary', 'Medication', 'Specimen', 'Substance']);

/** Whether a reference may lead to a part, by the type that it names. One that names none may lead anywhere. */
export function mayLeadToPart(reference: string): boolean {
  return namesPart.test(reference) || !namesType.test(reference);
}

const namesPart = /(?:^|\/)(?:Binary|Device|Medication|Specimen|Substance)\/[^/]/;
const namesType = /(?:^|\/)[A-Z][A-Za-z]+\/[^/]/;

/** Whether `card` is a part of `other`, which refers to it. */
export function isPartOf(card: EntryCard, other: EntryCard): boolean {
  if (card.resourceType === 'Device') return other.resourceType === 'DeviceUseStatement';
  return parts.has(card.resourceType);
}
