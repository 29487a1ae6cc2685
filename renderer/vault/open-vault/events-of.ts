import type { VaultEvent } from '../log/event.ts';
import { openRow, type LogKey } from '../log/log.ts';
import type { OpenVault } from './open-vault.ts';
import type { VaultStore } from '../store/store.ts';
import { openBlockAt, rowsOfBlock, type CoveredRow } from '../catalogue/block.ts';
import type { Covered } from '../catalogue/read-record.ts';

/** Rows that are read from the disk at a time. */
const rowsAtOnce = 16;

/**
 * Everything that happened to a vault whose entries are open, oldest first, with a few rows in memory at a time.
 * It ends with the last row that was there when it began. `damaged` is told the number of each row that is missing,
 * does not open, or is not the one that the row after it remembers; what the catalogue or the row itself still holds of
 * it is given all the same.
 */
export async function* eventsOf(
  vault: OpenVault,
  damaged: (seq: number) => void = () => undefined,
): AsyncGenerator<VaultEvent, void, undefined> {
  const { head, key, store } = vault;
  const kept = coveredRows(store, key, vault.catalogue.covered);
  let before: string | undefined = '';
  for (let first = 1; first <= head.seq; first += rowsAtOnce) {
    const last = Math.min(first + rowsAtOnce - 1, head.seq);
    const rows = new Map((await store.logBetween(first, last)).map((row) => [row.seq, row]));
    for (let seq = first; seq <= last; seq += 1) {
      const row = rows.get(seq);
      const opened = row === undefined ? undefined : await openRow(key, row);
      const content = opened?.content;
      if (before !== undefined && content !== undefined && content.previous !== before) {
        damaged(seq - 1);
      }
      if (content === undefined) damaged(seq);
      yield* content?.events ?? (await kept(seq)) ?? [];
      before = content === undefined ? undefined : opened?.hash;
    }
  }
  if (before !== undefined && before !== head.hash) damaged(head.seq);
}

/**
 * Gives what a log row said, by its number, where a block of the catalogue covers it: for rows that do not open any more.
 * The rows of one block stay in memory, for the next question is likely to be about the same.
 */
function coveredRows(
  store: VaultStore,
  key: LogKey,
  covered: readonly Covered[],
): (seq: number) => Promise<readonly VaultEvent[] | undefined> {
  let opened: { readonly first: number; readonly rows: readonly CoveredRow[] } | undefined;
  return async (seq) => {
    const block = covered.find(({ first, last }) => first <= seq && seq <= last);
    if (block === undefined) return undefined;
    if (opened?.first !== block.first) {
      const found = await openBlockAt(store, key, block.first);
      if (found === undefined) return undefined;
      opened = { first: block.first, rows: rowsOfBlock(found) };
    }
    return opened.rows[seq - block.first]?.events;
  };
}
