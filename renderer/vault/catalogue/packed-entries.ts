import { concatBytes, eachUtf8, fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { english } from '../../../shared/words/english.ts';
import { sayName } from '../../../shared/words/say-head.ts';
import type { EntryCard, EntryKey } from '../../../shared/record/card.ts';
import { readCard } from '../../../shared/record/earlier-cards.ts';
import type { StoredEntry } from '../log/event.ts';
import { cardText } from '../log/event-text.ts';
import { newWords } from './words.ts';

/** What is known of every entry without parsing its card: the words by which it is listed, sorted, counted and searched. */
export const wordColumns = [
  'title',
  'titleReference',
  'kind',
  'doNotPerform',
  'terms',
  'organisation',
  'organisationReference',
  'date',
  'sourceId',
  'resourceType',
  'category',
  'standing',
  'flag',
  'segment',
  'fetchedAt',
  'describedBy',
] as const;
export type WordColumn = (typeof wordColumns)[number];

/** The columns of some entries; each list has one number an entry. */
type PackedColumns = Readonly<Record<WordColumn, readonly number[]>> & {
  /** Where the resource's text lies in its segment. */
  readonly offset: readonly number[];
  readonly length: readonly number[];
  /** Bytes of the card's text. */
  readonly cardLength: readonly number[];
};

/** Stored entries in the order in which they came, the cards as text, one after the other. */
export type PackedEntries = {
  readonly keys: readonly EntryKey[];
  /** The words that the columns number; the first one, number 0, is none. */
  readonly words: readonly (string | null)[];
  readonly columns: PackedColumns;
  /** By place in the list: the other address of the few entries that have one. */
  readonly fullUrls: readonly (readonly [at: number, fullUrl: string])[];
  readonly cards: Bytes;
};

/** The word that an entry has in a column, where it has one. */
export function wordIn(name: WordColumn, { card, place }: StoredEntry): string | undefined {
  if (name === 'title') return card.title && sayName(card.title, card.kind, english);
  if (name === 'doNotPerform') return card.doNotPerform && 'doNotPerform';
  if (name === 'describedBy') return String(card.describedBy);
  return name === 'segment' ? place.segment : card[name];
}

/** `columnOf` of every name. */
export function columnsOf<T>(columnOf: (name: WordColumn) => T): Record<WordColumn, T> {
  const columns = wordColumns.map((name) => [name, columnOf(name)]);
  return Object.fromEntries(columns) as Record<WordColumn, T>; // one for each name
}

/** Packs entries: what is looked at often stands in columns, the rest is parsed when somebody looks at it. */
export function packEntries(entries: readonly StoredEntry[]): PackedEntries {
  const words = newWords();
  const cards = eachUtf8(entries.map(({ card }) => cardText(card)));
  const column = (name: WordColumn) => entries.map((entry) => words.numberOf(wordIn(name, entry)));
  const columns: PackedColumns = {
    ...columnsOf(column),
    offset: entries.map(({ place }) => place.offset),
    length: entries.map(({ place }) => place.length),
    cardLength: cards.map((text) => text.length),
  };
  return {
    keys: entries.map(({ card }) => card.key),
    words: words.texts.map((text) => text ?? null),
    columns,
    fullUrls: entries.flatMap(({ card }, at) =>
      card.fullUrl === undefined ? [] : [[at, card.fullUrl] as const],
    ),
    cards: concatBytes(...cards),
  };
}

/** The entries that were packed. */
export function unpackEntries({ columns, words, cards }: PackedEntries): StoredEntry[] {
  let from = 0;
  return columns.cardLength.map((cardLength, at) => {
    const card = cardOf(cards.subarray(from, from + cardLength));
    from += cardLength;
    const segment = words[columns.segment[at] ?? 0] ?? '';
    return {
      card,
      place: { segment, offset: columns.offset[at] ?? 0, length: columns.length[at] ?? 0 },
    };
  });
}

/** The card that a text holds. */
export function cardOf(text: Uint8Array): EntryCard {
  return readCard(JSON.parse(fromUtf8(text))); // written by `packEntries` and sealed since
}
