import { categories, type Category } from '../../../shared/record/card.ts';
import { isMarkedPrivate } from '../../../shared/record/sensitive.ts';
import { sourceWarnings } from '../../../shared/record/list-warnings.ts';
import type { Overview } from '../api/record.ts';
import type { EntryTable } from './entry-table.ts';
import { listStates } from './how-whole.ts';
import type { ListedEntries } from './listed-entries.ts';
import type { Wanted } from './row-questions.ts';
import { inQuestion } from './set-aside.ts';
import type { VaultState } from './state.ts';

/** What the first screen says of the entries, as data. */
export type Shelves = Pick<Overview, 'counts' | 'hiddenAsError' | 'setAside' | 'listWarnings'> & {
  readonly redFlags: readonly ShelfFlag[];
};

/** A severe allergy or an alert, by its title. */
export type ShelfFlag = { readonly kind: 'severe-allergy' | 'alert'; readonly title: string };

export function shelvesOf(
  { entries, setAside }: Pick<VaultState, 'entries' | 'setAside'>,
  listed: ListedEntries,
): Shelves {
  const apart = [...setAside].filter(([, why]) => why !== 'mine');
  const aside = new Set(apart.map(([key]) => entries.rowOf(key)));
  const isError = entries.matching({ standing: 'error' });
  const own = listed.rows.filter((row) => !aside.has(row));
  const shown = own.filter((row) => !isError(row));
  return {
    counts: countsOf(entries, shown),
    hiddenAsError: own.length - shown.length,
    redFlags: redFlagsOf(entries, listed, aside),
    setAside: inQuestion({ setAside }).length,
    listWarnings: [...listStates({ entries, setAside })].flatMap(([source, states]) =>
      sourceWarnings(states).map((one) => ({ ...one, source })),
    ),
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

/** Severe allergies first, then alerts; none that a source calls over, refuted or wrong, or marked private. */
function redFlagsOf(
  entries: EntryTable,
  { rows, titles }: ListedEntries,
  aside: ReadonlySet<number | undefined>,
): ShelfFlag[] {
  const standing = ['current', 'unknown'];
  const flagsWhere = (kind: ShelfFlag['kind'], wanted: Wanted) => {
    const isMeant = entries.matching({ ...wanted, standing });
    return rows.flatMap((row, at) =>
      isMeant(row) && !aside.has(row) && !isMarkedPrivate(entries.storedAt(row).card)
        ? [{ kind, title: titles.at(at) ?? '' }]
        : [],
    );
  };
  return [
    ...flagsWhere('severe-allergy', { category: 'allergies', flag: 'critical' }),
    ...flagsWhere('alert', { resourceType: 'Flag' }),
  ];
}
