import { hex, sha256, utf8 } from '../../../shared/base/bytes.ts';
import { idOf } from '../../../shared/fhir/resource.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import { readyEntries, type Arriving } from '../sources/ingest.ts';
import { entryKey } from '../../../shared/record/entry-key.ts';
import type { VaultState } from '../catalogue/state.ts';
import { sourceOfLink, type LinkOrigin } from './link-origin.ts';

/** How many characters of a file's hash tell it from others. */
const hashLength = 32;
/** Ids this long are made so that no two systems give the same one. */
const uniqueLength = 16;
/** The share of a file's entries that must be known for it to be a newer export of the same record. */
const knownShare = 0.5;
const fewestKnown = 3;
/** The share of the known ones that must be as they were. */
const unchangedShare = 0.1;

/** The name of a file's source, as long as nothing says that it is a newer state of another one. */
export function sourceIdOfHash(hash: string): SourceId {
  return `file-${hash.slice(0, hashLength)}` as SourceId; // a file's source; a service's id is made in server-source.ts
}

/**
 * The source that files which came together go into: the one of their link, the one that any of them went into before,
 * the one that they are a newer export of, or a new one.
 * `isKeptApart`: they are no newer state of anything.
 */
export async function sourceFor(
  state: VaultState,
  { hashes, resources, isKeptApart = false }: CameTogether,
  link: LinkOrigin | undefined,
): Promise<SourceId> {
  const source =
    (link && (await sourceOfLink(state, link, resources))) ??
    hashes.map((hash) => sourceWithFile(state, hash)).find((one) => one !== undefined) ??
    (isKeptApart ? undefined : await earlierExport(state, resources));
  return source?.id ?? sourceIdOfHash(await hashTogether(hashes));
}

type CameTogether = {
  readonly hashes: readonly string[];
  readonly resources: readonly Arriving[];
  readonly isKeptApart?: boolean;
};

async function hashTogether(hashes: readonly string[]): Promise<string> {
  const [only = '', another] = hashes;
  return another === undefined ? only : hex(await sha256(utf8(hashes.toSorted().join('\n'))));
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
 * same ids, which are of the kind that no other system would give, and some of it says the same as then. A record that
 * moved to another system keeps ids too, but every entry is written anew there: that is another source.
 */
async function earlierExport(
  state: VaultState,
  resources: readonly Arriving[],
): Promise<Source | undefined> {
  const withId = resources.filter(({ resource }) => (idOf(resource)?.length ?? 0) >= uniqueLength);
  for (const source of state.sources.values()) {
    if (source.kind !== 'file' || source.issuer !== undefined) continue;
    const known = withId.filter(({ resource }) =>
      state.entries.has(entryKey(source.id, resource.resourceType, idOf(resource) ?? '')),
    );
    if (known.length < fewestKnown || known.length < resources.length * knownShare) continue;
    const ready = await readyEntries(known, source.id, '', 'by-content');
    const unchanged = ready.filter(
      ({ card }) => state.entries.get(card.key)?.card.contentHash === card.contentHash,
    );
    if (unchanged.length >= known.length * unchangedShare) return source;
  }
  return undefined;
}
