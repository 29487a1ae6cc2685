import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import { readsTheSame } from '../../../shared/words/entry-changes.ts';
import type { NewsCounts, RecordNews } from '../api/record.ts';
import { isOfSource, sourceIn } from '../../../shared/record/entry-key.ts';
import { asideKeys, whyAside } from '../catalogue/set-aside.ts';
import type { VaultState } from '../catalogue/state.ts';

type NewsState = Pick<
  VaultState,
  'entries' | 'settings' | 'firstSuccess' | 'notSupplied' | 'setAside'
>;

/** From when on something of this source is news, ISO 8601, UTC; `undefined` while its first fetching is not over. */
function newsFrom(
  { settings: { newsSeenAt = '' }, firstSuccess }: NewsState,
  sourceId: SourceId,
): string | undefined {
  const first = firstSuccess.get(sourceId);
  return first !== undefined && first < newsSeenAt ? newsSeenAt : first;
}

/** Tells what is news of an entry by its newest row. */
export function newsTeller(state: NewsState): (row: number) => 'new' | 'changed' | undefined {
  const { texts, oldestRow, entryAt } = state.entries;
  const fromOf = texts('sourceId').each((id) => newsFrom(state, (id ?? '') as SourceId)); // the column holds nothing else
  const fetchedAt = texts('fetchedAt');
  return (row) => {
    const from = fromOf(row);
    if (from === undefined || (fetchedAt.at(row) ?? '') <= from) return undefined;
    if ((fetchedAt.at(oldestRow(row)) ?? '') > from) return 'new';
    const { card, earlier } = entryAt(row);
    // The person's own naming of a document is no news to them.
    if (card.isOwnDocument === true) return undefined;
    const before = earlier.findLast((version) => version.card.fetchedAt <= from);
    return before !== undefined && readsTheSame(before.card, card) ? undefined : 'changed';
  };
}

/** What is news of an entry. */
export function newsOf(state: NewsState, key: EntryKey): 'new' | 'changed' | undefined {
  const row = state.entries.rowOf(key);
  return row === undefined ? undefined : newsTeller(state)(row);
}

/** How much is news, of one source or of all. */
export function countNews(state: NewsState, only?: SourceId): NewsCounts {
  const { newest, matching } = state.entries;
  const isMeant = matching({ sourceId: only });
  const tell = newsTeller(state);
  const aside = new Set(asideKeys(state, only).map(state.entries.rowOf));
  const counts = { added: 0, changed: 0, notSupplied: 0 };
  for (const row of newest) {
    if (!isMeant(row) || aside.has(row)) continue;
    const news = tell(row);
    if (news === 'new') counts.added += 1;
    if (news === 'changed') counts.changed += 1;
  }
  counts.notSupplied = newlyNotSupplied(state).filter(
    (key) => only === undefined || isOfSource(key, only),
  ).length;
  return counts;
}

/** Entries that their source was found not to supply any more since the person last saw what is new. */
export function newlyNotSupplied(state: NewsState): readonly EntryKey[] {
  return [...state.notSupplied].flatMap(([key, at]) => {
    const from = newsFrom(state, sourceIn(key));
    return from !== undefined && at > from && whyAside(state, key) === undefined ? [key] : [];
  });
}

/** What came since the person last saw it, in all of the record. */
export function recordNews(state: NewsState): RecordNews {
  const counts = countNews(state);
  const [first] = [...state.firstSuccess.values()].sort();
  const since = state.settings.newsSeenAt ?? first;
  return since === undefined || counts.added + counts.changed + counts.notSupplied === 0
    ? counts
    : { ...counts, since };
}
