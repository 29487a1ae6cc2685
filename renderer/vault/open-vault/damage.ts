import type { Missing } from '../api/record.ts';
import type { OpenVault } from './open-vault.ts';
import type { VaultState } from '../catalogue/state.ts';

/** What of the open record is missing or does not open, by kind of thing as far as that is known. */
export function missingOf(vault: OpenVault): Missing {
  const { damage, state } = vault;
  const { damaged } = vault.segments;
  const unknown = damagedRowCount(vault) + damage.lostRows;
  if (damaged.size === 0) return { entries: {}, attachments: 0, unknown };
  const attachments = [...state.attachments.values()].filter(({ place }) =>
    damaged.has(place.segment),
  );
  return {
    entries: entriesIn(state, damaged),
    attachments: attachments.length,
    unknown,
  };
}

/** Log rows that are missing or are not as they were written and were not mended, with the log's head and the header. */
export function damagedRowCount({ damage, state }: OpenVault): number {
  const rows = [...damage.rows].filter((seq) => !state.mendedRows.has(seq));
  return rows.length + Number(damage.head) + Number(damage.header);
}

/** How many parts that are in all; 0 where the vault is whole. */
export function countOf({ entries, attachments, unknown }: Missing): number {
  return Object.values(entries).reduce((sum, count) => sum + count, attachments + unknown);
}

/** Entries whose newest text lies in one of these segments, counted by shelf. */
function entriesIn(state: VaultState, segmentIds: ReadonlySet<string>): Missing['entries'] {
  const { newest, matching, texts } = state.entries;
  const isIn = matching({ segment: [...segmentIds] });
  const categories = texts('category');
  const counts: Record<string, number> = {};
  for (const row of newest) {
    if (!isIn(row)) continue;
    const category = categories.at(row) ?? 'other';
    counts[category] = (counts[category] ?? 0) + 1;
  }
  return counts;
}
