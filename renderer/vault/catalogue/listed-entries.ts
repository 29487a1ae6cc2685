import {
  intervalOf,
  newestIntervalFirst,
  type Interval,
} from '../../../shared/fhir/partial-date.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import { english } from '../../../shared/words/english.ts';
import { sayKind, sayPlainTitle } from '../../../shared/words/say-head.ts';
import type { EntryRows } from './entry-rows.ts';
import { serverInKey, sourceIn } from '../../../shared/record/entry-key.ts';
import { rowByReference, type Addresses, type Referrer } from './resolve-reference.ts';
import { textsOf, type Texts } from './words.ts';

/** The entries in the order of the list, each with the words that it shows, by place; no card is parsed for it. */
export type ListedEntries = {
  readonly rows: readonly number[];
  /** What each is called, as a person reads it: its own words, or those of the entry that holds them; else its kind. */
  readonly titles: Texts;
  /** Who recorded, gave or performed each, where somebody says. */
  readonly organisations: Texts;
};

/** What of a table the list is made of. */
type Listable = Addresses & {
  readonly rows: EntryRows;
  /** The newest row of each entry. */
  readonly newest: readonly number[];
  readonly keys: () => Iterable<EntryKey>;
};

/** Every entry, newest first, undated last; the same date by title. */
export function listedEntries(entries: Listable): ListedEntries {
  const { newest, rows } = entries;
  const titles = saidTitles(entries, wordsOrReferred(entries, 'title', 'titleReference'));
  const organisations = wordsOrReferred(entries, 'organisation', 'organisationReference');
  const dates = intervals(entries);
  const ranks = ranksOf(entries, titles);
  const order = newest
    .map((_, number) => number)
    .sort(
      (a, b) =>
        newestIntervalFirst(dates[a], dates[b]) ||
        (ranks.get(titles[a] ?? 0) ?? 0) - (ranks.get(titles[b] ?? 0) ?? 0),
    );
  const inOrder = (list: readonly number[]) => order.map((number) => list[number] ?? 0);
  return {
    rows: inOrder(newest),
    titles: textsOf(rows.words, inOrder(titles)),
    organisations: textsOf(rows.words, inOrder(organisations)),
  };
}

/** By entry: what it is called, as a person reads it. Most are called as their source calls them. */
function saidTitles({ newest, rows }: Listable, titles: readonly number[]): number[] {
  const { words, columns } = rows;
  const visit = words.knownNumberOf('Encounter');
  const known = new Map<string, number>();
  return titles.map((title, number) => {
    const row = newest[number] ?? 0;
    const [kind = 0, refusal = 0] = [columns.kind[row], columns.doNotPerform[row]];
    if (title !== 0 && refusal === 0 && kind !== visit) return title;
    const id = `${String(title)} ${String(kind)} ${String(refusal)}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const said = sayListed(
      { kind: words.textOf(kind) ?? '', ...(refusal === 0 ? {} : { doNotPerform: true }) },
      words.textOf(title),
    );
    const word = words.numberOf(said);
    known.set(id, word);
    return word;
  });
}

function sayListed(
  entry: { readonly kind: string; readonly doNotPerform?: true },
  title: string | undefined,
): string {
  return title === undefined ? sayKind(entry.kind, english) : sayPlainTitle(title, entry, english);
}

/** By entry: the word of the column; where it is none, the title of the entry that `reference` points to. */
function wordsOrReferred(
  entries: Listable,
  column: 'title' | 'organisation',
  reference: 'titleReference' | 'organisationReference',
): number[] {
  const { words, columns } = entries.rows;
  // Most entries point to the same few others.
  const known = new Map<string, number>();
  const mixed = sourcesOfSeveralServers(entries);
  const titleFrom = (from: Referrer, to: number): number => {
    const found = rowByReference(entries, from, words.textOf(to) ?? '');
    return found === undefined ? 0 : (columns.title[found] ?? 0);
  };
  const referred = (row: number): number => {
    const [sourceId = 0, to = 0] = [columns.sourceId[row], columns[reference][row]];
    if (to === 0) return 0;
    const source = (words.textOf(sourceId) ?? '') as SourceId; // the column holds nothing else
    // There, what is meant depends on who refers.
    if (mixed.has(source)) return titleFrom(entries.rows.storedAt(row).card, to);
    const id = `${String(sourceId)} ${String(to)}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const title = titleFrom({ sourceId: source }, to);
    known.set(id, title);
    return title;
  };
  return entries.newest.map((row) => columns[column][row] || referred(row));
}

/** The sources that have entries of the same type and id on several servers. */
function sourcesOfSeveralServers(entries: Listable): ReadonlySet<SourceId> {
  const sources = new Set<SourceId>();
  for (const key of entries.keys()) if (serverInKey(key) !== undefined) sources.add(sourceIn(key));
  return sources;
}

/** By entry: the stretch of time that its date may mean. The same date is read once. */
function intervals({ rows, newest }: Listable): (Interval | undefined)[] {
  const known = new Map<number, Interval | undefined>();
  return newest.map((row) => {
    const date = rows.columns.date[row] ?? 0;
    if (!known.has(date)) known.set(date, intervalOf(rows.words.textOf(date)));
    return known.get(date);
  });
}

/** By word: its place in the order of these titles by code unit; localeCompare would cost more than all the rest. */
function ranksOf({ rows }: Listable, titles: readonly number[]): ReadonlyMap<number, number> {
  const textOf = (word: number) => rows.words.textOf(word) ?? '';
  const sorted = [...new Set(titles)].sort((a, b) => compareTexts(textOf(a), textOf(b)));
  return new Map(sorted.map((word, rank) => [word, rank]));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
