import { LosslessNumber, isLosslessNumber, parse, stringify } from 'lossless-json';
import { objectOf, type JsonObject } from './resource.ts';

/**
 * JSON that keeps decimals to the letter: FHIR says that `7.0` is more precise than `7`, and JavaScript's numbers forget it.
 * A number that JavaScript would print otherwise than it was written becomes a `LosslessNumber`; all others stay numbers.
 * @see https://hl7.org/fhir/R4/json.html#decimal
 */
export function parseFhirJson(text: string): unknown {
  return mayLosePrecision.test(text)
    ? parse(text, undefined, {
        parseNumber: exactNumber,
        onDuplicateKey: ({ newValue }) => newValue,
      })
    : JSON.parse(text);
}

/** The JSON object that a text is, decimals to the letter; `undefined` where it is none. */
export function parseFhirObject(text: string): JsonObject | undefined {
  try {
    return objectOf(parseFhirJson(text));
  } catch {
    // no JSON: what exactly is wrong with it would quote the text, which is health data
    return undefined;
  }
}

/** JSON text of a value that `parseFhirJson` gave, or that was built from such: decimals as they were written. */
export function stringifyFhirJson(value: unknown, indent?: number): string {
  return stringify(value, undefined, indent) ?? 'null';
}

/** The same JSON, indented for reading; numbers to the letter. */
export function indentJson(text: string): string {
  return stringifyFhirJson(parseFhirJson(text), 2);
}

/** A number as it was written, or `undefined` for anything else. */
export function numberTextOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return isLosslessNumber(value) ? value.value : undefined;
}

// A number token that JavaScript may print otherwise: -0, one with a trailing zero after the point or an exponent, one
// below 0.000001 (printed with an exponent), or one with more digits than the fifteen that a double keeps in any case.
// Inside a string it may match for nothing: that only costs the slower way.
const mayLosePrecision =
  /(?:[:[,]|^)\s*-?\d(?:(?<=-0)|\d*(?:\.\d*0|(?:\.\d+)?[eE][+-]?\d+)|\.0{6}\d+|[\d.]{15,})\s*(?:[,}\]]|$)/;

function exactNumber(text: string): number | LosslessNumber {
  const number = Number(text);
  return String(number) === text ? number : new LosslessNumber(text);
}
