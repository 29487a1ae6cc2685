import { LosslessNumber, isLosslessNumber, parse, stringify } from 'lossless-json';

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

// A number token with a trailing zero after the point, an exponent, or more digits than a double holds.
// Inside a string it may match for nothing: that only costs the slower way.
const mayLosePrecision =
  /(?:[:[,]|^)\s*-?(?:0|[1-9]\d*)(?:\.\d*0|(?:\.\d+)?[eE][+-]?\d+|\d{15,}|\.\d{14,})\s*(?:[,}\]]|$)|[:[,]\s*-0\s*[,}\]]/;

function exactNumber(text: string): number | LosslessNumber {
  const number = Number(text);
  return String(number) === text ? number : new LosslessNumber(text);
}
