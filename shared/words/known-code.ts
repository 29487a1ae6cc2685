import type { Concept } from '../fhir/concept.ts';
import type { Words } from './words.ts';

/** What a concept is called of which its source gives the code alone, where we know the code. */
export function knownCode({ text, coding = [] }: Concept, words: Words): string | undefined {
  if (text !== undefined || coding.some(({ display }) => display !== undefined)) return undefined;
  return coding
    .map(({ system = '', code = '' }) => `${system}|${code}`)
    .map((known) => (Object.hasOwn(words.knownCodes, known) ? words.knownCodes[known] : undefined))
    .find((word) => word !== undefined);
}
