import { isLosslessNumber, parse, stringify } from 'lossless-json';

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
  );
}

/** `value` as a list: itself, itself alone, or nothing. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * JSON text whose numbers keep their written form: FHIR decimals carry their precision, so `7.0` is not `7`.
 * @throws SyntaxError where the text is not JSON
 * @see https://hl7.org/fhir/R4/datatypes.html#decimal
 */
export function parseJson(text: string): unknown {
  return parse(text);
}

export function jsonText(value: unknown): string {
  const text = stringify(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
