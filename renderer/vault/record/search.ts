import MiniSearch from 'minisearch';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { english } from '../../../shared/words/english.ts';
import { sayKind } from '../../../shared/words/say-head.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { EntryTable } from '../catalogue/entry-table.ts';
import { newWords } from '../catalogue/words.ts';
import type { ListedEntries } from '../catalogue/listed-entries.ts';

/** Finds entries by words; answers places in the list that it was built from, in that list's order. */
export type SearchIndex = { find(words: string): readonly number[] };

/** A wording that entries share: a title, other names, a kind, a place, a day. */
type Wording = { readonly id: number; readonly text: string };

const options = {
  fields: ['text'],
  processTerm: (term: string) => plain(term),
};

/** How the index splits a text into words. */
const wordsIn = MiniSearch.getDefault('tokenize') as (text: string) => string[]; // as documented

/** Wordings indexed in one go before other calls get their turn. */
const chunkSize = 300;
/** Each entry is found by so many wordings: see `wordingsOf`. */
const wordingsEach = 6;

/**
 * Indexes each wording once, however many entries share it: a hundred thousand entries say the same few thousand
 * things, and an index of them all would take more room than the record. It lives in memory only.
 */
export async function buildSearch(
  entries: EntryTable,
  listed: ListedEntries,
  sources: ReadonlyMap<SourceId, Source>,
): Promise<SearchIndex> {
  const { texts, ofEntries } = wordingsOf(entries, listed, sources);
  const index = new MiniSearch<Wording>(options);
  await index.addAllAsync(
    texts.map((text, id) => ({ id, text })),
    { chunkSize },
  );
  return { find: (words) => find(index, ofEntries, words) };
}

/** Each word must be there, or be the beginning of one that is; misspelt words count only where nothing else is found. */
function find(
  index: MiniSearch<Wording>,
  ofEntries: Uint32Array,
  words: string,
): readonly number[] {
  const terms = wordsIn(words).filter((term) => plain(term) !== '');
  if (terms.length === 0) return [];
  const exact = entriesWithAll(
    terms.map((term) => wordingsWith(index, term, {})),
    ofEntries,
  );
  if (exact.length > 0) return exact;
  return entriesWithAll(
    terms.map((term) => wordingsWith(index, term, { fuzzy: 0.25 })),
    ofEntries,
  );
}

/** By wording: 1 where the term is in it. */
function wordingsWith(
  index: MiniSearch<Wording>,
  term: string,
  spelling: { readonly fuzzy?: number },
): Uint8Array {
  const found = new Uint8Array(index.documentCount);
  for (const { id } of index.search(term, { prefix: true, ...spelling })) found[Number(id)] = 1;
  return found;
}

/** The entries, by place, that hold each of the terms in one of their wordings. */
function entriesWithAll(terms: readonly Uint8Array[], ofEntries: Uint32Array): number[] {
  const found: number[] = [];
  for (let from = 0; from < ofEntries.length; from += wordingsEach) {
    if (terms.every((term) => isThere(term, ofEntries, from))) found.push(from / wordingsEach);
  }
  return found;
}

function isThere(term: Uint8Array, ofEntries: Uint32Array, from: number): boolean {
  for (let at = from; at < from + wordingsEach; at += 1) {
    if (term[ofEntries[at] ?? 0] === 1) return true;
  }
  return false;
}

type Wordings = {
  readonly texts: readonly string[];
  /** The wordings of each entry in the order of the list, `wordingsEach` numbers for each. */
  readonly ofEntries: Uint32Array;
};

function wordingsOf(
  entries: EntryTable,
  { rows, titles, organisations }: ListedEntries,
  sources: ReadonlyMap<SourceId, Source>,
): Wordings {
  const wordings = newWords();
  const wording = (text: string | undefined): number => wordings.numberOf(text ?? '');
  const titleOf = titles.each(wording);
  const kindOf = entries.texts('kind').each((kind) => wording(sayKind(kind ?? '', english)));
  const termsOf = entries.texts('terms').each(wording);
  const organisationOf = organisations.each(wording);
  const sourceOf = entries
    .texts('sourceId')
    .each((id) => wording(sources.get((id ?? '') as SourceId)?.name)); // the column holds nothing else
  const dayOf = entries.texts('date').each((date) => wording(dayWords(date)));
  const ofEntries = new Uint32Array(rows.length * wordingsEach);
  for (const [at, row] of rows.entries()) {
    ofEntries.set(
      [titleOf(at), kindOf(row), termsOf(row), organisationOf(at), sourceOf(row), dayOf(row)],
      at * wordingsEach,
    );
  }
  return { texts: wordings.texts.map((text) => text ?? ''), ofEntries };
}

/** A date is found as it is written and as it is read: "2019-03-12" and "12 March 2019". */
function dayWords(date: string | undefined): string {
  return date === undefined ? '' : `${date.slice(0, 10)} ${formatDate(date)}`;
}

/** Lower case without accents: "Ménière" is found by "meniere". */
function plain(term: string): string {
  // Nearly every word is plain already.
  if (/^[a-z0-9]*$/i.test(term)) return term.toLowerCase();
  return term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
