import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { textCardContentOf } from '../../renderer/vault/share/text-card-content.ts';
import { parseFhirJson, stringifyFhirJson } from '../../shared/fhir/json.ts';
import { readIncoming } from '../../shared/fhir/incoming.ts';
import { signBundle } from '../../shared/share/bundle-signature.ts';
import type { SigningKeys } from '../../shared/share/signing-key.ts';
import { composeTextCard } from '../../shared/share/text-card.ts';
import { verifyShare } from '../../shared/share/verify-share.ts';
import { readSummary } from '../../shared/summary/read-summary.ts';
import { english } from '../../shared/words/english.ts';
import { roundedNumber } from '../../shared/words/rounded-number.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import { aRecord, summarise } from '../conformance/a-record.ts';
import { someKeys } from '../unit/shared/share/fixtures.ts';
import { troublesomeNumbers, writtenNumber } from './written-numbers.ts';

const now = new Date('2026-11-21T12:00:00Z');

/** A source's text, for JavaScript has no value for "0.50". */
const sourceText = (dose: string, result: string) => `{"resourceType":"Bundle","entry":[
  {"resource":{"resourceType":"Patient","id":"1","name":[{"text":"Margaret Hale"}],"birthDate":"1951-04-17"}},
  {"resource":{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order",
    "medicationCodeableConcept":{"text":"Lorazepam"},"subject":{"reference":"Patient/1"},"authoredOn":"2026-11-01",
    "dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":${dose},"unit":"mg"}}]}]}},
  {"resource":{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/1"},
    "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
    "code":{"text":"Potassium"},"effectiveDateTime":"2026-11-01",
    "valueQuantity":{"value":${result},"unit":"mmol/L"}}}]}`;

let keys: SigningKeys;
beforeAll(async () => {
  keys = await someKeys();
});

/** "1.0 mg" is read as ten: in words, a whole number of a dose is written as one. @see docs/decisions/0035-numbers-units-and-flags.md */
function doseInWords(written: string): string {
  return written.replace(/^(\d+)\.0+$/, '$1');
}

/** Follows a dose and a result from the source to everything that a person or a program is given. */
async function comesThrough(dose: string, result: string): Promise<void> {
  const record = aRecord({ Surgery: readIncoming(sourceText(dose, result)).resources });
  const { text } = summarise(record, { now });
  expect(text).toContain(`"value":${dose},"unit":"mg"`);
  expect(text).toContain(`"value":${result},"unit":"mmol/L"`);
  const [taken, measured] = [`${doseInWords(dose)} mg`, `${roundedNumber(result)} mmol/L`];
  for (const words of [`<td>${taken}</td>`, `<td>${measured}</td>`]) {
    expect(text.replaceAll('\\"', '"')).toContain(words);
  }

  const view = readSummary(text, english);
  if (view === undefined) throw new Error('it is a summary');
  const items = view.sections.flatMap((section) => section.items);
  expect(items.flatMap(({ details }) => details.map(({ words }) => words))).toContain(taken);
  expect(items.map(({ value }) => value)).toContain(measured);

  const card = await composeTextCard(textCardContentOf(view, english), keys);
  expect(card.text).toContain(`\nMEDICINES: Lorazepam, ${taken}\n`);

  const verdict = await verifyShare(utf8(await signBundle(text, keys)), { now });
  if (!('bundleText' in verdict)) throw new Error(`it is ${verdict.state}`);
  expect(verdict.bundleText).toContain(`"value":${dose},"unit":"mg"`);
}

describe('a number of a source', () => {
  it.each(troublesomeNumbers)('%s is the same in a summary, its words and a card', (number) =>
    comesThrough(number, number),
  );

  it('is the same whatever it is', () =>
    fc.assert(fc.asyncProperty(writtenNumber, writtenNumber, comesThrough), { numRuns: 60 }));

  it('is the same in any place of a JSON text', () => {
    const place = fc.constantFrom('@', '[@]', '[1,@]', '{"a":@}', '{"a":[@,@],"b":{"c":-@}}', '-@');
    fc.assert(
      fc.property(writtenNumber, place, (number, around) => {
        const text = around.replaceAll('@', () => number);
        expect(stringifyFhirJson(parseFhirJson(text))).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });
});
