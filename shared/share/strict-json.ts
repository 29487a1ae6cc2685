import { parse as parseLossless } from 'lossless-json';
import { repeatsAName } from '../fhir/repeated-names.ts';
import { objectOf, type JsonObject } from '../fhir/resource.ts';

/** One JSON text read in the two ways that a signature needs. */
export type StrictJson = {
  /** As `JSON.parse` reads it: numbers are doubles, which is what RFC 8785 signs. For checking, never for reading to a person. */
  readonly value: JsonObject;
  /** The same with each number as the text it was written as, so that `7.0` and `7` differ. */
  readonly exact: JsonObject;
};

/**
 * Reads a JSON object, refusing a member name that stands twice: readers disagree on which one counts, and whoever signs
 * has no reason to write one twice.
 * @throws SyntaxError where it is no JSON object or a member stands twice
 */
export function parseStrictJson(text: string): StrictJson {
  const value = objectOf(JSON.parse(text));
  const exact = objectOf(parseLossless(text, undefined, (written) => written));
  if (repeatsAName(text)) throw new SyntaxError('a member stands twice');
  if (value === undefined || exact === undefined) throw new SyntaxError('not a JSON object');
  return { value, exact };
}
