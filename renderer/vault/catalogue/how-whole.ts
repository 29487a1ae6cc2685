import { keptTextKind } from '../../../shared/record/describe/section-text.ts';
import { listStateOf, type ListState } from '../../../shared/record/list-warnings.ts';
import { newestOf } from '../../../shared/record/newest-entry.ts';
import type { EntryCard, SourceId } from '../../../shared/record/card.ts';
import { intervalOf, newestIntervalFirst } from '../../../shared/fhir/partial-date.ts';
import {
  careDatesOf,
  careTypes,
  isOfCare,
  laterDates,
  shownTypes,
} from '../../../shared/summary/care-dates.ts';
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

type Dated = Told & Pick<VaultState, 'sources' | 'revision'>;

/** What was found of a record, as long as nothing came to it. */
const known = new WeakMap<object, { readonly revision: number; readonly dates: NewestBySource }>();
type NewestBySource = ReadonlyMap<SourceId, string>;

/**
 * The date of what each source last tells of somebody's care, as written; nothing that lay ahead when it was last
 * received. `cardAt`: the card of a row's entry, for who has parsed them already.
 */
export function newestBySource(
  state: Dated,
  cardAt: CardAt = (row) => state.entries.storedAt(row).card,
): NewestBySource {
  const before = known.get(state);
  if (before?.revision === state.revision) return before.dates;
  const dates = findNewest(state, cardAt);
  known.set(state, { revision: state.revision, dates });
  return dates;
}

type CardAt = (row: number) => EntryCard;

function findNewest(state: Dated, cardAt: CardAt): NewestBySource {
  const candidates = candidatesIn(state);
  return new Map(
    [...state.sources.values()].flatMap(({ id, lastSuccessAt, lastTriedAt, addedAt }) => {
      const until = lastSuccessAt ?? lastTriedAt ?? addedAt;
      const date = newestOfCare(state, { candidates: candidates.get(id) ?? [], until, cardAt });
      return date === undefined ? [] : [[id, date] as const];
    }),
  );
}

type Candidate = { readonly row: number; readonly date: string | undefined };

/** By source, the entries that may be of care: told by their type alone. */
function candidatesIn(state: Told): ReadonlyMap<SourceId, readonly Candidate[]> {
  const { newest, texts, matching } = state.entries;
  const [sourceIds, datesOf] = [texts('sourceId'), texts('date')];
  const aside = asideRows(state);
  const isOfType = matching({ resourceType: [...careTypes, ...shownTypes] });
  const isText = matching({ kind: keptTextKind });
  const isDocument = matching({ resourceType: 'DocumentReference' });
  const documents = documentDates(state);
  const found = new Map<SourceId, Candidate[]>();
  for (const row of newest) {
    if (!isOfType(row) || isText(row) || aside.has(row)) continue;
    const sourceId = (sourceIds.at(row) ?? '') as SourceId; // the column holds what cards have
    const date = datesOf.at(row);
    // When a document was written is told of it by itself: what it holds may be older.
    if (isDocument(row) && documents.get(sourceId) === date) continue;
    const list = found.get(sourceId);
    if (list === undefined) found.set(sourceId, [{ row, date }]);
    else list.push({ row, date });
  }
  return found;
}

type Asked = {
  readonly candidates: readonly Candidate[];
  readonly until: string;
  readonly cardAt: CardAt;
};

/** Cards are opened newest first, and no more of them than it takes; but for those that can tell of later dates than their own. */
function newestOfCare({ entries }: Told, { candidates, until, cardAt }: Asked): string | undefined {
  const canTellMore = entries.matching({ resourceType: [...laterDates] });
  const later = candidates
    .filter(({ row }) => canTellMore(row))
    .map(({ row }) => cardAt(row))
    .filter(isOfCare)
    .flatMap(careDatesOf);
  const others = candidates
    .filter(({ row }) => !canTellMore(row))
    .map(({ row, date }) => ({ row, interval: intervalOf(date) }))
    .sort((a, b) => newestIntervalFirst(a.interval, b.interval));
  const first = others.find(({ row, interval }) => {
    const card = cardAt(row);
    if (interval === undefined || card.date === undefined) return false;
    return newestOf([card.date], until) !== undefined && isOfCare(card);
  });
  const date = first === undefined ? undefined : cardAt(first.row).date;
  return newestOf([...later, ...(date === undefined ? [] : [date])], until);
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
