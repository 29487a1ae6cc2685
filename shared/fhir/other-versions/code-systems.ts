import type { OtherVersion } from './mapping.ts';

/** Code systems that had an address under hl7.org/fhir before R4 and stand under terminology.hl7.org since, with the same codes. */
const moved = new Set(
  [
    'admit-source',
    'allergyintolerance-clinical',
    'allergyintolerance-verification',
    'appointment-cancellation-reason',
    'chargeitem-billingcodes',
    'condition-category',
    'condition-clinical',
    'condition-ver-status',
    'condition-state',
    'contactentity-type',
    'data-absent-reason',
    'diagnosis-role',
    'diet',
    'discharge-disposition',
    'encounter-special-arrangements',
    'encounter-type',
    'flag-category',
    'goal-category',
    'goal-priority',
    'goal-acceptance-status',
    'immunization-recommendation-status',
    'list-empty-reason',
    'list-example-use-codes',
    'list-order',
    'location-physical-type',
    'medication-statement-category',
    'medicationrequest-category',
    'observation-category',
    'organization-type',
    'practitioner-role',
    'referencerange-meaning',
    'service-category',
    'service-type',
    'special-values',
  ].map((name) => `http://hl7.org/fhir/${name}`),
);

/** DSTU2's list at this address had other codes (complaint, symptom, finding, diagnosis). */
const otherInDstu2 = 'http://hl7.org/fhir/condition-category';

/**
 * R4's address of a code system, the codes being the same.
 * @see https://hl7.org/fhir/R4/terminologies-systems.html
 */
export function renamedSystem(system: string, version: OtherVersion): string {
  const terminology = 'http://terminology.hl7.org/CodeSystem/';
  const [, family, name] = /^http:\/\/hl7\.org\/fhir\/(v[23])\/([\w.-]+)$/.exec(system) ?? [];
  if (family !== undefined && name !== undefined) return `${terminology}${family}-${name}`;
  if (!moved.has(system) || (version === 'DSTU2' && system === otherInDstu2)) return system;
  return terminology + system.slice('http://hl7.org/fhir/'.length);
}
