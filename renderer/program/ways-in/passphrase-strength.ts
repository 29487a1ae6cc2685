/** What the word lists say about a passphrase. */
export type PassphraseEstimate = {
  /** How many guesses a patient attacker needs, who tries first what people choose most. */
  readonly guesses: number;
  /** The library's name of what makes it weak, where it names something. */
  readonly weakness?: string | undefined;
};

export const strengthLevels = ['too easy to guess', 'fair', 'good', 'very good'] as const;
export type StrengthLevel = (typeof strengthLevels)[number];

/** What a person reads about a passphrase while choosing it. */
export type PassphraseStrength = {
  readonly level: StrengthLevel;
  /** How long it would hold: "about 3 hours". */
  readonly holds: string;
  /** What makes it weak, where it is refused. */
  readonly why?: string;
  /** One thing to do; nothing where nothing needs doing. */
  readonly suggestion?: string;
};

/** The fewest guesses that a passphrase must withstand (docs/decisions/0010-how-a-passphrase-is-judged.md). */
export const fewestGuesses = 1e8;
const goodFrom = 1e10;
const veryGoodFrom = 1e13;

/** What twenty of the fastest graphics cards manage against Argon2id at the cost that this program uses. */
const guessesPerSecond = 10_000;

/** A word out of a list of a few thousand, taken without thinking of the others. */
const guessesOfAnotherWord = 5_000;

/** Is it hard enough to guess to be taken? */
export function isStrongEnough({ level }: PassphraseStrength): boolean {
  return level !== 'too easy to guess';
}

/** What to say about a passphrase: how long it would hold, why it is refused, what would help. */
export function strengthOf({ guesses, weakness }: PassphraseEstimate): PassphraseStrength {
  const level = levelOf(guesses);
  const holds = holdsWords(guesses);
  switch (level) {
    case 'too easy to guess':
      return {
        level,
        holds,
        why: whyWeak(weakness),
        suggestion: 'Use three or four words that have nothing to do with each other.',
      };
    case 'fair':
    case 'good':
      return {
        level,
        holds,
        suggestion: `Another word that nobody would expect makes it ${holdsWords(guesses * guessesOfAnotherWord)}.`,
      };
    case 'very good':
      return { level, holds };
  }
}

/** Where the word lists cannot be read, only the length is left to judge by. */
export function estimateByLength(passphrase: string): PassphraseEstimate {
  return { guesses: 10 ** Math.min(Array.from(passphrase).length, 300) };
}

function levelOf(guesses: number): StrengthLevel {
  if (guesses < fewestGuesses) return 'too easy to guess';
  if (guesses < goodFrom) return 'fair';
  return guesses < veryGoodFrom ? 'good' : 'very good';
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30 * day;
const year = 365 * day;
const century = 100 * year;

const units = [
  [year, 'year'],
  [month, 'month'],
  [day, 'day'],
  [hour, 'hour'],
  [minute, 'minute'],
  [1, 'second'],
] as const;

/** How long so many guesses take: "less than a second", "about 3 hours", "more than a hundred years". */
export function holdsWords(guesses: number): string {
  const seconds = guesses / guessesPerSecond;
  if (seconds >= century) return 'more than a hundred years';
  const unit = units.find(([length]) => seconds >= length);
  if (unit === undefined) return 'less than a second';
  const [length, name] = unit;
  const count = Math.floor(seconds / length);
  return `about ${String(count)} ${name}${count === 1 ? '' : 's'}`;
}

const commonWords = 'It is among those that people use most, and those are tried first.';
const datesWords = 'Dates and years are tried early.';
const keysWords = 'Keys that lie beside each other are tried early.';
const nameWords = 'Names are tried early.';
const repeatWords = 'Repeating something makes it hardly any harder.';

/** By the library's names of its warnings. */
const weaknessWords: Readonly<Partial<Record<string, string>>> = {
  topTen: commonWords,
  topHundred: commonWords,
  common: commonWords,
  similarToCommon: 'It is close to one that many people use.',
  wordByItself: 'One word alone is found quickly.',
  namesByThemselves: nameWords,
  commonNames: nameWords,
  dates: datesWords,
  recentYears: datesWords,
  straightRow: keysWords,
  keyPattern: keysWords,
  simpleRepeat: repeatWords,
  extendedRepeat: repeatWords,
  sequences: 'Rows such as abc and 123 are tried early.',
};

function whyWeak(weakness: string | undefined): string {
  return weaknessWords[weakness ?? ''] ?? 'It is short, or made of parts that are tried early.';
}
