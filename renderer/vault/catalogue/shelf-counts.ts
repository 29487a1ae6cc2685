import { categories, type Category } from '../../../shared/record/card.ts';
import type { Overview } from '../api/record.ts';
import type { EntryTable } from './entry-table.ts';
import type { ListedEntries } from './listed-entries.ts';
import type { VaultState } from './state.ts';

/** What the first screen says of the entries. */
export type Shelves = Pick<Overview, 'counts' | 'hiddenAsError' | 'redFlags' | 'setAside'>;

export function shelvesOf(
  { entries, setAside }: Pick<VaultState, 'entries' | 'setAside'>,
  listed: ListedEntries,
): Shelves {
  const { words, columns } = entries.rows;
  const error = words.knownNumberOf('error');
  const apart = [...setAside].filter(([, why]) => why !== 'mine');
  const aside = new Set(apart.map(([key]) => entries.rowOf(key)));
  const own = listed.rows.filter((row) => !aside.has(row));
  const shown = own.filter((row) => columns.standing[row] !== error);
  return {
    counts: countsOf(entries, shown),
    hiddenAsError: own.length - shown.length,
    redFlags: redFlagsOf(entries, listed, aside),
    setAside: apart.length,
  };
}

function countsOf({ rows: { words, columns } }: EntryTable, shown: readonly number[]) {
  const counts = Object.fromEntries(categories.map((category) => [category, 0]));
  for (const row of shown) {
    const category = words.textOf(columns.category[row] ?? 0) ?? '';
    counts[category] = (counts[category] ?? 0) + 1;
  }
  return counts as Record<Category, number>; // every category was set to 0 above
}

/** Severe allergies first, then alerts; none that a source calls over, refuted or wrong. */
function redFlagsOf(
  { rows: { words, columns } }: EntryTable,
  listed: ListedEntries,
  aside: ReadonlySet<number | undefined>,
): string[] {
  const [current, unknown, allergies, critical, flag] = [
    'current',
    'unknown',
    'allergies',
    'critical',
    'Flag',
  ].map((text) => words.knownNumberOf(text));
  const titlesWhere = (isMeant: (row: number) => boolean) =>
    listed.rows.flatMap((row, at) => {
      const standing = columns.standing[row];
      if (aside.has(row) || (standing !== current && standing !== unknown)) return [];
      return isMeant(row) ? [words.textOf(listed.titles[at] ?? 0) ?? ''] : [];
    });
  const severe = titlesWhere(
    (row) => columns.category[row] === allergies && columns.flag[row] === critical,
  );
  const alerts = titlesWhere((row) => columns.resourceType[row] === flag);
  return [...severe.map((title) => `Severe allergy: ${title}`), ...alerts];
}
