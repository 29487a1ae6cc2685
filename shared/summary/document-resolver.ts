import { lookupKeyOf, ownReference } from '../fhir/reference.ts';
import {
  objectsOf,
  resourceOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import type { Resolve } from './item.ts';

/**
 * How references resolve within a document Bundle that somebody made: by `fullUrl`, and,
 * since not everybody keeps to that, by `Type/id`.
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function documentResolver(bundle: JsonObject): Resolve {
  const found = new Map<string, FhirResource>();
  for (const entry of objectsOf(bundle['entry'])) {
    const resource = resourceOf(entry['resource']);
    if (resource === undefined) continue;
    const names = [textOf(entry['fullUrl']), ownReference(resource)];
    for (const name of names) {
      if (name !== undefined && !found.has(name)) found.set(name, resource);
    }
  }
  return (reference) => found.get(reference) ?? found.get(lookupKeyOf(reference) ?? reference);
}
