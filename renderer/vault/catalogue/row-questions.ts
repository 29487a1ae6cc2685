import type { EntryRows } from './entry-rows.ts';
import type { WordColumn } from './packed-entries.ts';
import { textsOf, type Texts } from './words.ts';

/** The words that a row must have: one, or one of several; a column that is not named may hold anything. */
export type Wanted = {
  readonly [Column in WordColumn]?: string | readonly string[] | undefined;
};

/** What can be asked of rows without a look at a card: the answers go down the columns. */
export type RowQuestions = {
  /** Tells which rows have these words, of those that are here now. */
  readonly matching: (wanted: Wanted) => (row: number) => boolean;
  /** Whether every row that is kept has these words. */
  readonly everyMatches: (wanted: Wanted) => boolean;
  /** What stands in a column. */
  readonly texts: (column: WordColumn) => Texts;
  /** Every text in a column once, also those of earlier versions. */
  readonly everyText: (column: WordColumn) => string[];
};

export function rowQuestions({ words, columns, isKept }: EntryRows): RowQuestions {
  const matching: RowQuestions['matching'] = (wanted) => {
    const tests = Object.entries(wanted).flatMap(([name, texts]) => {
      if (texts === undefined) return [];
      const numbers = new Set([texts].flat().map((text) => words.knownNumberOf(text)));
      // Object.entries gives strings; these are the names of columns.
      return [{ column: columns[name as WordColumn], numbers }];
    });
    return (row) => tests.every(({ column, numbers }) => numbers.has(column[row] ?? 0));
  };
  return {
    matching,
    everyMatches(wanted) {
      const isWanted = matching(wanted);
      return columns.kind.every((_, row) => isWanted(row) || !isKept(row));
    },
    texts: (column) => textsOf(words, columns[column]),
    everyText: (column) =>
      [...new Set(columns[column])].flatMap((number) => words.textOf(number) ?? []),
  };
}
