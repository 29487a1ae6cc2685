import { fromUtf8, hex, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { pack, unpack } from '../crypto/compress.ts';
import { seal, unseal } from '../crypto/seal.ts';
import type { Place } from '../log/event.ts';
import type { LogKey } from '../log/log.ts';
import { openedOrPutBack, type PutBackStore } from '../store/spare-row.ts';
import type { SealedRow, VaultStore } from '../store/store.ts';

/** The segments of an open vault, and which of them are missing or were found not to open. */
export type Segments = {
  readonly store: Pick<VaultStore, 'segment'> & PutBackStore;
  readonly key: LogKey;
  readonly damaged: Set<string>;
};

/** Bytes that are sealed together: the texts of one page's resources, or one attachment. */
export type Segment = { readonly id: string; readonly bytes: Bytes };

/** A random name for a new segment. */
export function newSegmentId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

export async function sealSegment({ key }: Segments, { id, bytes }: Segment): Promise<SealedRow> {
  return { id, sealed: await seal(key.records, segmentPlace(key, id), await pack(bytes)) };
}

/**
 * Opens one segment.
 * @throws vault-damaged where it is missing, cannot be read or does not open; it is remembered as damaged until it opens
 * after all
 */
export async function openSegment(segments: Segments, id: string): Promise<Bytes> {
  const { store, key, damaged } = segments;
  try {
    const open = async (sealed: Bytes) =>
      unpack(await unseal(key.records, segmentPlace(key, id), sealed));
    const briefly = store.spare !== undefined;
    const row = { key: `segments/${id}`, sealed: await readOrNothing(store, id, { briefly }) };
    let bytes = await openedOrPutBack(store, row, open);
    if (bytes === undefined && briefly) {
      const sealed = await readOrNothing(store, id);
      bytes = sealed === undefined ? undefined : await open(sealed);
    }
    if (bytes === undefined) throw new AppError('vault-damaged', { where: 'segments' });
    damaged.delete(id);
    return bytes;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'vault-damaged') damaged.add(id);
    throw thrown;
  }
}

/**
 * A segment never changes, so where its place cannot be read, the spare's is as good. (A secret does change: one that
 * cannot be read just now must not be taken from an older spare.)
 */
async function readOrNothing(
  store: Segments['store'],
  id: string,
  how?: { readonly briefly: boolean },
): Promise<Bytes | undefined> {
  try {
    return await store.segment(id, how);
  } catch (thrown) {
    if (codeOf(thrown) === 'vault-storage-failed') return undefined;
    throw thrown;
  }
}

/** The bytes at a place. @throws vault-damaged where its segment cannot be opened */
export async function bytesAt(segments: Segments, place: Place): Promise<Bytes> {
  const segment = await openSegment(segments, place.segment);
  return segment.slice(place.offset, place.offset + place.length);
}

/** The text at a place. @throws vault-damaged where its segment cannot be opened */
export async function textAt(segments: Segments, place: Place): Promise<string> {
  return fromUtf8(await bytesAt(segments, place));
}

function segmentPlace({ personId }: LogKey, id: string) {
  return { personId, table: 'segments', id } as const;
}
