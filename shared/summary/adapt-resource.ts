import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import { describe } from '../record/describe.ts';
import { isGpConnectAllergy, gpConnectProfile } from '../record/describe/gp-connect.ts';
import { factsCalled } from '../record/fact.ts';
import type { Words } from '../words/words.ts';
import { addMissing, conform, type Conforming } from './conform.ts';
import { without } from './members.ts';
import { resourceRules } from './resource-rules.ts';
import { rulesOf, type TypeRules } from './structure.ts';
import { divOf } from './narrative.ts';

/** Where each type says whose it is. */
const patientMembers: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'patient',
  CarePlan: 'subject',
  Condition: 'subject',
  Consent: 'patient',
  Device: 'patient',
  DeviceUseStatement: 'subject',
  DiagnosticReport: 'subject',
  DocumentReference: 'subject',
  Encounter: 'subject',
  Flag: 'subject',
  Immunization: 'patient',
  MedicationAdministration: 'subject',
  MedicationDispense: 'subject',
  MedicationRequest: 'subject',
  MedicationStatement: 'subject',
  Observation: 'subject',
  Procedure: 'subject',
  ServiceRequest: 'subject',
  Specimen: 'subject',
};

/** Where types that only a person puts in say it. */
const usualPatientMembers = ['subject', 'patient', 'beneficiary', 'for', 'individual'];

/** The member that leads to the patient, where a type must have it or the source wrote it. */
function patientMemberOf(
  rules: TypeRules | undefined,
  written: Readonly<Record<string, unknown>>,
): string | undefined {
  return usualPatientMembers.find((name) => {
    const rule = rules?.members.get(name);
    if (rule?.type !== 'Reference' || rule.many) return false;
    const isWanted = rule.required || written[name] !== undefined;
    return isWanted && rule.targets?.includes('Patient') !== false;
  });
}

export type Adapting = Conforming & {
  /** Its `id` in the document. */
  readonly id: string;
  /** `fullUrl` of the one Patient. */
  readonly patientUrl: string;
  /** For what FHIR has no place for and is said in a note. */
  readonly words: Words;
};

/** Whether a document of ours can hold resources of this type as resources. */
export function isDocumentType(type: string): boolean {
  return !type.includes('.') && rulesOf(type)?.members.has('meta') === true;
}

/**
 * A source's resource as a document can hold it: the same content, valid by FHIR R4 and its IPS profile.
 * Profiles, versions and imported narratives stay behind, references lead into the document,
 * what is required and missing says that it is missing.
 * @see https://hl7.org/fhir/uv/ips/STU2/
 */
export function adaptResource(resource: FhirResource, adapting: Adapting): FhirResource {
  const type = resource.resourceType;
  const members: Record<string, unknown> = { ...conform(resource, type, adapting) };
  const rules = rulesOf(type);
  const patientMember = patientMembers[type] ?? patientMemberOf(rules, members);
  if (patientMember !== undefined) members[patientMember] = { reference: adapting.patientUrl };
  if (rules !== undefined) addMissing(members, rules);
  return {
    resourceType: type,
    id: adapting.id,
    ...metaOf(resource, adapting),
    ...ownWordsOf(resource),
    ...resourceRules(type, members, adapting.words),
  };
}

/** Security labels and tags travel with an entry; profiles, versions and times of the source's storage do not. */
function metaOf(resource: FhirResource, conforming: Conforming): { readonly meta?: JsonObject } {
  const meta = objectOf(resource['meta']);
  const codings = (member: string) =>
    objectsOf(meta?.[member]).flatMap((coding) => conform(coding, 'Coding', conforming) ?? []);
  const security = codings('security');
  const tag = codings('tag');
  // Without it, GP Connect's "unconfirmed" would be read as doubt.
  const extension = isGpConnectAllergy(resource) ? [gpConnectProfile] : [];
  if (security.length + tag.length + extension.length === 0) return {};
  return {
    meta: {
      ...(extension.length > 0 ? { extension } : {}),
      ...(security.length > 0 ? { security } : {}),
      ...(tag.length > 0 ? { tag } : {}),
    },
  };
}

/** What a source says in its narrative alone, without its markup. */
function ownWordsOf(resource: FhirResource): { readonly text?: JsonObject } {
  if (resource['text'] === undefined) return {};
  const textsIn = (one: FhirResource) => factsCalled(describe(one).facts, 'narrative');
  // What a report says in an attached text is no narrative.
  const attached = textsIn({ ...without(resource, 'text'), resourceType: resource.resourceType });
  const [said] = textsIn(resource).slice(attached.length);
  if (said === undefined || typeof said.value !== 'string') return {};
  const status = textOf(objectOf(resource['text'])?.['status']) ?? 'additional';
  return { text: { status, div: divOf([said.value]) } };
}
