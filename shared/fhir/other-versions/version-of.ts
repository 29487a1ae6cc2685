import { codingsOf } from '../concept.ts';
import { numberTextOf } from '../json.ts';
import { listOf, objectOf, textOf, type FhirResource, type JsonObject } from '../resource.ts';
import { fhirVersions, versionOfNumber, type FhirVersion } from '../version.ts';
import { renamedSystem } from './code-systems.ts';
import json from './marks.json' with { type: 'json' };

// Written by scripts/make-fhir-shapes.ts: `{ Condition: { R4: "clinicalStatus:object …" } }`.
const marks: Readonly<Record<string, Readonly<Partial<Record<FhirVersion, string>>>>> = json;

const known = new Map<string, ReadonlyMap<FhirVersion, ReadonlySet<string>>>();

/** Profiles whose address tells the version: GP Connect and Care Connect of NHS Digital are STU3, UK Core and IPS are R4. */
const profiles: readonly (readonly [RegExp, FhirVersion])[] = [
  [/\/DSTU2\//i, 'DSTU2'],
  [/\/STU3\/|fhir\.nhs\.uk\/StructureDefinition\/(?:GPConnect|CareConnect)|CareConnect-/i, 'STU3'],
  [/hl7\.org\/fhir\/5\.0\/|hl7\.org\/fhir\/StructureDefinition\/[A-Z]\w+\|5\.0/, 'R5'],
  [/\/UKCore-|\/uv\/ips\//, 'R4'],
];

/** How resources were read: the version that their source declares, and the format; in XML one value does not tell a list. */
export type Reading = {
  readonly declared?: FhirVersion | undefined;
  readonly format?: 'json' | 'xml';
};

/**
 * The versions that a resource can be of, by its profile, its type and the kinds of its members:
 * one where it tells, several where it looks alike in each, none for a type that FHIR does not know.
 */
export function fhirVersionsOf(
  resource: FhirResource,
  { format = 'json' }: Reading = {},
): readonly FhirVersion[] {
  const byProfile = profileVersion(resource);
  if (byProfile !== undefined) return [byProfile];
  // Types that only R5 has tell nothing, but for this one: R4B does not have it.
  if (resource.resourceType === 'DeviceUsage') return ['R5'];
  const types = marksOf(resource.resourceType);
  const scores = [...types].map(
    ([version, kinds]) => [version, score(resource, kinds, format)] as const,
  );
  const best = Math.max(0, ...scores.map(([, points]) => points));
  const fitting = scores.filter(([, points]) => points === best).map(([version]) => version);
  const older = fitting.filter((version) => version !== 'R4' && version !== 'R5');
  return older.length > 0 && usesOlderSystems(resource) ? older : fitting;
}

/** HL7 gave many code systems another address in R4; a concept with the earlier one was not written for R4. */
function usesOlderSystems(resource: FhirResource): boolean {
  return Object.values(resource).some((value) =>
    listOf(value)
      .flatMap(codingsOf)
      .some(({ system = '' }) => renamedSystem(system, 'STU3') !== system),
  );
}

/**
 * The version of each of several resources that came together. Who tells its own version has it;
 * who could be of several takes the one that its source declared or that most of the others tell, and else R4 or the newest.
 */
export function versionsTogether(
  resources: readonly FhirResource[],
  reading: Reading = {},
): FhirVersion[] {
  return readVersions(resources, reading).versions;
}

/** The same, and the version that most of the resources tell of themselves. */
export function readVersions(
  resources: readonly FhirResource[],
  reading: Reading = {},
): { readonly versions: FhirVersion[]; readonly told: FhirVersion | undefined } {
  const possible = resources.map((resource) => fhirVersionsOf(resource, reading));
  const told = commonest(possible);
  const common = reading.declared ?? declaredIn(resources) ?? told;
  const versions = possible.map((versionsOfOne) => {
    if (versionsOfOne.length === 0) return common ?? 'R4';
    if (common !== undefined && versionsOfOne.includes(common)) return common;
    return versionsOfOne.includes('R4') ? 'R4' : (versionsOfOne.at(-1) ?? 'R4');
  });
  return { versions, told };
}

/** What came with the resources may say it: the server's own statement, or a guide. @see CapabilityStatement.fhirVersion */
function declaredIn(resources: readonly FhirResource[]): FhirVersion | undefined {
  const statement = resources.find(({ resourceType }) =>
    ['CapabilityStatement', 'Conformance', 'ImplementationGuide'].includes(resourceType),
  );
  const number = textOf(listOf(statement?.['fhirVersion'])[0]);
  return number === undefined ? undefined : versionOfNumber(number);
}

/** Where as many tell of two versions, R4 is likelier than a newer one. */
const likelihood = ['DSTU2', 'STU3', 'R5', 'R4'] as const;

function commonest(possible: readonly (readonly FhirVersion[])[]): FhirVersion | undefined {
  const singles = possible.flatMap((versions) => (versions.length === 1 ? versions : []));
  // What looks alike in R4 and R5 is of R5 only among what can be nothing else.
  const isR5 = singles.includes('R5') && !singles.includes('R4');
  const alike = possible.filter((versions) => versions.join() === 'R4,R5');
  const told = [...singles, ...alike.map(() => (isR5 ? 'R5' : 'R4'))];
  const count = (version: FhirVersion) => told.filter((one) => one === version).length;
  return told.length === 0
    ? undefined
    : likelihood.reduce<FhirVersion>(
        (best, version) => (count(version) >= count(best) ? version : best),
        'DSTU2',
      );
}

function profileVersion(resource: FhirResource): FhirVersion | undefined {
  const told = listOf(objectOf(resource['meta'])?.['profile']).map((one) => textOf(one) ?? '');
  return profiles.find(([pattern]) => told.some((profile) => pattern.test(profile)))?.[1];
}

function score(resource: JsonObject, kinds: ReadonlySet<string>, format: 'json' | 'xml'): number {
  let points = 0;
  for (const member in resource) {
    const value = resource[member];
    const fits =
      format === 'json'
        ? kinds.has(`${member}:${kindOf(value)}`)
        : kinds.has(`${member}:${kindOf(listOf(value)[0])}`) || kinds.has(`${member}:list`);
    if (fits) points += 1;
  }
  return points;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return objectOf(value) === undefined || numberTextOf(value) !== undefined ? 'plain' : 'object';
}

function marksOf(type: string): ReadonlyMap<FhirVersion, ReadonlySet<string>> {
  const before = known.get(type);
  if (before !== undefined) return before;
  const written = Object.hasOwn(marks, type) ? (marks[type] ?? {}) : {};
  const read = new Map(
    fhirVersions.flatMap((version) => {
      const line = written[version];
      return line === undefined ? [] : [[version, new Set(line.split(' '))] as const];
    }),
  );
  known.set(type, read);
  return read;
}
