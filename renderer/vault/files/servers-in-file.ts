import { serverOf } from '../../../shared/fhir/reference.ts';
import { idOf } from '../../../shared/fhir/resource.ts';
import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import { keyTypeOf } from '../../../shared/record/make-card.ts';
import {
  isOfSource,
  keyOnServer,
  nameInKey,
  nameOf,
  serverInKey,
} from '../../../shared/record/entry-key.ts';
import type { Arriving, ReadyEntry } from '../sources/ingest.ts';
import type { VaultState } from '../catalogue/state.ts';

/*
 * A resource's identity is its address: https://a/Observation/14 and https://b/Observation/14 are two. Where files that
 * came together hold both, the key of one of them names its server. @see docs/decisions/0023-the-same-id-on-two-servers.md
 */

/** The servers that files name in their `fullUrl`s, gathered a resource at a time. */
export type ServersGathered = {
  /** How many resources are on each. */
  readonly counts: Map<string, number>;
  /** The first server of each `Type|id`. */
  readonly first: Map<string, string>;
  /** All of them, of each `Type|id` that is on several. */
  readonly several: Map<string, Set<string>>;
};

/** What there is to know of files' servers once all of them were read. */
export type FileServers = {
  readonly all: ReadonlySet<string>;
  /** Of each `Type|id` that is on several, the one on which most of the files' resources are. */
  readonly usual: ReadonlyMap<string, string>;
};

export function noServersGathered(): ServersGathered {
  return { counts: new Map(), first: new Map(), several: new Map() };
}

/** Adds the servers of these resources. */
export function gatherServers(
  { counts, first, several }: ServersGathered,
  resources: Iterable<Arriving>,
): void {
  for (const { resource, fullUrl, original } of resources) {
    const id = idOf(resource);
    const server = serverOf(fullUrl, id);
    if (id === undefined || server === undefined) continue;
    counts.set(server, (counts.get(server) ?? 0) + 1);
    const name = nameOf(keyTypeOf(resource, original?.reference), id);
    const before = first.get(name);
    if (before === undefined) first.set(name, server);
    else if (before !== server || several.has(name)) {
      several.set(name, (several.get(name) ?? new Set([before])).add(server));
    }
  }
}

/** The same whatever the order in which they were gathered. */
export function fileServers({ counts, several }: ServersGathered): FileServers {
  const inOrder = [...counts]
    .sort(([a, many], [b, others]) => others - many || (a < b ? -1 : 1))
    .map(([server]) => server);
  const usual = new Map<string, string>();
  for (const [name, servers] of several) {
    const server = inOrder.find((one) => servers.has(one));
    if (server !== undefined) usual.set(name, server);
  }
  return { all: new Set(counts.keys()), usual };
}

/** The servers of the resources that came together. */
export function serversOf(resources: Iterable<Arriving>): FileServers {
  const gathered = noServersGathered();
  gatherServers(gathered, resources);
  return fileServers(gathered);
}

/** The same, and those that the source's keys name since an earlier file. */
export type KnownServers = FileServers & { readonly inKeys: ReadonlySet<string> };

export function knownServers(
  { entries }: VaultState,
  sourceId: SourceId,
  servers: FileServers,
): KnownServers {
  const keys = [...entries.keys()].filter((key) => isOfSource(key, sourceId));
  return { ...servers, inKeys: new Set(keys.flatMap((key) => serverInKey(key) ?? [])) };
}

/** Gives each entry whose type and id another one on another server has already the key that names its own server. */
export function withServerKeys(
  state: VaultState,
  ready: readonly ReadyEntry[],
  servers: KnownServers,
): readonly ReadyEntry[] {
  if (servers.all.size < 2 && servers.inKeys.size === 0) return ready;
  return ready.map((entry) => {
    const key = keyOf(state, entry.card, servers);
    return key === entry.card.key ? entry : { ...entry, card: { ...entry.card, key } };
  });
}

function keyOf({ entries }: VaultState, card: EntryCard, servers: KnownServers): EntryKey {
  const server = serverOf(card.fullUrl, card.resourceId);
  if (server === undefined) return card.key;
  const own = keyOnServer(card.key, server);
  if (entries.has(own)) return own;
  const here = entries.get(card.key)?.card;
  const holder = here && serverOf(here.fullUrl, here.resourceId);
  if (holder === server) return card.key;
  if (holder !== undefined && areTwo(holder, server, servers)) return own;
  const usual = servers.usual.get(nameInKey(card.key));
  return usual === undefined || usual === server ? card.key : own;
}

/** Two servers, and not one that has another address by now: files name both, or they were told apart before. */
function areTwo(one: string, other: string, { all, inKeys }: KnownServers): boolean {
  return (all.has(one) && all.has(other)) || inKeys.has(one) || inKeys.has(other);
}
