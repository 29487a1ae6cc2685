import MiniSearch from 'minisearch';
import { formatDate } from '../../shared/fhir/partial-date.ts';
import type { EntryLine } from './api.ts';

/** Finds entries by words; answers places in the list that it was built from, in that list's order. */
export type SearchIndex = { find(words: string): readonly number[] };

type Indexed = {
  readonly id: number;
  readonly title: string;
  readonly kind: string;
  readonly terms: string;
  readonly from: string;
  readonly date: string;
};

const options = {
  fields: ['title', 'kind', 'terms', 'from', 'date'],
  processTerm: (term: string) => plain(term),
};

/** Lines indexed in one go before other calls get their turn. */
const chunkSize = 300;

/** `termsOf` gives the words to find a line by beyond those that it shows. It lives in memory only. */
export async function buildSearch(
  lines: readonly EntryLine[],
  termsOf: (line: EntryLine) => string,
): Promise<SearchIndex> {
  const index = new MiniSearch<Indexed>(options);
  const documents = lines.map((line, id) => indexed(line, id, termsOf(line)));
  await index.addAllAsync(documents, { chunkSize });
  return { find: (words) => find(index, words) };
}

/** Each word must be there, or be the beginning of one that is; misspelt words count only where nothing else is found. */
function find(index: MiniSearch<Indexed>, words: string): readonly number[] {
  const exact = index.search(words, { combineWith: 'AND', prefix: true });
  const found =
    exact.length > 0
      ? exact
      : index.search(words, { combineWith: 'AND', prefix: true, fuzzy: 0.25 });
  return found.map((result) => Number(result.id)).sort((a, b) => a - b);
}

function indexed(line: EntryLine, id: number, terms: string): Indexed {
  return {
    id,
    title: line.title,
    kind: line.kind,
    terms,
    from: `${line.sourceName} ${line.organisation ?? ''}`,
    date: line.date === undefined ? '' : `${line.date.slice(0, 10)} ${formatDate(line.date)}`,
  };
}

/** Lower case without accents: "Ménière" is found by "meniere". */
function plain(term: string): string {
  // Nearly every word is plain already, and a large record has hundreds of thousands.
  if (/^[a-z0-9]*$/i.test(term)) return term.toLowerCase();
  return term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
