import { codeSystemName } from '../fhir/code-system-name.ts';
import { isUntelling, type Coding, type Concept } from '../fhir/concept.ts';
import { namesIn } from '../fhir/concept-names.ts';
import type { Words } from './words.ts';

/**
 * A concept for reading: its source's words, and beside them those that say something else; a code without a name is
 * called so.
 */
export function sayConcept(concept: Concept, words: Words): string {
  const { name, beside } = namesIn(concept);
  if (name !== undefined) return beside.length === 0 ? name : words.alsoCalled(name, beside);
  return knownCode(concept, words) ?? sayCoding(concept.coding ?? [], words);
}

/** The same for where there is little room: what only says more of the name is left out, never what may be something else. */
export function sayBriefly(concept: Concept, words: Words): string {
  const { name, beside } = namesIn(concept);
  if (name === undefined) return sayConcept(concept, words);
  const known = new Set(tellingWords(name));
  const others = beside.filter(
    (one) => !tellingWords(one).some((word) => known.has(word)) || hasOtherNumber(one, name),
  );
  return others.length === 0 ? name : words.alsoCalled(name, others);
}

/** A strength is never left out for room. */
function hasOtherNumber(one: string, name: string): boolean {
  const numbers = new Set(name.match(/\d+(?:[.,]\d+)*/g) ?? []);
  return (one.match(/\d+(?:[.,]\d+)*/g) ?? []).some((number) => !numbers.has(number));
}

function tellingWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
}

/** What a concept is called of which its source gives the code alone, where we know the code. */
function knownCode({ text, coding = [] }: Concept, words: Words): string | undefined {
  if (text !== undefined || coding.some(({ display }) => display !== undefined)) return undefined;
  return coding
    .map(({ system = '', code = '' }) => `${system}|${code}`)
    .map((known) => (Object.hasOwn(words.knownCodes, known) ? words.knownCodes[known] : undefined))
    .find((word) => word !== undefined);
}

function sayCoding(coding: readonly Coding[], words: Words): string {
  const one = coding.find((each) => !isUntelling(each)) ?? coding[0];
  const { system, code, display } = one ?? {};
  if (code === undefined || display !== undefined) return display ?? '';
  return isWord(code)
    ? code
    : words.codeAlone(code, system === undefined ? undefined : codeSystemName(system));
}

/** Codes of the specification itself are words: "encounter-diagnosis", "AMB". */
function isWord(code: string): boolean {
  return !/\d/.test(code);
}
