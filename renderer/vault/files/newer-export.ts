import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { VaultEvent } from '../log/event.ts';
import { readyEntries, type Arriving, type ReadyEntry } from '../sources/ingest.ts';
import type { VaultState } from '../catalogue/state.ts';
import { suppliedEvents } from '../sources/supply-changes.ts';
import { contentHashInKey, isOfSource } from '../../../shared/record/entry-key.ts';
import { grouped } from './grouped.ts';
import { withServerKeys, type KnownServers } from './servers-in-file.ts';

/** The share of what a source supplied that must come again for a newer export to be taken for a whole one. */
const wholeShare = 0.5;
const comparedAtOnce = 250;

/** The entries of a source that it supplies, as far as is known. */
export function suppliedKeys(state: VaultState, sourceId: SourceId): ReadonlySet<EntryKey> {
  const { entries, notSupplied } = state;
  return new Set(
    [...entries.keys()].filter((key) => isOfSource(key, sourceId) && !notSupplied.has(key)),
  );
}

/** What an export brought, beside what its source supplied before it. */
export type ComeAgain = {
  readonly sourceId: SourceId;
  readonly before: ReadonlySet<EntryKey>;
  readonly seen: ReadonlySet<EntryKey>;
  /** The types that are in it, as the source calls them. */
  readonly types: ReadonlySet<string>;
  /** Nothing of it was passed over, and it is no page of something longer. */
  readonly isAllRead: boolean;
  /** ISO 8601, UTC. */
  readonly at: string;
};

/**
 * Says which entries a newer export no longer holds, and which are back. An export of a part of the record says nothing
 * of the rest: it counts as whole where most of what was there came again, and then for the types that are in it.
 */
export function suppliedByExport(state: VaultState, again: ComeAgain): VaultEvent[] {
  const { sourceId, before, seen, types, isAllRead, at } = again;
  const cameAgain = [...before].filter((key) => seen.has(key)).length;
  const isWhole = isAllRead && before.size > 0 && cameAgain >= before.size * wholeShare;
  const typesWhole = isWhole ? types : new Set<string>();
  return suppliedEvents(state, { sourceId, seen, typesWhole, at });
}

/** The types of what arrived, as its source calls them. */
export function sourceTypes(resources: readonly Arriving[]): string[] {
  return resources.map(
    ({ resource, original }) => original?.reference?.split('/')[0] ?? resource.resourceType,
  );
}

/**
 * Gives what came without an id the key of the same thing in an earlier export, where there is just one that it can
 * be: otherwise each export would bring all its lists anew. `taken`: the keys that came in the same export already.
 */
export function withEarlierKeys(
  state: VaultState,
  sourceId: SourceId,
  ready: readonly ReadyEntry[],
  taken: ReadonlySet<EntryKey>,
): readonly ReadyEntry[] {
  const keys = new Set([...taken, ...ready.map(({ card }) => card.key)]);
  const unknown = ready.filter(
    ({ card }) => card.resourceId === undefined && !state.entries.has(card.key),
  );
  if (unknown.length === 0) return ready;
  const earlier = grouped(
    withoutId(state, sourceId).filter((card) => !keys.has(card.key)),
    thingOf,
  );
  const arriving = grouped(unknown, ({ card }) => thingOf(card));
  const renamed = new Map<ReadyEntry, EntryKey>();
  for (const [thing, [entry, another]] of arriving) {
    const [before, other] = earlier.get(thing) ?? [];
    if (entry === undefined || before === undefined) continue;
    if (another === undefined && other === undefined) renamed.set(entry, before.key);
  }
  return ready.map((entry) => {
    const key = renamed.get(entry);
    return key === undefined ? entry : { ...entry, card: { ...entry.card, key } };
  });
}

function withoutId({ entries }: VaultState, sourceId: SourceId): EntryCard[] {
  return [...entries.keys()]
    .filter((key) => isOfSource(key, sourceId) && contentHashInKey(key) !== undefined)
    .flatMap((key) => entries.get(key)?.card ?? []);
}

/** What does not change of a thing when it comes again. A list is dated by its export; anything else by what happened. */
function thingOf({ resourceType, codes, title, date }: EntryCard): string {
  const when = resourceType === 'List' ? undefined : date;
  return JSON.stringify([resourceType, codes, title, when]);
}

/** How what arrives stands to what is here of its source. */
export type StandsToHere =
  | 'unknown'
  /** All of it is here, word for word, as what was said last. */
  | 'same'
  /** All of it is here, word for word, and some of it has changed since. */
  | 'earlier';

/** How these stand to what is here. `servers`: those that the whole of what arrives names. */
export async function standsToHere(
  state: VaultState,
  resources: readonly Arriving[],
  { sourceId, servers }: { readonly sourceId: SourceId; readonly servers: KnownServers },
): Promise<StandsToHere> {
  const { entries } = state;
  let stands: StandsToHere = 'same';
  for (let at = 0; at < resources.length; at += comparedAtOnce) {
    const some = resources.slice(at, at + comparedAtOnce);
    const ready = await readyEntries(some, sourceId, '', 'by-content');
    for (const { card } of withServerKeys(state, ready, servers)) {
      const versions = entries
        .versionsOf(card.key)
        .map((row) => entries.storedAt(row).card.contentHash);
      // What has no id was stored under the key of its first version.
      if (card.resourceId === undefined && versions.length === 0) continue;
      if (!versions.includes(card.contentHash)) return 'unknown';
      if (versions[0] !== card.contentHash) stands = 'earlier';
    }
  }
  return stands;
}
