import { openRow, type LogKey } from '../log/log.ts';
import type { VaultStore } from '../store/store.ts';
import {
  blockOf,
  describedByOf,
  openBlockAt,
  rowsOfBlock,
  sealBlock,
  type CoveredRow,
} from './block.ts';
import type { Covered } from './read-record.ts';

/** A block is full with so many entries or rows; one that is not is written anew with what came after it. */
export type BlockSize = { readonly entries: number; readonly rows: number };
export const usualBlockSize: BlockSize = { entries: 4096, rows: 1024 };

/** Rows that are read from the disk at a time. */
const rowsAtOnce = 64;

/** Where blocks are written, under which key, and how large. */
type Catalogue = {
  readonly store: VaultStore;
  readonly key: LogKey;
  readonly blockSize: BlockSize;
};
type Gap = { readonly first: number; readonly last: number; readonly before: Covered | undefined };
type Growing = {
  readonly first: number;
  readonly previous: string;
  readonly rows: CoveredRow[];
  entries: number;
};

/**
 * Writes blocks for the log rows up to number `lastSeq` that none covers yet, each in a transaction of its own: a block
 * is true whether or not the next one gets written. Rows that do not open are left to the log.
 * Answers what is covered now.
 */
export async function coverLog(
  catalogue: Catalogue,
  covered: readonly Covered[],
  lastSeq: number,
): Promise<readonly Covered[]> {
  const now = new Map(covered.map((one) => [one.first, one]));
  for (const gap of gapsIn(covered, lastSeq)) {
    for await (const growing of filled(catalogue, gap)) {
      const block = blockOf(growing.first, growing.previous, growing.rows);
      await catalogue.store.write({ catalogue: [await sealBlock(catalogue.key, block)] });
      const hashes = growing.rows.map(({ hash }) => hash);
      now.set(block.first, {
        first: block.first,
        last: block.last,
        hashes,
        entries: growing.entries,
        describedBy: describedByOf(block),
      });
    }
  }
  return [...now.values()].sort((a, b) => a.first - b.first);
}

function gapsIn(covered: readonly Covered[], lastSeq: number): Gap[] {
  const gaps: Gap[] = [];
  let before: Covered | undefined;
  for (const next of [...covered, { first: lastSeq + 1 }]) {
    const first = (before?.last ?? 0) + 1;
    if (first < next.first) gaps.push({ first, last: next.first - 1, before });
    before = 'last' in next ? next : undefined;
  }
  return gaps;
}

/** The rows of a gap by the block, the first of them with the rows of the block before it where that is not full. */
async function* filled(catalogue: Catalogue, gap: Gap): AsyncGenerator<Growing, void, undefined> {
  let growing = await unfilled(catalogue, gap.before);
  for await (const { seq, previous, row } of wholeRows(catalogue, gap)) {
    if (
      growing === undefined ||
      isFull(catalogue, growing) ||
      seq !== growing.first + growing.rows.length
    ) {
      if (growing !== undefined) yield growing;
      growing = { first: seq, previous, rows: [], entries: 0 };
    }
    growing.rows.push(row);
    growing.entries += entriesOf(row);
  }
  if (growing !== undefined) yield growing;
}

async function unfilled(
  catalogue: Catalogue,
  before: Covered | undefined,
): Promise<Growing | undefined> {
  if (before === undefined) return undefined;
  if (isFull(catalogue, { entries: before.entries, rows: before.hashes })) return undefined;
  const block = await openBlockAt(catalogue.store, catalogue.key, before.first);
  if (block === undefined) return undefined;
  const { first, previous } = block;
  return { first, previous, rows: rowsOfBlock(block), entries: before.entries };
}

function isFull(
  { blockSize }: Catalogue,
  { entries, rows }: { readonly entries: number; readonly rows: readonly unknown[] },
): boolean {
  return entries >= blockSize.entries || rows.length >= blockSize.rows;
}

function entriesOf({ events }: CoveredRow): number {
  return events.reduce(
    (sum, event) => sum + (event.kind === 'entries' ? event.entries.length : 0),
    0,
  );
}

/** The rows that open, one after the other. */
async function* wholeRows({ store, key }: Catalogue, { first, last }: Gap) {
  for (let from = first; from <= last; from += rowsAtOnce) {
    for (const sealed of await store.logBetween(from, Math.min(from + rowsAtOnce - 1, last))) {
      const { seq, hash, content } = await openRow(key, sealed);
      if (content === undefined) continue;
      yield { seq, previous: content.previous, row: { hash, events: content.events } };
    }
  }
}
