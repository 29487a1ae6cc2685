import { categories, type Category } from '../../../shared/record/card.ts';
import type { Overview } from '../api/record.ts';
import type { EntryTable } from './entry-table.ts';
import type { ListedEntries } from './listed-entries.ts';

/** What the first screen says of the entries, as data. */
export type Shelves = Pick<Overview, 'counts' | 'hiddenAsError'> & {
  readonly redFlags: readonly ShelfFlag[];
};

/** A severe allergy or an alert, by its title. */
export type ShelfFlag = { readonly kind: 'severe-allergy' | 'alert'; readonly title: string };

export function shelvesOf(entries: EntryTable, listed: ListedEntries): Shelves {
  const { words, columns } = entries.rows;
  const error = words.knownNumberOf('error');
  const shown = listed.rows.filter((row) => columns.standing[row] !== error);
  return {
    counts: countsOf(entries, shown),
    hiddenAsError: listed.rows.length - shown.length,
    redFlags: redFlagsOf(entries, listed),
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
function redFlagsOf({ rows: { words, columns } }: EntryTable, listed: ListedEntries): ShelfFlag[] {
  const [current, unknown, allergies, critical, flag] = [
    'current',
    'unknown',
    'allergies',
    'critical',
    'Flag',
  ].map((text) => words.knownNumberOf(text));
  const flagsWhere = (kind: ShelfFlag['kind'], isMeant: (row: number) => boolean) =>
    listed.rows.flatMap((row, at) => {
      const standing = columns.standing[row];
      if (standing !== current && standing !== unknown) return [];
      return isMeant(row) ? [{ kind, title: words.textOf(listed.titles[at] ?? 0) ?? '' }] : [];
    });
  const severe = flagsWhere(
    'severe-allergy',
    (row) => columns.category[row] === allergies && columns.flag[row] === critical,
  );
  const alerts = flagsWhere('alert', (row) => columns.resourceType[row] === flag);
  return [...severe, ...alerts];
}
