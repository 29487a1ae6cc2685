import MiniSearch from 'minisearch';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { english } from '../../../shared/words/english.ts';
import { sayKind } from '../../../shared/words/say-head.ts';
import { newWords } from '../catalogue/words.ts';
import type { ListedEntries } from '../catalogue/listed-entries.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import type { VaultState } from '../catalogue/state.ts';
import { saidTexts } from './said-words.ts';

/** Finds entries by words; answers places in the list that it was built from, in that list's order. */
export type SearchIndex = { find(words: string): readonly number[] };

/** A wording that entries share: a title, other names, a kind, a place, a day, a dose, a value. */
type Wording = { readonly id: number; readonly text: string };

const options = {
  fields: ['text'],
  tokenize: wordsIn,
  processTerm: (term: string) => plain(term),
};

/** The words of a text; "6.9" is one, so that it is not found by what has a 6 and a 9 somewhere. */
function wordsIn(text: string): string[] {
  return text.match(/\p{N}+(?:[.,]\p{N}+)+|[^\p{Z}\p{P}\n\r\t]+/gu) ?? [];
}

/** Wordings indexed in one go before other calls get their turn. */
const chunkSize = 300;
/** Cards read in one go before other calls get their turn. */
const cardsAtOnce = 1000;

/**
 * Indexes each wording once, however many entries share it: a hundred thousand entries say the same few thousand
 * things, and an index of them all would take more room than the record. It lives in memory only.
 */
export async function buildSearch(state: VaultState, listed: ListedEntries): Promise<SearchIndex> {
  const { texts, ofEntries } = await wordingsOf(state, listed);
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
  ofEntries: WordingsOfEntries,
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
    terms.map((term) => wordingsWith(index, term, hasDigit.test(term) ? {} : { fuzzy: 0.25 })),
    ofEntries,
  );
}

/** Another number is no misspelling of one. */
const hasDigit = /\p{N}/u;

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
function entriesWithAll(terms: readonly Uint8Array[], { numbers, ends }: WordingsOfEntries) {
  const found: number[] = [];
  let from = 0;
  for (const [place, end] of ends.entries()) {
    if (terms.every((term) => isThere(term, numbers, { from, end }))) found.push(place);
    from = end;
  }
  return found;
}

function isThere(
  term: Uint8Array,
  numbers: Uint32Array,
  { from, end }: { readonly from: number; readonly end: number },
): boolean {
  for (let at = from; at < end; at += 1) {
    if (term[numbers[at] ?? 0] === 1) return true;
  }
  return false;
}

/** The wordings of each entry in the order of the list, one entry after the other, and where each ends. */
type WordingsOfEntries = { readonly numbers: Uint32Array; readonly ends: Uint32Array };

type Wordings = { readonly texts: readonly string[]; readonly ofEntries: WordingsOfEntries };

async function wordingsOf(
  state: VaultState,
  { rows, titles, organisations }: ListedEntries,
): Promise<Wordings> {
  const { entries, sources } = state;
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
  const saidIn = saidTexts((card, reference) => entryByReference(state, card, reference)?.card);
  const numbers: number[] = [];
  const ends = new Uint32Array(rows.length);
  for (const [at, row] of rows.entries()) {
    if (at > 0 && at % cardsAtOnce === 0) await othersHadTheirTurn();
    numbers.push(titleOf(at), kindOf(row), termsOf(row), organisationOf(at));
    numbers.push(sourceOf(row), dayOf(row));
    // What was taken out meanwhile is in no list any more.
    if (entries.isKept(row)) numbers.push(...saidIn(entries.storedAt(row).card).map(wording));
    ends[at] = numbers.length;
  }
  const texts = wordings.texts.map((text) => text ?? '');
  return { texts, ofEntries: { numbers: Uint32Array.from(numbers), ends } };
}

function othersHadTheirTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
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
