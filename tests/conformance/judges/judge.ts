import {
  idOf,
  objectOf,
  objectsOf,
  resourceOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import { judgeBindings } from './bindings.ts';
import { judgeDocument } from './document.ts';
import { judgeEmptiness } from './emptiness.ts';
import type { Finding } from './finding.ts';
import { judgeInvariants } from './invariants.ts';
import { judgeNarratives } from './narrative.ts';
import { profileOf } from './profile-of.ts';
import { judgeReferences, resolverOf, type Resolver } from './references.ts';
import { judgeSections } from './sections.ts';
import { judgeStructure } from './structure.ts';
import { walk } from './walk.ts';
import { judgeBundle } from './bundle.ts';

/**
 * Everything that can be held against an IPS document without a network: an empty list is a pass.
 * `bundle` is parsed JSON, as a receiver has it.
 */
export function judge(bundle: unknown): Finding[] {
  const document = objectOf(bundle);
  if (document?.['resourceType'] !== 'Bundle') {
    return [{ rule: 'bundle', where: '', what: 'no Bundle' }];
  }
  const resolve = resolverOf(document);
  const entries = objectsOf(document['entry']);
  const composition = resourceOf(entries[0]?.['resource']);
  const from = { resource: composition, fullUrl: textOf(entries[0]?.['fullUrl']) };
  return [
    ...judgeBundle(document),
    ...judgeDocument(document),
    ...entries.flatMap((entry) => judgeEntryResource(entry, resolve)),
    ...(from.resource?.resourceType === 'Composition'
      ? judgeSections(from.resource, referencesFrom({ ...from, resource: from.resource }, resolve))
      : []),
  ];
}

function referencesFrom(
  from: { resource: FhirResource; fullUrl: string | undefined },
  resolve: Resolver,
) {
  return (reference: string) => resolve(reference, from);
}

function judgeEntryResource(entry: JsonObject, resolve: Resolver): Finding[] {
  const resource = resourceOf(entry['resource']);
  const profile = resource && profileOf(resource);
  if (resource === undefined) return [];
  const where = `${resource.resourceType}/${idOf(resource) ?? ''}`;
  if (profile === undefined) return [{ rule: 'resource-type', where, what: 'not of FHIR R4' }];
  const visited = walk(resource, profile);
  const from = { resource, fullUrl: textOf(entry['fullUrl']) };
  return [
    ...judgeStructure(resource, profile, where),
    ...judgeInvariants(resource, visited, where),
    ...judgeBindings(visited, where),
    ...judgeEmptiness(resource, where),
    ...judgeReferences(from, visited, { resolve, where }),
    ...judgeNarratives(resource, where),
  ];
}
