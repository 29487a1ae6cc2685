import { objectOf, objectsOf, textOf, type JsonObject } from '../../../shared/fhir/resource.ts';
import { valueSetBundle } from './definitions.ts';
import type { Finding } from './finding.ts';
import type { Visited } from './walk.ts';

type ValueSets = ReadonlyMap<string, JsonObject>;

let sets: ValueSets | undefined;
const codes = new Map<string, ReadonlySet<string> | undefined>();

/** A vital sign in another unit than R4's list has: to write one of the list would be to alter a measurement. */
const unitsOfVitalSigns = 'http://hl7.org/fhir/ValueSet/ucum-vitals-common';

/** Codes of required value sets that R4 lists whole: a status that no such list knows is found. */
export function judgeBindings(visited: readonly Visited[], where: string): Finding[] {
  return visited.flatMap((place) => {
    const { binding } = place.element;
    if (binding?.strength !== 'required' || binding.valueSet === undefined) return [];
    if (binding.valueSet.startsWith(unitsOfVitalSigns)) return [];
    const allowed = codesOf(binding.valueSet.split('|')[0] ?? '');
    const written = codesIn(place.value);
    if (allowed === undefined || written === undefined || isAbsent(place.value)) return [];
    return written.some((code) => allowed.has(code))
      ? []
      : [{ rule: 'binding', where: `${where} ${place.where}`, what: binding.valueSet }];
  });
}

/** A concept whose value the data-absent-reason extension excuses. */
function isAbsent(value: unknown): boolean {
  return objectsOf(objectOf(value)?.['extension']).some((extension) =>
    textOf(extension['url'])?.endsWith('/data-absent-reason'),
  );
}

function codesIn(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value];
  const object = objectOf(value);
  if (object === undefined) return undefined;
  const codings = object['coding'] === undefined ? [object] : objectsOf(object['coding']);
  return codings.map((coding) => textOf(coding['code']) ?? '');
}

function codesOf(valueSet: string): ReadonlySet<string> | undefined {
  if (!codes.has(valueSet)) codes.set(valueSet, listCodes(valueSet));
  return codes.get(valueSet);
}

function listCodes(valueSet: string): ReadonlySet<string> | undefined {
  sets ??= new Map(
    valueSetBundle().entry.map(({ resource }) => [textOf(resource['url']) ?? '', resource]),
  );
  const compose = objectOf(sets.get(valueSet)?.['compose']);
  if (compose === undefined) return undefined;
  const found = new Set<string>();
  for (const include of objectsOf(compose['include'])) {
    const concepts = include['concept'] ?? sets.get(textOf(include['system']) ?? '')?.['concept'];
    if (concepts === undefined || include['filter'] !== undefined) return undefined;
    addCodes(concepts, found);
  }
  return found.size === 0 ? undefined : found;
}

function addCodes(concepts: unknown, found: Set<string>): void {
  for (const concept of objectsOf(concepts)) {
    const code = textOf(concept['code']);
    if (code !== undefined) found.add(code);
    addCodes(concept['concept'], found);
  }
}
