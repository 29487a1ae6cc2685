import type { VaultEvent } from '../log/event.ts';
import type { LogKey } from '../log/log.ts';
import type { VaultStore } from '../store/store.ts';
import { openBlockAt, rowsOfBlock, type CoveredRow } from './block.ts';
import type { Covered } from './read-record.ts';

/**
 * Gives what a log row said, by its number, where a block of the catalogue covers it: for rows that do not open any more.
 * The rows of one block stay in memory, for the next question is likely to be about the same.
 */
export function coveredRows(
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
