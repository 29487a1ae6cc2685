import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { pack } from '../crypto/compress.ts';
import type { Place, VaultEvent } from '../log/event.ts';
import type { VaultKeys } from '../crypto/keys.ts';
import { emptyLog, sealLogRow, type LogHead } from '../log/log.ts';
import { newSegmentId } from '../open-vault/segments.ts';
import { seal } from '../crypto/seal.ts';
import type { LogRow, SealedRow, VaultStore } from '../store/store.ts';

/** As in `addFile`: enough texts to squeeze well, few enough to open fast. */
const textsInSegment = 100;
const bytesInSegment = 512 * 1024;
/** Each transaction waits for the disk, so several segments share one. */
const rowsInTransaction = 16;
const eventsInRow = 50;

/** Fills a new vault's rows, a few at a time; its header, which makes it a vault, is not its business. */
export type RowWriter = {
  /** Where the text will lie. */
  text(bytes: Bytes): Promise<Place>;
  document(bytes: Bytes): Promise<Place>;
  event(event: VaultEvent): Promise<void>;
  /** Writes what is left, but for the last row of the log, which is handed back with the head after it. */
  readonly finish: (
    last: readonly VaultEvent[],
  ) => Promise<{ readonly row: LogRow; readonly head: LogHead }>;
};

/** @throws vault-storage-full, vault-storage-failed in each of its steps */
export function rowWriter(store: VaultStore, keys: VaultKeys, personId: string): RowWriter {
  const key = { records: keys.records, personId };
  let growing = newSegment();
  // Several are packed and sealed at once, in the order in which they will be written.
  let [segments, log]: [Promise<SealedRow>[], LogRow[]] = [[], []];
  let events: VaultEvent[] = [];
  let head = emptyLog;
  const write = async (least: number): Promise<void> => {
    if (segments.length + log.length < least) return;
    const rows = { segments: await Promise.all(segments), log };
    [segments, log] = [[], []];
    await store.write(rows);
  };
  const sealedSegment = async (id: string, bytes: Bytes): Promise<SealedRow> => {
    const place = { personId, table: 'segments', id } as const;
    return { id, sealed: await seal(keys.records, place, await pack(bytes)) };
  };
  const addSegment = async (id: string, bytes: Bytes): Promise<void> => {
    segments.push(sealedSegment(id, bytes));
    await write(rowsInTransaction);
  };
  const closeSegment = async (): Promise<void> => {
    const { id, parts } = growing;
    growing = newSegment();
    if (parts.length > 0) await addSegment(id, concatBytes(...parts));
  };
  const closeRow = async (): Promise<void> => {
    if (events.length === 0) return;
    const sealed = await sealLogRow(key, head, events);
    events = [];
    log.push(sealed.row);
    head = sealed.head;
    await write(rowsInTransaction);
  };
  return {
    async text(bytes) {
      const isFull = growing.parts.length >= textsInSegment || growing.length >= bytesInSegment;
      if (isFull) await closeSegment();
      const place = { segment: growing.id, offset: growing.length, length: bytes.length };
      growing.parts.push(bytes);
      growing.length += bytes.length;
      return place;
    },
    async document(bytes) {
      const id = newSegmentId();
      await addSegment(id, bytes);
      return { segment: id, offset: 0, length: bytes.length };
    },
    async event(event) {
      events.push(event);
      if (events.length >= eventsInRow) await closeRow();
    },
    async finish(last) {
      await closeSegment();
      await closeRow();
      await write(1);
      return sealLogRow(key, head, last);
    },
  };
}

type GrowingSegment = { readonly id: string; readonly parts: Bytes[]; length: number };

function newSegment(): GrowingSegment {
  return { id: newSegmentId(), parts: [], length: 0 };
}
