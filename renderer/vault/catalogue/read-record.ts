import type { VaultEvent } from '../log/event.ts';
import {
  damagedIn,
  hashOf,
  openHead,
  openRow,
  type LogHead,
  type LogKey,
  type RowLink,
} from '../log/log.ts';
import { applyEvent, emptyState, type VaultState } from './state.ts';
import type { VaultStore } from '../store/store.ts';
import { frontPageId } from './front-page.ts';
import { describedByOf, openBlockAt, rowsOfBlock, type Block } from './block.ts';

/** Rows that are read from the disk at a time. */
const rowsAtOnce = 64;

/** Log rows that a block stands for, with the hashes that they should have. */
export type Covered = {
  readonly first: number;
  readonly last: number;
  readonly hashes: readonly string[];
  /** How many entries the block holds, every version counted. */
  readonly entries: number;
  /** The version of the description that made its oldest card. */
  readonly describedBy: number;
};

/** All that a vault holds, read from its blocks, and from the log where there is none. */
type WholeRecord = {
  readonly state: VaultState;
  readonly head: LogHead;
  readonly covered: readonly Covered[];
  /** Whether a block was passed over: it is missing only from the catalogue. */
  readonly isBlockPassedOver: boolean;
  /** Log rows found to be missing, not to open, or not to be the ones that were written. */
  readonly damagedRows: ReadonlySet<number>;
  /** Whether the head is missing, or is an older one. */
  readonly headDamaged: boolean;
};

type Reading = {
  readonly store: VaultStore;
  readonly key: LogKey;
  readonly state: VaultState;
  readonly present: ReadonlySet<number>;
  readonly covered: Covered[];
  isBlockPassedOver: boolean;
  readonly damagedRows: Set<number>;
  /** Hashes of rows that something else remembers: the head, or the block after them. */
  readonly remembered: Map<number, string>;
  /** The last row that was read. */
  last: { seq: number; hash: string };
};

/**
 * Reads the whole record. A block that does not open costs only time: the log has it all.
 * A log row that does not open is no loss where a block has it.
 */
export async function readWholeRecord(store: VaultStore, key: LogKey): Promise<WholeRecord> {
  const [sealedHead, numbers, ids] = await Promise.all([
    store.head(),
    store.logNumbers(),
    store.catalogueIds(),
  ]);
  const head = await openHead(key, sealedHead);
  const reading: Reading = {
    store,
    key,
    state: emptyState(),
    present: new Set(numbers),
    covered: [],
    isBlockPassedOver: false,
    damagedRows: new Set(),
    remembered: new Map([[0, '']]),
    last: { seq: 0, hash: '' },
  };
  if (head !== undefined) reading.remembered.set(head.seq, head.hash);
  for (const first of blockNumbers(ids)) await readBlock(reading, first);
  const lastSeq = Math.max(head?.seq ?? 0, numbers.at(-1) ?? 0, reading.last.seq);
  await readRows(reading, lastSeq);
  return {
    state: reading.state,
    // After damage at the end the next row still gets a number that was never used.
    head: { seq: lastSeq, hash: reading.last.hash },
    covered: reading.covered,
    isBlockPassedOver: reading.isBlockPassedOver,
    damagedRows: reading.damagedRows,
    headDamaged: (head?.seq ?? -1) < lastSeq,
  };
}

function blockNumbers(ids: readonly string[]): number[] {
  return ids
    .filter((id) => id !== frontPageId)
    .map(Number)
    .sort((a, b) => a - b);
}

/** Takes in a block, and before it the log rows that no block covers. */
async function readBlock(reading: Reading, first: number): Promise<void> {
  if (first <= reading.last.seq) return;
  const block = await openBlockAt(reading.store, reading.key, first);
  if (block === undefined) {
    reading.isBlockPassedOver = true;
    return;
  }
  reading.remembered.set(first - 1, block.previous);
  await readRows(reading, first - 1);
  applyBlock(reading.state, block);
  const hashes = block.rows.map(({ hash }) => hash);
  reading.covered.push({
    first,
    last: block.last,
    hashes,
    entries: block.entries.keys.length,
    describedBy: describedByOf(block),
  });
  for (let seq = first; seq <= block.last; seq += 1) {
    if (!reading.present.has(seq)) reading.damagedRows.add(seq);
  }
  reading.last = { seq: block.last, hash: hashes.at(-1) ?? '' };
  reading.remembered.set(reading.last.seq, reading.last.hash);
}

/** Whether an event tells of entries that came before it, so that the order counts. */
const followsEntries = (event: { readonly kind: VaultEvent['kind'] }): boolean =>
  event.kind === 'mended' || event.kind === 'source-removed';

/** Entries are taken in together; what else happened does not depend on them, but for what was mended or removed. */
function applyBlock(state: VaultState, block: Block): void {
  const events = block.rows.flatMap((row) => row.events);
  if (events.some(followsEntries)) {
    for (const row of rowsOfBlock(block)) for (const event of row.events) applyEvent(state, event);
    return;
  }
  state.entries.add(block.entries);
  for (const event of events) {
    if (event.kind === 'entries') state.revision += 1;
    else applyEvent(state, event);
  }
}

/** Takes in the log rows from where the reading stands to `last`. */
async function readRows(reading: Reading, last: number): Promise<void> {
  const first = reading.last.seq + 1;
  const links: RowLink[] = [];
  for (let from = first; from <= last; from += rowsAtOnce) {
    const rows = await reading.store.logBetween(from, Math.min(from + rowsAtOnce - 1, last));
    for (const row of rows) {
      const { seq, hash, content } = await openRow(reading.key, row);
      links.push({ seq, hash, previous: content?.previous });
      for (const event of content?.events ?? []) applyEvent(reading.state, event);
    }
  }
  const stretch = { first, last, remembered: reading.remembered };
  for (const seq of damagedIn(stretch, links)) reading.damagedRows.add(seq);
  if (last < first) return;
  const end = links.at(-1);
  const known = end?.seq === last ? end.hash : reading.remembered.get(last);
  reading.last = { seq: last, hash: known ?? '' };
}

/** The covered log rows that are not, or not any more, as they were written. Found without opening one. */
export async function damagedAmong(
  store: VaultStore,
  covered: readonly Covered[],
): Promise<number[]> {
  const damaged: number[] = [];
  for (const { first, last, hashes } of covered) {
    for (let from = first; from <= last; from += rowsAtOnce) {
      const to = Math.min(from + rowsAtOnce - 1, last);
      const rows = await store.logBetween(from, to);
      const found = await Promise.all(
        rows.map(async ({ seq, sealed }) => [seq, await hashOf(sealed)] as const),
      );
      const bySeq = new Map(found);
      for (let seq = from; seq <= to; seq += 1) {
        if (bySeq.get(seq) !== hashes[seq - first]) damaged.push(seq);
      }
    }
  }
  return damaged;
}
