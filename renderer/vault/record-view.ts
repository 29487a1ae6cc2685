import type { Category } from '../../shared/record/card.ts';
import { categories } from '../../shared/record/card.ts';
import type { EntryLine, EntryPage, ListQuery, Overview } from './api.ts';
import { allLines } from './entry-line.ts';
import type { OpenVault } from './open-vault.ts';
import { buildSearch, type SearchIndex } from './search.ts';
import type { VaultState } from './state.ts';

/** What the record's screens read, worked out once for each state of the vault. */
export type RecordView = {
  readonly revision: number;
  readonly lines: readonly EntryLine[];
  /** Begun when the first screen has been read, or somebody searches before. */
  index: Promise<SearchIndex> | undefined;
};

/** The view of the vault as it stands; `before` is given back where nothing has changed since. */
export function recordView(vault: OpenVault, before: RecordView | undefined): RecordView {
  const { state } = vault;
  if (before?.revision === state.revision) return before;
  return { revision: state.revision, lines: allLines(state), index: undefined };
}

/** One stretch of the list that was asked for, newest first, and how many there are in all. */
export async function listEntries(
  vault: OpenVault,
  view: RecordView,
  query: ListQuery,
): Promise<EntryPage> {
  const words = query.search?.trim() ?? '';
  const found = words === '' ? view.lines : await searched(vault, view, words);
  const wanted = found.filter(
    (line) =>
      (query.category === undefined || line.category === query.category) &&
      (query.withErrors === true || line.standing !== 'error'),
  );
  return {
    total: wanted.length,
    lines: wanted.slice(query.offset, query.offset + query.limit),
  };
}

async function searched(
  vault: OpenVault,
  view: RecordView,
  words: string,
): Promise<readonly EntryLine[]> {
  const index = await searchIndex(vault, view);
  return index.find(words).flatMap((at) => view.lines[at] ?? []);
}

/** The view's search index; it is built once. */
export function searchIndex(vault: OpenVault, view: RecordView): Promise<SearchIndex> {
  view.index ??= buildSearch(
    view.lines,
    (line) => vault.state.entries.get(line.key)?.card.terms ?? '',
  );
  return view.index;
}

/** What the first screen shows. */
export function overviewOf(vault: OpenVault, view: RecordView): Overview {
  const { state } = vault;
  const lastShare = state.shares.at(-1);
  return {
    ...(state.person === undefined ? {} : { person: state.person.header }),
    counts: countsOf(view.lines),
    hiddenAsError: view.lines.filter((line) => line.standing === 'error').length,
    sources: [...state.sources.values()],
    redFlags: redFlagsOf(view.lines),
    recoveryConfirmed: state.recoveryConfirmed,
    ...(lastShare === undefined ? {} : { lastShare }),
    damaged: damageOf(vault, state),
  };
}

function countsOf(lines: readonly EntryLine[]): Record<Category, number> {
  const counts = Object.fromEntries(categories.map((category) => [category, 0]));
  for (const { category, standing } of lines) {
    if (standing !== 'error') counts[category] = (counts[category] ?? 0) + 1;
  }
  return counts as Record<Category, number>; // every category was set to 0 above
}

/** Severe allergies first, then alerts; none that a source calls over, refuted or wrong. */
function redFlagsOf(lines: readonly EntryLine[]): string[] {
  const standing = lines.filter((line) => ['current', 'unknown'].includes(line.standing));
  const severe = standing.filter(
    (line) => line.category === 'allergies' && line.flag === 'critical',
  );
  const alerts = standing.filter((line) => line.resourceType === 'Flag');
  return [
    ...severe.map((line) => `Severe allergy: ${line.title}`),
    ...alerts.map((line) => line.title),
  ];
}

function damageOf(vault: OpenVault, state: VaultState): number {
  const { damagedSegments, damagedRows } = vault;
  if (damagedSegments.size === 0) return damagedRows;
  const stored = [...state.entries.values(), ...state.attachments.values()];
  return damagedRows + stored.filter((one) => damagedSegments.has(one.place.segment)).length;
}
