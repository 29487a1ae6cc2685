import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFhirJson } from '../../../../shared/fhir/json.ts';
import { readRecord, readRecordLines } from '../../../../shared/fhir/read-record.ts';
import { repeatsAName, saysTwoThings } from '../../../../shared/fhir/repeated-names.ts';
import { recordStream } from '../../../../shared/fhir/stream-record.ts';

const says = (text: string) => saysTwoThings(text, parseFhirJson(text));

describe('two members of one name', () => {
  it.each([
    '{"code":{"text":"Penicillin"},"code":{"text":"Latex"}}',
    '{"a":[{"b":1,"c":2,"b":3}]}',
    '{"dose" : "1 mg", "dose"\n:\t"5 mg"}',
    '{"value":7.0,"value":7.10}',
    '{"a\\\\":1,"a\\\\":2}',
    '{"n":null,"n":"x"}',
    '{"a":": looks like a name","b":1,"b":2}',
  ])('with different values are found: %s', (text) => {
    expect(says(text)).toBe(true);
  });

  it.each([
    '{"subject":{"reference":"Patient/1"},"subject":{"reference":"Patient/1"}}',
    '{"a":{"b":1},"c":{"b":2}}',
    '{"a":"\\":","b":": text","c":"\\\\"}',
    '{"value":7.10,"other":1e400}',
  ])('that are equal, or of different objects, are no matter: %s', (text) => {
    expect(says(text)).toBe(false);
  });

  it('are found in no JSON that was written from objects', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(says(text)).toBe(false);
      }),
    );
  });

  it.each([
    ['{"a":1,"a":1}', true],
    ['{"a":{"b":1},"c":{"b":1}}', false],
    ['[{"a":1},{"a":1}]', false],
    ['{"a":[{"b":1,"b":1}]}', true],
    ['{"a":"\\"a\\":","b":":a"}', false],
    ['{"a":1, "\\u0061" : 2}', true],
    ['{"":1,"":1}', true],
  ])('stand twice in %j: %s', (text, isTwice) => {
    expect(repeatsAName(text)).toBe(isTwice);
  });

  it('stand nowhere twice in what a program wrote', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(repeatsAName(text)).toBe(false);
      }),
    );
  });

  it('cost their entry, which is named, and no other', () => {
    const twice =
      '{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"Penicillin"},"code":{"text":"Latex"}}';
    const other = '{"resourceType":"Patient","id":"p"}';
    const skipped = [{ type: 'AllergyIntolerance', reason: 'two-values' }];
    const bundle = `{"resourceType":"Bundle","entry":[{"resource":${twice}},{"resource":${other}}]}`;
    for (const read of [
      readRecord(bundle),
      readRecord(`[${twice},${other}]`),
      readRecordLines(`${twice}\n${other}`),
    ]) {
      expect(read.resources.map(({ resource }) => resource.id)).toEqual(['p']);
      expect(read.skipped).toEqual(skipped);
    }
    const stream = recordStream();
    const parts = [...stream.push(bundle), ...stream.end()];
    expect(parts.flatMap((part) => part.skipped)).toEqual(skipped);
    expect(readRecord(twice)).toMatchObject({ resources: [], skipped });
  });
});

const file = join(
  import.meta.dirname,
  '../../../../../shared/data/odd/08-duplicate-keys/allergy.json',
);

it.skipIf(!existsSync(file))('a file with two values under one name is never half read', () => {
  const { resources, skipped } = readRecord(readFileSync(file, 'utf8'));
  expect(resources.map(({ resource }) => resource.resourceType)).toEqual(['Patient']);
  expect(skipped).toEqual([
    { type: 'AllergyIntolerance', reason: 'two-values' },
    { type: 'MedicationStatement', reason: 'two-values' },
  ]);
});

if (!existsSync(file)) console.log('skipped: no ../shared');
