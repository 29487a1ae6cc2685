import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIncoming, speaksOlderVersion } from '../../../../shared/fhir/incoming.ts';

const patient = '{"resourceType":"Patient","id":"p1"}';
const result = '{"resourceType":"Observation","id":"o1","valueQuantity":{"value":7.0}}';

const types = (text: string) =>
  readIncoming(text).resources.map(({ resource }) => resource.resourceType);

describe('records inside other data', () => {
  const condition = (id: string) => `{"resourceType":"Condition","id":"${id}"}`;
  const idsOf = (text: string) => readIncoming(text).resources.map(({ resource }) => resource.id);

  it('are read, and it is said', () => {
    const text = `{"status":"ok","data":{"items":[${condition('a')},${condition('b')}]}}`;
    expect(idsOf(text)).toEqual(['a', 'b']);
    expect(readIncoming(text).isWrapped).toBe(true);
    expect(readIncoming(condition('a')).isWrapped).toBeUndefined();
  });

  it('are passed over, and named, where they are called deleted or earlier', () => {
    const text = `{"current":[${condition('a')}],"deleted":[${condition('b')}],"before":${condition('c')}}`;
    expect(idsOf(text)).toEqual(['a']);
    const past = { type: 'entry', reason: 'called-past' };
    expect(readIncoming(text).skipped).toEqual([past, past]);
  });
});

