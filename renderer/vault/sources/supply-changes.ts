import type { FhirVersion } from '../../../shared/fhir/version.ts';
import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { VaultEvent } from '../log/event.ts';
import type { VaultState } from '../catalogue/state.ts';

/** What a source supplied when all of it was asked for, or all of it lay in an export. */
export type Supply = {
  readonly sourceId: SourceId;
  readonly seen: ReadonlySet<EntryKey>;
  /** Types, as the source calls them, of which all that it has was seen; `all`: of every type. */
  readonly typesWhole: ReadonlySet<string> | 'all';
  /** ISO 8601, UTC. */
  readonly at: string;
};

/** A type of a source that speaks this version of FHIR. */
type SuppliedType = {
  readonly sourceId: SourceId;
  readonly type: string;
  readonly release: FhirVersion;
};

/**
 * Says of a source's entries which it does not supply any more, and which it does again.
 * Nothing is said of types of which something may have been left out.
 */
export function suppliedEvents(state: VaultState, supply: Supply): VaultEvent[] {
  const { sourceId, seen, at } = supply;
  const gone = missingKeys(state, supply);
  const missing: VaultEvent[] =
    gone.length === 0 ? [] : [{ kind: 'not-supplied', sourceId, keys: gone, at }];
  return [...missing, ...suppliedAgain(state, sourceId, seen)];
}

/** Takes back that a source does not supply these entries any more, of those of which that was said. */
export function suppliedAgain(
  { notSupplied }: VaultState,
  sourceId: SourceId,
  keys: Iterable<EntryKey>,
): VaultEvent[] {
  if (notSupplied.size === 0) return [];
  const back = [...keys].filter((key) => notSupplied.has(key));
  return back.length === 0 ? [] : [{ kind: 'not-supplied', sourceId, keys: back }];
}

function missingKeys({ entries, notSupplied }: VaultState, supply: Supply): EntryKey[] {
  const { sourceId } = supply;
  const isOfSource = entries.matching({ sourceId });
  return [...entries.keys()].filter((key, number) => {
    const row = entries.newest[number] ?? 0;
    if (!isOfSource(row) || supply.seen.has(key) || notSupplied.has(key)) {
      return false;
    }
    const { typesWhole } = supply;
    return typesWhole === 'all' || typesWhole.has(sourceType(entries.entryAt(row).card));
  });
}

/** Whether anything of this type, as its source calls it, ever came from there. */
export function hasSupplied(
  { entries }: VaultState,
  { sourceId, type, release }: SuppliedType,
): boolean {
  // The columns know R4's names, and a server that lists nothing is asked about fifty: no card is opened for these.
  if (release === 'R4')
    return entries.newest.some(entries.matching({ sourceId, resourceType: type }));
  return entries.newest
    .filter(entries.matching({ sourceId }))
    .some((row) => sourceType(entries.entryAt(row).card) === type);
}

/** The type as its source calls it: an older version has other names. */
function sourceType({ resourceType, original }: EntryCard): string {
  return original?.reference?.split('/')[0] ?? resourceType;
}
