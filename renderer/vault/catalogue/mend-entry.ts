import type { StoredEntry } from '../log/event.ts';
import type { EntryTable } from './entry-table.ts';
import { packEntries } from './packed-entries.ts';

/**
 * Takes in an entry that was put back from a backup. The same version gets its new place; one that is not here goes
 * among the earlier ones by when it was fetched: it never becomes the newest.
 */
export function mendEntry(entries: EntryTable, mended: StoredEntry): void {
  const versions = entries.versionsOf(mended.card.key);
  const [newest] = versions;
  if (newest === undefined) {
    entries.add(packEntries([mended]));
    return;
  }
  const isSame = (row: number) => {
    const { card } = entries.storedAt(row);
    const { contentHash, fetchedAt } = mended.card;
    return card.contentHash === contentHash && card.fetchedAt === fetchedAt;
  };
  const same = versions.filter(isSame);
  for (const row of same) entries.move(row, mended);
  if (same.length > 0) return;
  const isLater = (row: number) => entries.storedAt(row).card.fetchedAt > mended.card.fetchedAt;
  entries.addBefore(versions.findLast(isLater) ?? newest, mended);
}
