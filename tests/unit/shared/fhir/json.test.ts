import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  indentJson,
  numberTextOf,
  parseFhirJson,
  stringifyFhirJson,
} from '../../../../shared/fhir/json.ts';

describe('FHIR JSON', () => {
  it.each([
    '7.0',
    '0.10',
    '1e3',
    '12345678901234567890',
    '0.12345678901234567',
    '-0',
    '-1.50',
    '42',
    '0.5',
  ])('keeps the number %s to the letter', (number) => {
    const text = `{"value":${number},"list":[${number}, ${number}]}`;
    expect(stringifyFhirJson(parseFhirJson(text))).toBe(text.replace(', ', ','));
  });

  it('gives an ordinary number as a number', () => {
    expect(parseFhirJson('{"value":7.5}')).toEqual({ value: 7.5 });
  });

  it('reads a number for words as it was written', () => {
    const value = parseFhirJson('{"value":7.0}') as { value: unknown };
    expect(numberTextOf(value.value)).toBe('7.0');
    expect(numberTextOf('7.0')).toBeUndefined();
  });

  it('indents without touching a number or a letter', () => {
    expect(indentJson('{"a":1.50,"b":"x: 1.0, y"}')).toBe('{\n  "a": 1.50,\n  "b": "x: 1.0, y"\n}');
  });

  it('gives back any JSON value as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(stringifyFhirJson(parseFhirJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });
});
