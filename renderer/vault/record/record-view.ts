import type { EntryKey } from '../../../shared/record/card.ts';
import { shelfOfSubject } from '../../../shared/record/list-subject.ts';
import { listStatements } from '../../../shared/summary/record-statements.ts';
import { english } from '../../../shared/words/english.ts';
import type { EntryPage, ListQuery, Overview } from '../api/record.ts';
import { countOf, missingOf } from '../open-vault/damage.ts';
import { listStates } from '../catalogue/how-whole.ts';
import { lineOf } from './entry-line.ts';
import type { ListedEntries } from '../catalogue/listed-entries.ts';
import { newlyNotSupplied, newsTeller } from './news.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { openVaultOf, type Session } from '../session.ts';
import { buildSearch, type SearchIndex } from './search.ts';
import { shelvesOf, type ShelfFlag, type Shelves } from '../catalogue/shelf-counts.ts';
import { asideKeys, inQuestion } from '../catalogue/set-aside.ts';
import type { VaultState } from '../catalogue/state.ts';

/** What the record's screens read, worked out once for each state of the vault. */
export type RecordView = {
  readonly revision: number;
  readonly listed: ListedEntries;
  /** Begun when the first screen has been read, or somebody searches before. */
  index: Promise<SearchIndex> | undefined;
};

/** What the record's screens read is worked out when they ask, and kept. */
export type RecordState = { view: RecordView | undefined };
type RecordSession = Session & { readonly record: RecordState };

export function newRecordState(): RecordState {
  return { view: undefined };
}

/** The record as the screens read it. @throws vault-locked */
export function viewOf(session: RecordSession): RecordView {
  const { record } = session;
  record.view = recordView(openVaultOf(session), record.view);
  return record.view;
}

/** The view of the vault as it stands; `before` is given back where nothing has changed since. */
export function recordView(vault: OpenVault, before: RecordView | undefined): RecordView {
  const { state } = vault;
  if (before?.revision === state.revision) return before;
  return { revision: state.revision, listed: state.entries.listed(), index: undefined };
}

/** One stretch of the list that was asked for, newest first, and how many there are in all. */
export async function listEntries(
  vault: OpenVault,
  view: RecordView,
  query: ListQuery,
): Promise<EntryPage> {
  const words = query.search?.trim() ?? '';
  const { rows } = view.listed;
  const found =
    words === ''
      ? rows
      : (await searchIndex(vault, view)).find(words).map((place) => rows[place] ?? 0);
  const wanted = found.filter(rowFilter(vault.state, query));
  return {
    statements: statementsOfShelf(vault, query),
    total: wanted.length,
    lines: wanted
      .slice(query.offset, query.offset + query.limit)
      .map((row) => lineOf(vault.state, vault.state.entries.storedAt(row).card)),
  };
}

/** What the sources say of their lists, where the person looks at one whole shelf. */
function statementsOfShelf({ state }: OpenVault, query: ListQuery): readonly string[] {
  const { category, news, notSupplied, setAside } = query;
  const isPart = [news, notSupplied, setAside].some((one) => one === true);
  if (category === undefined || isPart || (query.search?.trim() ?? '') !== '') return [];
  const said = [...listStates(state)].flatMap(([source, states]) =>
    states
      .filter(({ subject }) => subject !== undefined && shelfOfSubject(subject) === category)
      .flatMap((one) => listStatements(one, state.sources.get(source)?.name ?? '')),
  );
  return [...new Set(said.map((one) => english.statement(one)))];
}

function rowFilter(state: VaultState, query: ListQuery): (row: number) => boolean {
  const { entries } = state;
  const isMeant = entries.matching({ category: query.category, sourceId: query.source });
  const isError = entries.matching({ standing: 'error' });
  const withErrors = query.withErrors === true || query.news === true;
  const newsAt = newsTeller(state);
  const rowsOf = (keys: Iterable<EntryKey>) => new Set([...keys].map(entries.rowOf));
  const notSupplied = rowsOf(state.notSupplied.keys());
  const newlyGone = rowsOf(newlyNotSupplied(state));
  const aside = rowsOf(asideKeys(state));
  // Of all sources those are shown of which the person has not said whose they are: so many does the first screen count.
  const asked = query.source === undefined ? rowsOf(inQuestion(state)) : aside;
  return (row) =>
    (query.setAside === true ? asked.has(row) : !aside.has(row)) &&
    isMeant(row) &&
    (withErrors || !isError(row)) &&
    (query.news !== true || newlyGone.has(row) || newsAt(row) !== undefined) &&
    (query.notSupplied !== true || notSupplied.has(row));
}

/** The view's search index; it is built once. */
export function searchIndex({ state }: OpenVault, view: RecordView): Promise<SearchIndex> {
  view.index ??= buildSearch(state, view.listed);
  return view.index;
}

/** Tells which entries are found by words. */
export async function foundBy(
  vault: OpenVault,
  view: RecordView,
  words: string,
): Promise<(key: EntryKey) => boolean> {
  const index = await searchIndex(vault, view);
  const rows = new Set(index.find(words).map((place) => view.listed.rows[place]));
  return (key) => rows.has(vault.state.entries.rowOf(key));
}

/** What the first screen shows. */
export function overviewOf(vault: OpenVault, view: RecordView): Overview {
  return overviewWith(vault, shelvesOf(vault.state, view.listed));
}

/** What the first screen shows where this is what it says of the entries, which need not be open. */
export function overviewWith(vault: OpenVault, shelves: Shelves): Overview {
  const { state } = vault;
  const lastShare = state.shares.at(-1);
  const missing = missingOf(vault);
  return {
    ...(state.person === undefined ? {} : { person: state.person.header }),
    ...shelves,
    redFlags: shelves.redFlags.map(sayShelfFlag),
    sources: [...state.sources.values()],
    recoveryConfirmed: state.recoveryConfirmed,
    ...(lastShare === undefined ? {} : { lastShare }),
    damaged: countOf(missing),
    missing,
  };
}

function sayShelfFlag({ kind, title }: ShelfFlag): string {
  return kind === 'severe-allergy' ? english.severeAllergy(title) : title;
}
