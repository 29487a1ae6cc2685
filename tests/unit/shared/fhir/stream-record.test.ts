import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../../shared/base/error.ts';
import { readIncoming } from '../../../../shared/fhir/incoming.ts';
import { recordStream, type StreamOptions } from '../../../../shared/fhir/stream-record.ts';

const patient = '{"resourceType":"Patient","id":"p1","note":"a \\"]}, \\\\"}';
const result = '{ "resourceType" : "Observation","valueQuantity":{"value":7.0},"x":[[],{}] }';
const list = '{"entry":[{"item":{"reference":"Patient/p1"}},{"item":{}}],"resourceType":"List"}';

/** All parts of a text that arrives in chunks of `size` characters. */
function partsOf(text: string, size: number, options?: StreamOptions) {
  const stream = recordStream(options);
  const parts = [];
  for (let at = 0; at < text.length; at += size)
    parts.push(...stream.push(text.slice(at, at + size)));
  return [...parts, ...stream.end()];
}

const textsOf = (text: string, size: number, options?: StreamOptions) =>
  partsOf(text, size, options).flatMap((part) => part.resources.map((one) => one.text));

const bundle = (entries: readonly string[], more = '') =>
  `{"resourceType":"Bundle",${more}"entry":[${entries.map((one) => `{"fullUrl":"urn:x","resource":${one}}`).join(' ,\n')}],"link":[{"relation":"next","url":"http://x/2"}]}`;

function refusal(text: string, options?: StreamOptions): string | undefined {
  try {
    partsOf(text, 7, options);
    return undefined;
  } catch (thrown) {
    return codeOf(thrown);
  }
}

describe('a large file that is read in parts', () => {
  const texts = {
    'a Bundle': bundle([patient, result, list]),
    'a Bundle that says so at its end': bundle([patient, result])
      .replace('"resourceType":"Bundle",', '')
      .replace(/\}$/, ',"resourceType":"Bundle"}'),
    'a List, which has entries too': list,
    'a single resource': result,
    'a list of resources': `\ufeff [${patient}, ${result}]`,
    NDJSON: `${patient}\n\n${result}\r\n${list}`,
    'a Bundle in a Bundle': bundle([bundle([patient, result]), list]),
    'a Bundle of nothing': '{"resourceType":"Bundle","entry":[]}',
  };
  it.each(Object.entries(texts))(
    'gives of %s what a small one gives, wherever it is cut',
    (_, text) => {
      const whole = readIncoming(text);
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 60 }),
          fc.integer({ min: 1, max: 400 }),
          (size, partSize) => {
            expect(textsOf(text, size, { partSize })).toEqual(
              whole.resources.map((one) => one.text),
            );
            const nexts = partsOf(text, size, { partSize }).flatMap((part) => part.next ?? []);
            expect(nexts.at(-1)).toBe(whole.next);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it('never holds more than a part and an entry', () => {
    const stream = recordStream({ partSize: 1000, largestEntry: 2000 });
    let stored = 0;
    stream.push('{"resourceType":"Bundle","entry":[');
    for (let sent = 0; sent < 20_000; sent += 1) {
      const parts = stream.push(`${sent === 0 ? '' : ','}{"resource":${patient}}`);
      stored += parts.reduce((count, part) => count + part.resources.length, 0);
      expect(sent - stored).toBeLessThan(20);
    }
    const rest = [...stream.push(']}'), ...stream.end()];
    expect(stored + rest.flatMap((part) => part.resources).length).toBe(20_000);
  });

  it('names a broken line of NDJSON and keeps the others', () => {
    const parts = partsOf(`${patient}\n{"resourceType":"Obs\n${result}\n`, 5, { partSize: 1 });
    expect(parts.flatMap((part) => part.resources)).toHaveLength(2);
    expect(parts.flatMap((part) => part.skipped)).toEqual([
      { type: 'line', reason: 'unreadable-line' },
    ]);
  });

  it('carries the version that the first part tells to later parts', () => {
    const allergy =
      '{"resourceType":"AllergyIntolerance","clinicalStatus":"active","assertedDate":"2020"}';
    const text = bundle([
      allergy,
      '{"resourceType":"Patient","animal":{}}',
      '{"resourceType":"Patient"}',
    ]);
    const versions = partsOf(text, 50, { partSize: 1 }).flatMap((part) =>
      part.resources.map((one) => one.original?.version),
    );
    expect(versions).toEqual(['STU3', 'STU3', 'STU3']);
  });

  it.each([
    ['a cut', bundle([patient]).slice(0, -40), 'file-truncated'],
    ['a cut in a string', '{"resourceType":"Bun', 'file-truncated'],
    ['nothing', ' \n ', 'file-empty'],
    ['other text', 'Dear patient', 'file-not-health-data'],
    [
      'an entry without end',
      bundle([`{"resourceType":"Binary","data":"${'x'.repeat(5000)}"}`]),
      'file-too-large',
    ],
  ])('is refused for %s', (_, text, code) => {
    expect(refusal(text, { largestEntry: 2000 })).toBe(code);
  });
});
