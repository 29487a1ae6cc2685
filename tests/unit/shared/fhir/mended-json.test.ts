import { describe, expect, it } from 'vitest';
import { mendedJson } from '../../../../shared/fhir/mended-json.ts';

/** What the mended text says. */
const said = (text: string): unknown => JSON.parse(mendedJson(text) ?? '"not mended"');

describe('JSON with small faults', () => {
  it.each([
    ['a comment before it', '// exported\n{"a":1}', { a: 1 }],
    ['a comment inside', '{ /* the id */ "a": 1 // one\n}', { a: 1 }],
    ['commas with nothing behind them', '{"a":[1,2,],"b":{"c":3,},}', { a: [1, 2], b: { c: 3 } }],
    ['a comma and a comment before the end', '{"a":1, /* no more */ }', { a: 1 }],
    ['a line end inside a string', '{"a":"one\ntwo"}', { a: 'one\ntwo' }],
    ['a control character inside a string', '{"a":"one\u000btwo"}', { a: 'one\u000btwo' }],
    ['a control character between values', '{"a":1\u001e}', { a: 1 }],
    ['several values', '{"a":1}\n{\n"b":2}', [{ a: 1 }, { b: 2 }]],
    ['lines that end with a comma', '{"a":1},\n{"b":2},\n', [{ a: 1 }, { b: 2 }]],
  ])('is put right: %s', (_, text, value) => {
    expect(said(text)).toEqual(value);
  });

  it('keeps every letter of a string, also one that looks like a fault', () => {
    const value = { a: 'https://x.example/,}', b: '/* a\\" */', c: '0.50' };
    expect(said(`// a comment\n${JSON.stringify(value)}`)).toEqual(value);
  });

  it('gives up where a comment holds a record, or has no end', () => {
    expect(mendedJson('{"a":1} /* {"resourceType":"Condition"} */')).toBeUndefined();
    expect(mendedJson('[{"a":1} // {"resourceType":"Condition"}\n]')).toBeUndefined();
    expect(() => said('{"a":1}\n/* {"b":2}')).toThrow(SyntaxError);
  });

  it('ends a comment at any line end', () => {
    expect(said('{"a":1} // one\r{"b":2}')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('fills no hole in a list', () => {
    expect(() => said('["A",,"B",]')).toThrow(SyntaxError);
  });

  it('keeps numbers to the letter', () => {
    expect(mendedJson('{"value":0.50,}')).toBe('{"value":0.50 }');
  });

  it.each(['{"a":1}', '[1,2]', '{"a":"// no comment"}', ''])(
    'says of %j that nothing is wrong',
    (text) => {
      expect(mendedJson(text)).toBeUndefined();
    },
  );
});
