import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import { definitions, vitalSignsProfile, type StructureDefinition } from './definitions.ts';

const ips = 'http://hl7.org/fhir/uv/ips/StructureDefinition/';

const byType: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'AllergyIntolerance-uv-ips',
  Composition: 'Composition-uv-ips',
  Condition: 'Condition-uv-ips',
  DeviceUseStatement: 'DeviceUseStatement-uv-ips',
  DiagnosticReport: 'DiagnosticReport-uv-ips',
  Flag: 'Flag-alert-uv-ips',
  ImagingStudy: 'ImagingStudy-uv-ips',
  Immunization: 'Immunization-uv-ips',
  Medication: 'Medication-uv-ips',
  MedicationRequest: 'MedicationRequest-uv-ips',
  MedicationStatement: 'MedicationStatement-uv-ips',
  Organization: 'Organization-uv-ips',
  Patient: 'Patient-uv-ips',
  Practitioner: 'Practitioner-uv-ips',
  PractitionerRole: 'PractitionerRole-uv-ips',
  Procedure: 'Procedure-uv-ips',
  Specimen: 'Specimen-uv-ips',
};

const observationByCode: Readonly<Record<string, string>> = {
  '72166-2': 'Observation-tobaccouse-uv-ips',
  '74013-4': 'Observation-alcoholuse-uv-ips',
  '82810-3': 'Observation-pregnancy-status-uv-ips',
};

/**
 * IPS leaves its lists open to resources that say what a profile has no room for: an alert without a status,
 * "do not give". They are held to R4 alone.
 */
function isOutsideItsProfile(resource: FhirResource): boolean {
  return (
    (resource.resourceType === 'Flag' && resource['status'] !== 'active') ||
    (resource.resourceType === 'MedicationRequest' && resource['doNotPerform'] === true)
  );
}

/**
 * The definition that a resource in a summary is held to: its IPS profile, or R4's own where IPS has none for it.
 * An Observation is told by its code or category, as the profiles' fixed values tell it.
 */
export function profileOf(resource: FhirResource): StructureDefinition | undefined {
  const { base, profiles } = definitions();
  const name = byType[resource.resourceType];
  if (name !== undefined && !isOutsideItsProfile(resource)) return profiles.get(ips + name);
  if (resource.resourceType === 'Observation') {
    const observation = observationProfile(resource);
    if (observation !== undefined) return profiles.get(observation);
  }
  return base.get(resource.resourceType);
}

function observationProfile(resource: FhirResource): string | undefined {
  if (!hasValues(resource)) return undefined;
  const byCode = codingsOf(resource['code'])
    .filter((coding) => coding.system === 'http://loinc.org')
    .map((coding) => observationByCode[coding.code])
    .find((name) => name !== undefined);
  // The profiles tied to one code take a single date and no components; who says more is held to R4.
  const fits = resource['effectivePeriod'] === undefined && resource['component'] === undefined;
  if (byCode !== undefined && fits) return ips + byCode;
  const categories = objectsOf(resource['category'])
    .flatMap(codingsOf)
    .filter((coding) => coding.system === categorySystem)
    .map((coding) => coding.code);
  if (categories.includes('laboratory')) {
    return `${ips}Observation-results-laboratory-pathology-uv-ips`;
  }
  if (categories.includes('imaging')) return `${ips}Observation-results-radiology-uv-ips`;
  return categories.includes('vital-signs') && isPreciseToTheDay(resource)
    ? vitalSignsProfile
    : undefined;
}

/**
 * Whether it has what the profiles of results and vital signs ask for: a value or the reason why there is none, in
 * itself and in each part. A finding that is a code has neither, and none is made up for it.
 */
function hasValues(resource: FhirResource): boolean {
  const says = (holder: JsonObject) =>
    holder['dataAbsentReason'] !== undefined ||
    Object.keys(holder).some((name) => /^_?value[A-Z]/.test(name));
  const components = objectsOf(resource['component']);
  const whole = says(resource) || resource['hasMember'] !== undefined || components.length > 0;
  return whole && components.every(says);
}

const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** R4's vital signs profile (vs-1) has no room for "2019": such an Observation is held to R4 alone, since a date is never made up. */
function isPreciseToTheDay(resource: FhirResource): boolean {
  const date = textOf(resource['effectiveDateTime']);
  return date === undefined || date.length >= 10;
}

function codingsOf(concept: unknown): { system: string; code: string }[] {
  return objectsOf(objectOf(concept)?.['coding']).flatMap((coding) => {
    const system = textOf(coding['system']);
    const code = textOf(coding['code']);
    return system === undefined || code === undefined ? [] : [{ system, code }];
  });
}
