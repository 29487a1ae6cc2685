import { keptTextKind } from '../../../shared/record/describe/section-text.ts';
import { listStateOf, type ListState } from '../../../shared/record/list-warnings.ts';
import { newestOf, tellsHowNew } from '../../../shared/record/newest-entry.ts';
import type { SourceId, Standing } from '../../../shared/record/card.ts';
import { asideKeys } from './set-aside.ts';
import type { VaultState } from './state.ts';

type Told = Pick<VaultState, 'entries' | 'setAside'>;

/** What each source says of its lists as a whole; what stands apart from the record says nothing of it. */
export function listStates(state: Told): ReadonlyMap<SourceId, readonly ListState[]> {
  const { entries } = state;
  const aside = asideRows(state);
  const isList = entries.matching({ resourceType: 'List' });
  const found = new Map<SourceId, ListState[]>();
  for (const row of entries.newest) {
    if (!isList(row) || aside.has(row)) continue;
    const { card } = entries.storedAt(row);
    const told = listStateOf(card);
    if (told !== undefined) found.set(card.sourceId, [...(found.get(card.sourceId) ?? []), told]);
  }
  return found;
}

/** The date of the newest entry of each source, as written; of nothing that lay ahead when it was last received. */
export function newestBySource(
  state: Told & Pick<VaultState, 'sources'>,
): ReadonlyMap<SourceId, string> {
  const { newest, texts } = state.entries;
  const [sourceIds, types] = [texts('sourceId'), texts('resourceType')];
  const [standings, datesOf] = [texts('standing'), texts('date')];
  const aside = asideRows(state);
  const isText = state.entries.matching({ kind: keptTextKind });
  const documents = documentDates(state);
  const dates = new Map<string, Set<string>>();
  for (const row of newest) {
    const date = datesOf.at(row);
    if (date === undefined || aside.has(row)) continue;
    // The column holds what cards have.
    if (!tellsHowNew(types.at(row) ?? '', standings.at(row) as Standing | undefined)) continue;
    const sourceId = sourceIds.at(row) ?? '';
    // When a document was written is told of it by itself: what it holds may be older.
    const isDocument = types.at(row) === 'DocumentReference';
    if (isText(row) || (isDocument && documents.get(sourceId as SourceId) === date)) continue; // the column's words
    const known = dates.get(sourceId) ?? new Set();
    dates.set(sourceId, known.add(date));
  }
  return new Map(
    [...state.sources.values()].flatMap(({ id, lastSuccessAt, lastTriedAt, addedAt }) => {
      const until = lastSuccessAt ?? lastTriedAt ?? addedAt;
      const date = newestOf(dates.get(id) ?? [], until);
      return date === undefined ? [] : [[id, date] as const];
    }),
  );
}

/** The date that a document tells of itself, by source: of an IPS and a clinical document. */
export function documentDates(state: Told): ReadonlyMap<SourceId, string> {
  const { entries } = state;
  const aside = asideRows(state);
  const isOutline = entries.matching({ resourceType: 'Composition' });
  const isDocument = entries.matching({ resourceType: 'DocumentReference' });
  const found = new Map<SourceId, Set<string>>();
  for (const row of entries.newest) {
    if (aside.has(row) || !(isOutline(row) || isDocument(row))) continue;
    const { card } = entries.storedAt(row);
    if (isDocument(row) && !card.attachments.some(isClinicalDocument)) continue;
    if (card.date === undefined) continue;
    found.set(card.sourceId, (found.get(card.sourceId) ?? new Set()).add(card.date));
  }
  return new Map(
    [...found].flatMap(([id, dates]) => {
      const [date] = dates;
      // A source of several documents has no date of its own.
      return date === undefined || dates.size > 1 ? [] : [[id, date] as const];
    }),
  );
}

/** A clinical document is kept whole, as XML, beside what was read of it. */
function isClinicalDocument({ contentType }: { readonly contentType?: string }): boolean {
  return contentType === 'text/xml';
}

function asideRows(state: Told): ReadonlySet<number | undefined> {
  return new Set(asideKeys(state).map(state.entries.rowOf));
}
