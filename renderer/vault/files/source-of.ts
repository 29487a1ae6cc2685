import { idOf } from '../../../shared/fhir/resource.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { Arriving } from '../ingest.ts';
import { entryKey } from '../locate.ts';
import type { VaultState } from '../state.ts';

/** How many characters of a file's hash tell it from others. */
const hashLength = 32;
/** Ids this long are made so that no two systems give the same one. */
const uniqueLength = 16;
/** The share of a file's entries that must be known for it to be a newer export of the same record. */
const knownShare = 0.5;
const fewestKnown = 3;

/** The name of a file's source, as long as nothing says that it is a newer state of another one. */
export function sourceIdOfHash(hash: string): SourceId {
  return `file-${hash.slice(0, hashLength)}` as SourceId; // a source id is made here and in add-server
}

/** How a source remembers a file. */
export function fileMark(hash: string): string {
  return hash.slice(0, hashLength);
}

/** The source that a file was taken into before, if it was. */
export function sourceWithFile(state: VaultState, hash: string): Source | undefined {
  const id = sourceIdOfHash(hash);
  const mark = fileMark(hash);
  return (
    [...state.sources.values()].find(({ files = [] }) => files.includes(mark)) ??
    state.sources.get(id)
  );
}

/**
 * The source of an earlier file that this one is a newer export of: most of what it holds is there already, under the
 * same ids, and the ids are of the kind that no other system would give.
 */
export function earlierExport(
  state: VaultState,
  resources: readonly Arriving[],
): Source | undefined {
  const withId = resources.flatMap(({ resource }) => {
    const id = idOf(resource);
    return id === undefined || id.length < uniqueLength
      ? []
      : [{ type: resource.resourceType, id }];
  });
  return [...state.sources.values()].find((source) => {
    if (source.kind !== 'file' || source.issuer !== undefined) return false;
    const known = withId.filter(({ type, id }) =>
      state.entries.has(entryKey(source.id, type, id)),
    ).length;
    return known >= fewestKnown && known >= resources.length * knownShare;
  });
}
