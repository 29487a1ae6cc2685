import { defined } from '../base/defined.ts';
import { bestName } from '../fhir/person.ts';
import { referenceOf } from '../fhir/reference.ts';
import {
  objectsOf,
  resourceOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import type { Resolve } from './item.ts';
import { readSourceFacts } from './source-facts.ts';
import type { SourceView } from './view.ts';

export type DocumentSources = {
  readonly sources: readonly SourceView[];
  /** Numbers into `sources`, counted from 1. */
  readonly sourcesOf: (resource: FhirResource) => readonly number[];
};

/** Where a document says its entries came from: its Provenances, by what they target. */
export function readSources(bundle: JsonObject, resolve: Resolve): DocumentSources {
  const sources: SourceView[] = [];
  const numbers = new Map<FhirResource, Set<number>>();
  for (const entry of objectsOf(bundle['entry'])) {
    const provenance = resourceOf(entry['resource']);
    if (provenance?.resourceType !== 'Provenance') continue;
    const name = agentName(provenance, resolve);
    if (name === undefined) continue;
    sources.push(
      defined({ name, fetchedAt: textOf(provenance['recorded']), ...readSourceFacts(provenance) }),
    );
    for (const target of objectsOf(provenance['target'])) {
      const { reference } = referenceOf(target);
      const resource = reference === undefined ? undefined : resolve(reference);
      if (resource === undefined) continue;
      numbers.set(resource, (numbers.get(resource) ?? new Set()).add(sources.length));
    }
  }
  return { sources, sourcesOf: (resource) => [...(numbers.get(resource) ?? [])] };
}

function agentName(provenance: FhirResource, resolve: Resolve): string | undefined {
  return objectsOf(provenance['agent'])
    .flatMap((agent) => {
      const { reference, display } = referenceOf(agent['who']);
      return display ?? bestName(reference === undefined ? undefined : resolve(reference)) ?? [];
    })
    .at(0);
}
