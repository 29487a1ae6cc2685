/** Texts that recur, each kept once under a number; number 0 stands for none. */
export type WordList = {
  /** The number of a text, which gets one where it has none. */
  numberOf(text: string | undefined): number;
  /** The number that a text has; -1 where it has none, so that it equals no other. */
  knownNumberOf(text: string): number;
  textOf(number: number): string | undefined;
  /** Every text by its number. */
  readonly texts: readonly (string | undefined)[];
};

export function newWords(): WordList {
  const texts: (string | undefined)[] = [undefined];
  const numbers = new Map<string, number>();
  return {
    texts,
    numberOf(text) {
      if (text === undefined) return 0;
      const known = numbers.get(text);
      if (known !== undefined) return known;
      const number = texts.push(text) - 1;
      numbers.set(text, number);
      return number;
    },
    knownNumberOf: (text) => numbers.get(text) ?? -1,
    textOf: (number) => texts[number],
  };
}

/** A text by row, where many rows have the same. */
export type Texts = {
  readonly at: (row: number) => string | undefined;
  /** Works something out from the texts, once for each, however many rows have it. */
  readonly each: <T>(work: (text: string | undefined) => T) => (row: number) => T;
};

/** The words that these numbers stand for, by place. */
export function textsOf(words: WordList, numbers: readonly number[]): Texts {
  return {
    at: (row) => words.textOf(numbers[row] ?? 0),
    each: <T>(work: (text: string | undefined) => T) => {
      const known = new Map<number, { readonly made: T }>();
      return (row) => {
        const number = numbers[row] ?? 0;
        const before = known.get(number);
        if (before !== undefined) return before.made;
        const made = work(words.textOf(number));
        known.set(number, { made });
        return made;
      };
    },
  };
}
