/*
 * Whether a text and the parts of the same dose say the same, in English. In doubt they do not: then both are read.
 */

/** The parts that a text does not say. */
export function unsaidIn(text: string, parts: readonly string[]): readonly string[] {
  const told = wordsIn(withRhythm(text));
  return parts.filter((part) => !isSaid(wordsIn(part), told));
}

/** Whether a text says every number of these parts, or has none itself. */
export function mayAgree(text: string, parts: readonly string[]): boolean {
  const hasNumbers = (one: string) => wordsIn(one).some(isNumber);
  return !hasNumbers(text) || !unsaidIn(text, parts).some(hasNumbers);
}

/** "One in the morning" is once a day, where nothing else is said of how often. */
function withRhythm(text: string): string {
  const [phrase, another] = text.match(partsOfDay) ?? [];
  if (phrase === undefined || another !== undefined) return text;
  const rest = text.replace(phrase, '').replace(lengths, '');
  return otherRhythms.test(rest) ? text : `${text}. Once a day`;
}

const partsOfDay =
  /\b(?:in the|every|each|at) (?:morning|afternoon|evening|night|bedtime)\b|\b(?:with|before|after) (?:breakfast|lunch|dinner)\b/gi;
const lengths = /\bfor (?:\d+|[a-z]+) (?:day|week|month)s?\b/gi;
const otherRhythms =
  /\b(?:once|twice|times?|every|each|per|other|alternate|daily|weekly|monthly|\w*days?|weeks?|months?|hours?|hourly|meals?|morning|afternoon|evening|night|lunch|dinner|[btq]i?ds?|od|q\w*)\b/i;

function isNumber(word: string): boolean {
  return /^\d/.test(word);
}

/** Whether these words stand in a row, and are no end of a range ("1 to 2 tablets") and not denied ("not at night"). */
function isSaid(part: readonly string[], text: readonly string[]): boolean {
  return text.some((_, at) => {
    if (!part.every((word, index) => text[at + index] === word)) return false;
    const before = text.slice(Math.max(0, at - 4), at);
    const last = before.at(-1) ?? '';
    const next = text[at + part.length] ?? '';
    const isEnd = ranges.has(last) || ranges.has(next);
    return !isEnd && !before.some((word) => denials.has(word));
  });
}

const ranges: ReadonlySet<string> = new Set(['to', 'or', 'than', 'maximum', 'max', '/']);
const denials: ReadonlySet<string> = new Set(['not', 'never', 'no', 'without', 'except', 'avoid']);

/** The words of a text, those for numbers as digits and those for the same rhythm the same: "2 time a day". */
function wordsIn(text: string): string[] {
  const plain = sameWords.reduce(
    (said, [words, same]) => said.replace(words, same),
    text.toLowerCase().replaceAll(/(\d)(?=[a-zµ%])/g, '$1 '),
  );
  const words = plain.match(/\d+(?:[.,]\d+)*|[<>=]+|[^\s\d.,;:()<>=+–—-]+/g) ?? [];
  return words.map((word) => (/^\p{L}{4,}$/u.test(word) ? word.replace(/s$/, '') : word));
}

const sameWords: readonly (readonly [RegExp, string])[] = [
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map(
    (word, at) => [new RegExp(`\\b${word}\\b`, 'g'), String(at + 1)] as const,
  ),
  [/\bonce\b/g, '1 time'],
  [/\btwice\b/g, '2 time'],
  [/\bqd\b/g, '1 time a day'],
  [/\b(?:bid|bd|b\.i\.d\.?)(?= |$)/g, '2 time a day'],
  [/\b(?:tid|tds|t\.i\.d\.?)(?= |$)/g, '3 time a day'],
  [/\b(?:qid|qds|q\.i\.d\.?)(?= |$)/g, '4 time a day'],
  [/\b(?:each|per)\b/g, 'every'],
  [/(?<!\p{L})(?:ug|mcg|[µμ]g|micrograms?)(?!\p{L})/gu, 'microgram'],
  [/\bbefore sleep \(at bedtime\)/g, 'at bedtime'],
  [/\b(?:before sleep|before bed)\b/g, 'at bedtime'],
  ...(['day', 'week', 'month'] as const).flatMap((unit) => {
    const every = `(?:${unit === 'day' ? 'dai' : unit}ly|every ${unit})`;
    return [
      [new RegExp(`\\b(times?) ${every}\\b`, 'g'), `$1 a ${unit}`],
      [new RegExp(`\\b${every}\\b`, 'g'), `1 time a ${unit}`],
    ] as const;
  }),
  [/(?<=\d)\s*[-–—]\s*(?=\d)/g, ' to '],
  [/\b(?:as|when|if) (?:required|needed)\b|\bprn\b/g, 'when needed'],
];
