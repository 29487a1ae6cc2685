import { utf8, type Bytes } from '../../../shared/base/bytes.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import type { StoredEntry } from '../log/event.ts';
import { cardText } from '../log/event-text.ts';
import {
  cardOf,
  columnsOf,
  wordColumns,
  wordIn,
  type PackedEntries,
  type WordColumn,
} from './packed-entries.ts';
import { newWords, type WordList } from './words.ts';

/** Packed entries of many additions in one: a row each, numbered from 0, only ever added to. */
export type EntryRows = {
  readonly words: WordList;
  /** By row: the number of the word in this column, 0 for none. */
  readonly columns: Readonly<Record<WordColumn, readonly number[]>>;
  add(packed: PackedEntries): void;
  /** One row, its card parsed anew. */
  readonly storedAt: (row: number) => StoredEntry;
  /** Lets go of what a row says: no entry is made of it any more. */
  forget(row: number): void;
  readonly isKept: (row: number) => boolean;
  /** Says that the text of this row's resource, and what it was made from, lie elsewhere. */
  readonly move: (row: number, stored: StoredEntry) => void;
  /** Takes the card of this row's version as it was made anew. */
  readonly describe: (row: number, stored: StoredEntry) => void;
};

export function newEntryRows(): EntryRows {
  const words = newWords();
  const columns = columnsOf((): number[] => []);
  const offsets: number[] = [];
  const lengths: number[] = [];
  const texts: Bytes[] = [];
  // By row: which of `texts` holds its card, and where.
  const textNumbers: number[] = [];
  const cardStarts: number[] = [];
  const cardEnds: number[] = [];

  function addPlaces({ columns: packed, cards }: PackedEntries): void {
    const textNumber = texts.push(cards) - 1;
    let end = 0;
    for (const [at, cardLength] of packed.cardLength.entries()) {
      offsets.push(packed.offset[at] ?? 0);
      lengths.push(packed.length[at] ?? 0);
      textNumbers.push(textNumber);
      cardStarts.push(end);
      end += cardLength;
      cardEnds.push(end);
    }
  }

  function putCard(row: number, card: EntryCard): void {
    const text = utf8(cardText(card));
    textNumbers[row] = texts.push(text) - 1;
    cardStarts[row] = 0;
    cardEnds[row] = text.length;
  }

  return {
    words,
    columns,
    add(packed) {
      const numbers = packed.words.map((text) => words.numberOf(text ?? undefined));
      for (const name of wordColumns) {
        for (const number of packed.columns[name]) columns[name].push(numbers[number] ?? 0);
      }
      addPlaces(packed);
    },
    move(row, { card, place: { segment, offset, length } }) {
      columns.segment[row] = words.numberOf(segment);
      offsets[row] = offset;
      lengths[row] = length;
      if (card.original === undefined) return;
      columns.describedBy[row] = words.numberOf(String(card.describedBy));
      putCard(row, card);
    },
    describe(row, stored) {
      for (const name of wordColumns) columns[name][row] = words.numberOf(wordIn(name, stored));
      putCard(row, stored.card);
    },
    forget(row) {
      for (const name of wordColumns) columns[name][row] = 0;
      textNumbers[row] = -1;
    },
    isKept: (row) => texts[textNumbers[row] ?? -1] !== undefined,
    storedAt(row) {
      const text = texts[textNumbers[row] ?? -1];
      if (text === undefined) throw new RangeError(String(row));
      return {
        card: cardOf(text.subarray(cardStarts[row], cardEnds[row])),
        place: {
          segment: words.textOf(columns.segment[row] ?? 0) ?? '',
          offset: offsets[row] ?? 0,
          length: lengths[row] ?? 0,
        },
      };
    },
  };
}