describe('reading what arrives', () => {
  it('reads a Bundle and keeps each resource to the letter', () => {
    const text = `{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"http://x/next"}],"entry":[{"fullUrl":"urn:uuid:1","resource":${patient}},{"resource": ${result} }]}`;
    const incoming = readIncoming(text);
    expect(incoming.resources.map((one) => one.text)).toEqual([patient, result]);
    expect(incoming.resources[0]?.fullUrl).toBe('urn:uuid:1');
    expect(incoming.next).toBe('http://x/next');
  });

  it('reads a single resource, an array, NDJSON and a byte order mark', () => {
    expect(types(patient)).toEqual(['Patient']);
    expect(types(`[${patient},${result}]`)).toEqual(['Patient', 'Observation']);
    expect(types(`${patient}\n${result}\n`)).toEqual(['Patient', 'Observation']);
    expect(types(`\ufeff${patient}`)).toEqual(['Patient']);
  });

  it('reads a Bundle within a Bundle', () => {
    const inner = `{"resourceType":"Bundle","entry":[{"resource":${result}}]}`;
    expect(types(`{"resourceType":"Bundle","entry":[{"resource":${inner}}]}`)).toEqual([
      'Observation',
    ]);
  });

  it('opens an answer that stands in Parameters, and takes its values for remarks', () => {
    const bundle = `{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1","resource":${patient}}]}`;
    const parts = `[{"name":"result","resource":${result}},{"name":"broken","resource":{type:"Basic"}}]`;
    const parameters = `{"resourceType":"Parameters","parameter":[{"name":"return","resource":${bundle}},{"name":"total","valueInteger":1},{"name":"more","part":${parts}}]}`;
    for (const text of [parameters, `[${parameters}]`, `${parameters}\n${parameters}`]) {
      const { resources, skipped } = readIncoming(text);
      expect(resources.slice(0, 2)).toEqual([
        { resource: JSON.parse(patient) as unknown, text: patient, fullUrl: 'urn:uuid:1' },
        expect.objectContaining({ text: result }),
      ]);
      expect(skipped.slice(0, 2)).toEqual([
        { type: 'entry', reason: 'unreadable-entry' },
        { type: 'Parameters', reason: 'operation-outcome' },
      ]);
    }
  });

  it.each([
    '{"resourceType":"Parameters","parameter":[{"name":"total","valueInteger":1}]}',
    '{"resourceType":"Parameters","parameter":[{"name":"return","resource":{"resourceType":"OperationOutcome"}}]}',
    '{"resourceType":"Parameters","parameter":{"name":"no list"}}',
    '{"resourceType":"Parameters"}',
  ])('keeps Parameters without records as they are: %s', (text) => {
    expect(types(text)).toEqual(['Parameters']);
  });

  it('names what lies in thousands of Parameters, one in the other', () => {
    const open = '{"resourceType":"Parameters","parameter":[{"name":"n","resource":';
    const nested = `${open.repeat(3000)}${patient}${'}]}'.repeat(3000)}`;
    const { resources, skipped } = readIncoming(`[${patient},${nested}]`);
    expect(resources).toHaveLength(1);
    expect(skipped).toEqual([{ type: 'Parameters', reason: 'too-deep' }]);
  });

  it('names nonsense entries and keeps the others', () => {
    const text = `{"resourceType":"Bundle","entry":[null,7,{},{"resource":null},{"resource":{"id":"x"}},{"resource":{"resourceType":7}},{"resource":${patient}}]}`;
    const incoming = readIncoming(text);
    expect(incoming.resources).toHaveLength(1);
    expect(incoming.skipped.map((skip) => skip.reason)).toEqual([
      'no-resource',
      'no-resource',
      'no-resource',
      'no-resource',
      'no-resource-type',
      'no-resource-type',
    ]);
  });

  it.each([
    ['a number that is none', `{"resource":{"resourceType":"Observation","valueInteger":NaN}}`],
    ['a bare line break', `{"resource":{"resourceType":"Observation","valueString":"a\nb"}}`],
    ['a name without quotation marks', `{resource:{"resourceType":"Observation"}}`],
  ])('says of an entry with %s that it cannot be read, not that there is none', (_what, entry) => {
    const text = `{"resourceType":"Bundle","entry":[${entry},{"resource":${patient}}]}`;
    const { resources, skipped } = readIncoming(text);
    expect(resources).toHaveLength(1);
    expect(skipped).toEqual([{ type: 'entry', reason: 'unreadable-entry' }]);
  });

  it('takes both of two resources that stand in one entry', () => {
    const twice = `{"resource":${patient},"resource":${result}}`;
    expect(types(`{"resourceType":"Bundle","entry":[${twice}]}`)).toEqual([
      'Patient',
      'Observation',
    ]);
  });

  it('passes on the words of an OperationOutcome within a page', () => {
    const outcome =
      '{"resourceType":"OperationOutcome","issue":[{"details":{"text":"Additional data may be present"}}]}';
    expect(
      readIncoming(`{"resourceType":"Bundle","entry":[{"resource":${outcome}}]}`).warnings,
    ).toEqual(['Additional data may be present']);
  });

  it('keeps the good lines of NDJSON with a broken one', () => {
    const incoming = readIncoming(`${patient}\n{"resourceType":"Obs\n${result}\n`);
    expect(incoming.resources).toHaveLength(2);
    expect(incoming.skipped).toEqual([{ type: 'line', reason: 'unreadable-line' }]);
  });

  it.each([
    ['', 'file-empty'],
    ['  \n', 'file-empty'],
    ['{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Pat', 'file-truncated'],
    ['{"hello":"world"', 'file-truncated'],
    ['<html></html>', 'file-not-health-data'],
    ['<Bundle xmlns="http://hl7.org/fhir"></Bundle>', 'file-xml'],
    ['hello', 'file-not-health-data'],
    ['{"resourceType" "Bundle"}', 'file-ill-formed'],
  ])('says of %j that it is %s', (text, code) => {
    expect(() => readIncoming(text)).toThrow(expect.objectContaining({ code }));
  });

  it('takes an empty Bundle for a Bundle', () => {
    expect(
      readIncoming('{"resourceType":"Bundle","type":"searchset","total":0}').resources,
    ).toEqual([]);
  });

  it('finds every resource of any Bundle to the letter, whatever its strings hold', () => {
    const resources = fc.array(
      fc.record({ resourceType: fc.constant('Basic'), text: fc.string(), more: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(resources, fc.nat(2), (list, indent) => {
        const text = JSON.stringify(
          { resourceType: 'Bundle', entry: list.map((resource) => ({ resource })) },
          null,
          indent,
        );
        const read = readIncoming(text).resources.map((one) => JSON.parse(one.text) as unknown);
        expect(read).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  it('never fails otherwise than with a code, whatever bytes come', () => {
    const text = `{"resourceType":"Bundle","entry":[{"resource":${patient}},{"resource":${result}}]}`;
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(text.length),
        fc.string({ maxLength: 5 }),
        (from, length, insert) => {
          const broken = text.slice(0, from) + insert + text.slice(from + length);
          try {
            readIncoming(broken);
          } catch (thrown) {
            expect(thrown).toHaveProperty('name', 'AppError');
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('recognises resources of an older FHIR version', () => {
    expect(speaksOlderVersion([{ resourceType: 'MedicationOrder' }])).toBe(true);
    expect(speaksOlderVersion([{ resourceType: 'Condition', clinicalStatus: 'active' }])).toBe(
      true,
    );
    expect(
      speaksOlderVersion([{ resourceType: 'Condition', clinicalStatus: { coding: [] } }]),
    ).toBe(false);
  });
});
