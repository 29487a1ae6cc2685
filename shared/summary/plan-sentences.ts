import { treatmentsInPlans } from './wish-names.ts';

/** So many characters of a sentence are quoted. */
const longestSentence = 200;
/** So many sentences of one plan are quoted. */
const mostSentences = 3;

const aboutResuscitation = /resus|\bCPR\b|\bDNA?C?P?R\b|heart (?:stops|should stop|were to stop)/i;

/** Ends of words after which a full stop ends no sentence: "Dr. Hale", "e.g. ventilation". */
const abbreviated =
  /(?:^|[\s(])(?:Drs?|Mrs?|Ms|Prof|Rev|St|No|approx|incl|vs|etc|e\.g|i\.e|[A-Z])\.$/;
/** A line that is a field of a form: "CPR decision: not for attempted resuscitation". */
const isField = /^[^.!?:;]{1,60}: *\S/;

/**
 * The sentences of a plan that speak of resuscitation or another treatment that people refuse, as they are written,
 * those about resuscitation first. A sentence is never begun after the word that turns it around: what could belong
 * together stays together.
 */
export function sentencesOfTreatment(text: string): string[] {
  const told = sentencesIn(text).filter((sentence) => treatmentsInPlans.test(sentence));
  const ordered = [
    ...told.filter(speaksOfResuscitation),
    ...told.filter((sentence) => !speaksOfResuscitation(sentence)),
  ];
  const quoted = ordered.slice(0, mostSentences).map(cutAround);
  return ordered.length > mostSentences ? [...quoted, '…'] : quoted;
}

/** Whether a text says something of resuscitation. */
export function speaksOfResuscitation(text: string): boolean {
  return aboutResuscitation.test(text);
}

/** A text in sentences, each on one line. */
export function sentencesIn(text: string): string[] {
  const sentences = blocksIn(text).flatMap(inSentences);
  return joined(sentences, ({ last }, next) => {
    return last.endsWith('?') || isTooShort(next) ? ' ' : undefined;
  });
}

/** Pieces that belong together, in the order of a text: the first and the last of them. */
type Together = { readonly first: string; readonly last: string };

/**
 * The pieces of a text, those that belong together as one. Only the ends of what is together are looked at, so that a
 * long text takes no longer than its length.
 * @param link what stands between a piece and the next; `undefined` where the next begins anew
 */
function joined(
  pieces: readonly string[],
  link: (before: Together, next: string) => string | undefined,
): string[] {
  const done: { first: string; last: string; readonly parts: string[] }[] = [];
  for (const next of pieces) {
    const before = done.at(-1);
    const between = before === undefined ? undefined : link(before, next);
    if (before === undefined || between === undefined) {
      done.push({ first: next, last: next, parts: [next] });
    } else {
      before.parts.push(between, next);
      before.last = next;
    }
  }
  return done.map(({ parts }) => parts.join(''));
}

/** "No." and "CPR." mean what the sentence before them makes of them. */
function isTooShort(sentence: string): boolean {
  return sentence.split(' ').length <= 2 && !isField.test(sentence);
}

/** Lines that belong together, as one: a line ends something only where a full stop or the next field of a form says so. */
function blocksIn(text: string): string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return joined(lines, (before, line) => {
    if (endsHere(before, line)) return undefined;
    return /^\p{Ll}/u.test(line) || /[,:]$/.test(before.last) ? ' ' : '; ';
  });
}

function endsHere({ first, last }: Together, line: string): boolean {
  if (/[.!]["”’')]*$/.test(last)) return true;
  return isField.test(line) && isField.test(first);
}

function inSentences(block: string): string[] {
  const parts = block.split(/(?<=[.!]["”’')]?) (?=["“‘'(]?[\p{Lu}\p{N}])/u);
  return joined(parts, ({ last }) => (abbreviated.test(last) ? ' ' : undefined));
}

/** A long sentence with its beginning, where a "not" can stand, and what it says of the treatment. */
function cutAround(sentence: string): string {
  const characters = [...sentence];
  if (characters.length <= longestSentence) return sentence;
  const found = treatmentsInPlans.exec(sentence);
  const end = [...sentence.slice(0, (found?.index ?? 0) + (found?.[0].length ?? 0))].length;
  if (end + 40 <= longestSentence) return `${upToWord(characters, longestSentence - 1)}…`;
  const half = longestSentence / 2;
  const from = characters.indexOf(' ', end - half + 20) + 1;
  const rest = characters.slice(from);
  const room = half + 20;
  const around = rest.length <= room ? rest.join('') : `${upToWord(rest, room - 1)}…`;
  return `${upToWord(characters, half - 21)} … ${around}`;
}

/** So many characters, back to the end of a word. */
export function upToWord(characters: readonly string[], most: number): string {
  const start = characters.slice(0, most).join('');
  const space = start.lastIndexOf(' ');
  return space > most / 2 ? start.slice(0, space) : start;
}
