import { describe, expect, it } from 'vitest';
import { sectionTextOf } from '../../../../shared/fhir/ccda/section-text.ts';
import { compositionTexts } from '../../../../shared/fhir/composition-texts.ts';
import { readRecord } from '../../../../shared/fhir/read-record.ts';
import { describe as describeResource } from '../../../../shared/record/describe.ts';
import { listStateOf } from '../../../../shared/record/list-warnings.ts';

const text = (words: string, status = 'generated') => ({
  status,
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`,
});
const allergies = { coding: [{ system: 'http://loinc.org', code: '48765-2' }] };
const reason = (code: string) => ({ coding: [{ code, display: `Reason ${code}` }] });

const textsOf = (section: object, members: object = {}) =>
  compositionTexts([
    {
      resource: {
        resourceType: 'Composition',
        status: 'final',
        title: 'Letter',
        subject: { reference: 'Patient/1' },
        ...members,
        section: [{ title: 'Allergies', code: allergies, ...section }],
      },
    },
    { resource: { resourceType: 'Condition', id: 'c' }, fullUrl: 'urn:uuid:1' },
  ]);

describe('a section of a FHIR document', () => {
  it('is kept as text where none of its entries is there, whatever the status of its text', () => {
    for (const status of ['generated', 'extensions', 'additional', 'empty']) {
      const entry = [{ reference: 'AllergyIntolerance/elsewhere' }];
      const [kept, ...others] = textsOf({ text: text('<p>PENICILLIN 1998</p>', status), entry });
      expect(others).toEqual([]);
      expect(kept && sectionTextOf(kept)).toMatchObject({
        title: 'Allergies',
        text: 'PENICILLIN 1998',
        document: 'Letter',
        section: { code: '48765-2' },
      });
      expect(kept).toMatchObject({ subject: { reference: 'Patient/1' } });
    }
  });

  it('is not said twice where an entry is there', () => {
    for (const reference of ['Condition/c', 'urn:uuid:1', 'https://example.org/fhir/Condition/c']) {
      expect(textsOf({ text: text('Gout'), entry: [{ reference }] })).toEqual([]);
    }
  });

  it('within another, and about somebody else, is kept as such', () => {
    const section = [{ title: 'Baby', text: text('Jaundice'), focus: { reference: 'Patient/2' } }];
    expect(textsOf({ section })).toMatchObject([
      { resourceType: 'DocumentReference', subject: { reference: 'Patient/2' } },
    ]);
  });

  it('that only says that nothing stands there is a list without anything', () => {
    for (const words of ['No information available.', 'None recorded', 'No data', 'Not recorded']) {
      const [list, ...others] = textsOf({ text: text(words) });
      expect(others).toEqual([]);
      expect(list).toMatchObject({ resourceType: 'List', emptyReason: { text: words } });
    }
    for (const words of [
      'No known allergies but rash with latex',
      'No penicillin',
      'Unknown rash',
    ]) {
      expect(textsOf({ text: text(words) })).toMatchObject([{ resourceType: 'DocumentReference' }]);
    }
  });

  it('says why it is empty, and whatever else it says', () => {
    const [list, ...none] = textsOf({
      text: text('No known allergies'),
      emptyReason: reason('nilknown'),
    });
    expect(none).toEqual([]);
    expect(list && stateOf(list)).toMatchObject({ isEmpty: true, notes: ['No known allergies'] });
    const [held, kept] = textsOf({ text: text('Rash'), emptyReason: reason('withheld') });
    expect(held && stateOf(held)).toMatchObject({ warnings: ['withheld'], subject: 'allergies' });
    expect(kept).toMatchObject({ description: 'Allergies: Rash' });
  });

  it('of a document that its source calls an error is nothing', () => {
    expect(textsOf({ text: text('Rash') }, { status: 'entered-in-error' })).toEqual([]);
  });

  it('comes with the file that has it', () => {
    const resource = {
      resourceType: 'Composition',
      status: 'final',
      section: [{ title: 'Plan', text: text('Repeat in March') }],
    };
    const file = JSON.stringify({
      resourceType: 'Bundle',
      type: 'document',
      entry: [{ resource }],
    });
    expect(readRecord(file).resources.map((one) => one.resource.resourceType)).toEqual([
      'Composition',
      'DocumentReference',
    ]);
  });
});

function stateOf(list: Parameters<typeof describeResource>[0]) {
  return listStateOf({ ...describeResource(list), resourceType: 'List' });
}
