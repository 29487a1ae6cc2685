import { codeOfConcept, codesOf } from '../fhir/concept.ts';
import { intervalOf } from '../fhir/partial-date.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';
import { abatementIn, abatementNote } from '../record/describe/abatement.ts';
import { absenceSubjectOf } from '../record/describe/none-known.ts';
import { sayAge } from '../words/say-age.ts';
import { sayValue } from '../words/say-value.ts';
import type { Words } from '../words/words.ts';
import { absent } from './data-absent.ts';
import { inCurrentCodes } from './known-absence.ts';
import { without } from './members.ts';
import { observationRules } from './observation-rules.ts';

type Rule = (resource: JsonObject, words: Words) => JsonObject;

/** What IPS and R4 demand of whole resources beyond their members: one rule a type. */
const byType: Readonly<Record<string, Rule>> = {
  AllergyIntolerance: (resource) =>
    inVerifiedStatus(withCurrentCode('AllergyIntolerance')(resource), allergyStatus),
  Condition: (resource, words) =>
    endedOnlyWhenOver(inVerifiedStatus(withCurrentCode('Condition')(resource), undefined), words),
  Consent: withPolicy,
  Immunization: withCurrentCode('Immunization'),
  MedicationDispense: handedOverAfterPrepared,
  MedicationRequest: withCurrentCode('MedicationRequest'),
  MedicationStatement: withCurrentCode('MedicationStatement'),
  Observation: observationRules,
  Organization: withoutHome,
  Patient: withNameParts,
  Procedure: withCurrentCode('Procedure'),
};

/** `resource` (already conforming member by member) within the invariants of its type and IPS profile. */
export function resourceRules(type: string, resource: JsonObject, words: Words): JsonObject {
  const rule = Object.hasOwn(byType, type) ? byType[type] : undefined;
  return rule === undefined ? resource : rule(resource, words);
}

function withCurrentCode(type: string): (resource: JsonObject) => JsonObject {
  return (resource) => {
    const result: Record<string, unknown> = { ...resource };
    const about = absenceSubjectOf(type, resource);
    for (const member of ['code', 'vaccineCode', 'medicationCodeableConcept']) {
      const concept = objectOf(resource[member]);
      if (concept !== undefined) result[member] = inCurrentCodes(concept, about);
    }
    return result;
  };
}

const allergyStatus = absent('unknown');

/** ait-1, ait-2, con-5: what was entered in error has no clinical status; an allergy otherwise always has one, if an unknown one. */
function inVerifiedStatus(resource: JsonObject, unknown: JsonObject | undefined): JsonObject {
  if (codeOfConcept(resource['verificationStatus']) === 'entered-in-error') {
    return without(resource, 'clinicalStatus');
  }
  if (unknown === undefined || resource['clinicalStatus'] !== undefined) return resource;
  return { ...resource, clinicalStatus: unknown };
}

const clinicalSystem = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const over = ['inactive', 'remission', 'resolved'].map((code) => `${clinicalSystem}|${code}`);

/** con-4: an end is only for a problem that the source calls over. Where it says both, the end is kept in words. */
function endedOnlyWhenOver(resource: JsonObject, words: Words): JsonObject {
  const names = Object.keys(resource).filter((name) => /^_?abatement[A-Z]/.test(name));
  if (names.length === 0 || codesOf(resource['clinicalStatus']).some((code) => over.includes(code)))
    return resource;
  const end = abatementIn(resource);
  const rest = without(resource, ...names.map((name) => name.replace(/^_/, '')));
  if (end === undefined) return rest;
  const said = words.endWithoutStatus(sayAge(end, words) ?? sayValue(end, words));
  return { ...rest, note: [...listOf(rest['note']), abatementNote(resource, said)] };
}

/** ppc-1: under which policy a wish was written is rarely recorded. */
function withPolicy(resource: JsonObject): JsonObject {
  if (resource['policy'] !== undefined || resource['policyRule'] !== undefined) return resource;
  return { ...resource, policyRule: absent('unknown') };
}

/** mdd-1 */
function handedOverAfterPrepared(resource: JsonObject): JsonObject {
  const prepared = intervalOf(textOf(resource['whenPrepared']));
  const handed = intervalOf(textOf(resource['whenHandedOver']));
  if (prepared === undefined || handed === undefined || handed.from >= prepared.from) {
    return resource;
  }
  return without(resource, 'whenPrepared');
}

/** ips-pat-1: of a name without words it is said that they are unknown. */
function withNameParts(patient: JsonObject): JsonObject {
  const hasParts = (name: JsonObject) =>
    ['family', 'given', 'text'].some((part) => name[part] ?? name[`_${part}`]);
  return {
    ...patient,
    name: objectsOf(patient['name']).map((name) =>
      hasParts(name) ? name : { ...name, _text: absent('unknown') },
    ),
  };
}

/** org-2, org-3: an organisation has no home. */
function withoutHome(resource: JsonObject): JsonObject {
  const cleaned = (member: string) =>
    resource[member] === undefined
      ? {}
      : {
          [member]: objectsOf(resource[member]).map((item) =>
            item['use'] === 'home' ? without(item, 'use') : item,
          ),
        };
  return { ...resource, ...cleaned('telecom'), ...cleaned('address') };
}
