import { categories, type Category } from '../../../shared/record/card.ts';
import type { Overview } from '../api/record.ts';
import type { EntryTable } from './entry-table.ts';
import type { ListedEntries } from './listed-entries.ts';
import type { Wanted } from './row-questions.ts';

/** What the first screen says of the entries, as data. */
export type Shelves = Pick<Overview, 'counts' | 'hiddenAsError'> & {
  readonly redFlags: readonly ShelfFlag[];
};

/** A severe allergy or an alert, by its title. */
export type ShelfFlag = { readonly kind: 'severe-allergy' | 'alert'; readonly title: string };

export function shelvesOf(entries: EntryTable, listed: ListedEntries): Shelves {
  const isError = entries.matching({ standing: 'error' });
  const shown = listed.rows.filter((row) => !isError(row));
  return {
    counts: countsOf(entries, shown),
    hiddenAsError: listed.rows.length - shown.length,
    redFlags: redFlagsOf(entries, listed),
  };
}

function countsOf(entries: EntryTable, shown: readonly number[]): Record<Category, number> {
  const category = entries.texts('category');
  const counts = Object.fromEntries(categories.map((category) => [category, 0]));
  for (const row of shown) {
    const name = category.at(row) ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts as Record<Category, number>; // every category was set to 0 above
}

/** Severe allergies first, then alerts; none that a source calls over, refuted or wrong. */
function redFlagsOf(entries: EntryTable, { rows, titles }: ListedEntries): ShelfFlag[] {
  const standing = ['current', 'unknown'];
  const flagsWhere = (kind: ShelfFlag['kind'], wanted: Wanted) => {
    const isMeant = entries.matching({ ...wanted, standing });
    return rows.flatMap((row, at) => (isMeant(row) ? [{ kind, title: titles.at(at) ?? '' }] : []));
  };
  return [
    ...flagsWhere('severe-allergy', { category: 'allergies', flag: 'critical' }),
    ...flagsWhere('alert', { resourceType: 'Flag' }),
  ];
}
