import type { ListedService } from '../../../shared/fhir/user-access-brands.ts';

/** A service, with its words made ready to be searched. */
type Findable = {
  readonly service: ListedService;
  readonly name: string;
  /** Every word of it after a space: name, other names, towns, postcodes with and without their space. */
  readonly words: string;
};

export type ServiceSearch = {
  /** The best `limit` of the services that have all these words, and how many there are. */
  readonly find: (
    typed: string,
    limit: number,
  ) => { readonly found: readonly ListedService[]; readonly total: number };
};

/** Makes a list searchable. One pass over the folded words of a hundred thousand services takes some milliseconds. */
export function searchOf(services: readonly ListedService[]): ServiceSearch {
  const all = services.map(findable);
  return {
    find: (typed, limit) => {
      const wanted = folded(typed).trim();
      if (wanted === '') return { found: [], total: 0 };
      const words = wanted.split(' ').map((word) => ` ${word}`);
      const hits = all
        .filter((one) => words.every((word) => one.words.includes(word)))
        .map((one) => ({ one, rank: rankOf(one, wanted, words) }))
        .sort((a, b) => a.rank - b.rank || compare(a.one.name, b.one.name));
      return { found: hits.slice(0, limit).map(({ one }) => one.service), total: hits.length };
    },
  };
}

function findable(service: ListedService): Findable {
  const name = folded(service.name);
  const places = service.places.map((place) => `${folded(place)}${joinedPostcode(place)}`);
  return { service, name, words: [name, ...service.otherNames.map(folded), ...places].join('') };
}

/** Names that begin as typed, then names that have all the words, then the rest. */
function rankOf({ name }: Findable, wanted: string, words: readonly string[]): number {
  if (name.startsWith(` ${wanted}`)) return 0;
  return words.every((word) => name.includes(word)) ? 1 : 2;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Small letters without accents, a space before every word. */
function folded(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (word === '' ? '' : ` ${word}`))
    .join('');
}

/** "CB2 0QQ" is typed "CB20QQ" as often. */
function joinedPostcode(place: string): string {
  const [, outward, inward] = /\b([A-Z]{1,2}\d[A-Z\d]?)\s+(\d[A-Z]{2})$/i.exec(place) ?? [];
  return outward === undefined || inward === undefined ? '' : ` ${outward}${inward}`.toLowerCase();
}
