import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import { definitions, type ElementDefinition } from './definitions.ts';
import type { Finding } from './finding.ts';
import { profileOf } from './profile-of.ts';

type SectionRule = {
  readonly code: string;
  readonly min: number;
  readonly max: string;
  readonly types: readonly string[];
};

type Resolve = (reference: string) => FhirResource | undefined;

/** What IPS says of sections that no general validator checks: presence, uniqueness, title, code, text, entries and their types. */
export function judgeSections(composition: FhirResource, resolve: Resolve): Finding[] {
  const sections = objectsOf(composition['section']);
  const rules = sectionRules();
  const findings = rules.flatMap((rule) => judgeCount(rule, sections));
  sections.forEach((section, at) => {
    const where = `Composition.section[${String(at)}]`;
    const rule = rules.find((candidate) => codesOf(section).includes(candidate.code));
    findings.push(
      ...judgeSection(section, where),
      ...judgeEntries(section, { rule, resolve, where }),
    );
  });
  return findings;
}

function judgeCount(rule: SectionRule, sections: readonly JsonObject[]): Finding[] {
  const count = sections.filter((section) => codesOf(section).includes(rule.code)).length;
  const where = `Composition.section ${rule.code}`;
  if (count < rule.min) return [{ rule: 'section-missing', where, what: 'required' }];
  return rule.max !== '*' && count > Number(rule.max)
    ? [{ rule: 'section-twice', where, what: String(count) }]
    : [];
}

function judgeSection(section: JsonObject, where: string): Finding[] {
  const findings: Finding[] = [];
  if (textOf(section['title']) === undefined) {
    findings.push({ rule: 'section-title', where, what: 'missing' });
  }
  if (codesOf(section).length === 0)
    findings.push({ rule: 'section-code', where, what: 'missing' });
  if (textOf(objectOf(section['text'])?.['div']) === undefined) {
    findings.push({ rule: 'section-text', where, what: 'missing' });
  }
  if (section['section'] !== undefined) {
    findings.push({ rule: 'section-nested', where, what: 'section in a section' });
  }
  return findings;
}

type Context = {
  readonly rule: SectionRule | undefined;
  readonly resolve: Resolve;
  readonly where: string;
};

function judgeEntries(section: JsonObject, { rule, resolve, where }: Context): Finding[] {
  const findings: Finding[] = [];
  const references = objectsOf(section['entry']).map((entry) => textOf(entry['reference']));
  const empty = section['emptyReason'] !== undefined;
  if (rule?.min === 1 && references.length === 0 && !empty) {
    findings.push({ rule: 'section-empty', where, what: 'neither entry nor emptyReason' });
  }
  if (references.length > 0 && empty) {
    findings.push({ rule: 'section-empty', where, what: 'entry and emptyReason' });
  }
  if (new Set(references).size < references.length) {
    findings.push({ rule: 'section-entry', where, what: 'listed twice' });
  }
  const resources = references.map((reference) => reference && resolve(reference));
  for (const resource of resources) {
    if (resource === undefined || resource === '') {
      findings.push({ rule: 'section-entry', where, what: 'resolves to nothing' });
    } else if (!takes(rule, resource.resourceType)) {
      findings.push({ rule: 'section-entry-type', where, what: resource.resourceType });
    }
  }
  return [...findings, ...judgeSocialHistory(section, resources, where)];
}

/** A section whose slice names no types takes any. */
function takes(rule: SectionRule | undefined, type: string): boolean {
  return rule === undefined || rule.types.length === 0 || rule.types.includes(type);
}

/** The smoking and the alcohol slice of the social history take one entry each. */
function judgeSocialHistory(
  section: JsonObject,
  resources: readonly (FhirResource | '' | undefined)[],
  where: string,
): Finding[] {
  if (!codesOf(section).includes('29762-2')) return [];
  return ['tobaccouse', 'alcoholuse'].flatMap((slice) => {
    const count = resources.filter(
      (resource) => typeof resource === 'object' && profileOf(resource)?.url.includes(slice),
    ).length;
    return count > 1
      ? [{ rule: 'slice-cardinality', where, what: `${slice} ${String(count)}` }]
      : [];
  });
}

let rules: readonly SectionRule[] | undefined;

/** The section slices of the IPS Composition, read from its StructureDefinition. */
function sectionRules(): readonly SectionRule[] {
  rules ??= readRules();
  return rules;
}

function readRules(): SectionRule[] {
  const { profiles } = definitions();
  const structure = profiles.get(
    'http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips',
  );
  const elements = structure?.snapshot.element ?? [];
  const byId = new Map(
    elements.map((element): [string, ElementDefinition] => [element.id, element]),
  );
  return elements
    .filter((element) => /^Composition\.section:[^.]+$/.test(element.id))
    .map((element) => ({
      code: byId.get(`${element.id}.code`)?.patternCodeableConcept?.coding[0]?.code ?? '',
      min: element.min,
      max: element.max,
      types: (byId.get(`${element.id}.entry`)?.type ?? [])
        .flatMap((type) => (type.targetProfile ?? []).map((url) => url.split('|')[0] ?? url))
        .filter((url) => !url.endsWith('/Resource'))
        .map((url) => profiles.get(url)?.type ?? url.split('/').at(-1) ?? url),
    }));
}

function codesOf(section: JsonObject): string[] {
  return objectsOf(objectOf(section['code'])?.['coding'])
    .filter((coding) => coding['system'] === 'http://loinc.org')
    .flatMap((coding) => textOf(coding['code']) ?? []);
}
