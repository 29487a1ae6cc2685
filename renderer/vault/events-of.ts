import type { VaultEvent } from './event.ts';
import { openRow } from './log.ts';
import type { OpenVault } from './open-vault.ts';

/** Rows that are read from the disk at a time. */
const rowsAtOnce = 16;

/**
 * Everything that happened to a vault, oldest first, as the log says it, with a few rows in memory at a time.
 * It ends with the last row that was there when it began. `damaged` is told the number of each row that is missing,
 * does not open, or is not the one that the row after it remembers; what such a row still holds is given all the same.
 */
export async function* eventsOf(
  vault: OpenVault,
  damaged: (seq: number) => void = () => undefined,
): AsyncGenerator<VaultEvent, void, undefined> {
  const key = { records: vault.keys.records, personId: vault.header.personId };
  const head = vault.head;
  let before: string | undefined = '';
  for (let first = 1; first <= head.seq; first += rowsAtOnce) {
    const last = Math.min(first + rowsAtOnce - 1, head.seq);
    const rows = new Map((await vault.store.logBetween(first, last)).map((row) => [row.seq, row]));
    for (let seq = first; seq <= last; seq += 1) {
      const row = rows.get(seq);
      const opened = row === undefined ? undefined : await openRow(key, row);
      const previous = opened?.content?.previous;
      if (before !== undefined && previous !== undefined && previous !== before) damaged(seq - 1);
      if (previous === undefined) damaged(seq);
      yield* opened?.content?.events ?? [];
      before = previous === undefined ? undefined : opened?.hash;
    }
  }
  if (before !== undefined && before !== head.hash) damaged(head.seq);
}
