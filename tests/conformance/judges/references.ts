import {
  objectOf,
  objectsOf,
  resourceOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import { definitions } from './definitions.ts';
import type { Finding } from './finding.ts';
import type { Visited } from './walk.ts';

export type Resolver = (reference: string, from: Referrer) => FhirResource | undefined;
export type Referrer = { readonly resource: FhirResource; readonly fullUrl: string | undefined };

/** How references resolve within one document. @see FHIR R4 section 2.36.4.2 (Resolving references in Bundles) */
export function resolverOf(bundle: JsonObject): Resolver {
  const byFullUrl = new Map<string, FhirResource>();
  for (const entry of objectsOf(bundle['entry'])) {
    const resource = resourceOf(entry['resource']);
    const fullUrl = textOf(entry['fullUrl']);
    if (resource !== undefined && fullUrl !== undefined) byFullUrl.set(fullUrl, resource);
  }
  return (reference, from) => {
    if (reference === '#') return from.resource;
    if (reference.startsWith('#')) {
      return objectsOf(from.resource['contained'])
        .map(resourceOf)
        .find((contained) => contained?.id === reference.slice(1));
    }
    const absolute = /^[a-z]+:/i.test(reference);
    const root = /^(https?:.*\/)[A-Z][A-Za-z]+\/[^/]+$/.exec(from.fullUrl ?? '')?.[1];
    return byFullUrl.get(absolute || root === undefined ? reference : root + reference);
  };
}

/** References that lead nowhere, or to a resource of a type that the place does not take. */
export function judgeReferences(
  from: Referrer,
  visited: readonly Visited[],
  options: { readonly resolve: Resolver; readonly where: string },
): Finding[] {
  return visited
    .filter((place) => place.type.code === 'Reference')
    .flatMap((place) => {
      const reference = textOf(objectOf(place.value)?.['reference']);
      if (reference === undefined) return [];
      const where = `${options.where} ${place.where}`;
      const target = options.resolve(reference, from);
      if (target === undefined) return [{ rule: 'reference-dangling', where, what: reference }];
      const allowed = targetTypes(place);
      return allowed.length === 0 || allowed.includes(target.resourceType)
        ? []
        : [
            {
              rule: 'reference-type',
              where,
              what: `${target.resourceType}, not ${allowed.join()}`,
            },
          ];
    });
}

function targetTypes(place: Visited): string[] {
  const { base, profiles } = definitions();
  const types = (place.type.targetProfile ?? []).map((url) => {
    const address = url.split('|')[0] ?? url;
    return profiles.get(address)?.type ?? base.get(address.split('/').at(-1) ?? '')?.type;
  });
  const known = types.filter((type) => type !== undefined);
  return known.includes('Resource') || known.length < types.length ? [] : known;
}
