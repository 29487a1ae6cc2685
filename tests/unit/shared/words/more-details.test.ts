import { describe, expect, it } from 'vitest';
import { parseFhirObject } from '../../../../shared/fhir/json.ts';
import { resourceOf, type FhirResource } from '../../../../shared/fhir/resource.ts';
import { english } from '../../../../shared/words/english.ts';
import { moreDetails } from '../../../../shared/words/more-details.ts';

const more = (resource: FhirResource, page: readonly string[] = []) =>
  moreDetails(resource, page, english).map(({ name, value }) => `${name}: ${value}`);

describe('what a source wrote beyond what the page says', () => {
  it('is listed under the names of its parts, whatever type it has', () => {
    expect(
      more({
        resourceType: 'NewThing',
        hospitalization: { admitSource: { text: 'From the theatre' } },
        item: [{ answerDecimal: 2 }, { isUrgent: false, answerQuantity: { value: 3, unit: 'mg' } }],
      }),
    ).toEqual([
      'Hospitalization – admit source: From the theatre',
      'Item 1 – answer: 2',
      'Item 2 – is urgent: No',
      'Item 2 – answer: 3 mg',
    ]);
  });

  it('leaves out what stands on the page in words, and no more than that', () => {
    const resource = {
      resourceType: 'NewThing',
      first: { text: 'Ear' },
      second: { text: 'Heart' },
    };
    expect(more(resource, ['Operation on the heart'])).toEqual(['First: Ear']);
  });

  it('keeps a number that the page says of something else', () => {
    expect(more({ resourceType: 'NewThing', title: 'Dose 2', sequence: 2 })).toEqual([
      'Sequence: 2',
    ]);
  });

  it('keeps digits as they were written', () => {
    const read = parseFhirObject('{"resourceType":"NewThing","amount":{"value":1.00,"unit":"g"}}');
    expect(more(resourceOf(read) ?? { resourceType: '' })).toEqual(['Amount: 1.00 g']);
  });

  it('gives both words where a text and its code say different things', () => {
    expect(
      more({
        resourceType: 'NewThing',
        manner: { text: 'Nausea', coding: [{ code: '1', display: 'Penicillin (substance)' }] },
      }),
    ).toEqual(['Manner: Nausea, Penicillin (substance)']);
  });

  it('reads extensions, those of a single date too, and what is contained', () => {
    expect(
      more({
        resourceType: 'NewThing',
        extension: [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus',
            extension: [{ url: 'deathNotificationStatus', valueString: 'Formal' }],
          },
        ],
        _madeOn: { extension: [{ url: 'http://a.example/accuracy', valueString: 'About' }] },
        contained: [{ resourceType: 'Location', id: 'l', description: 'Behind the mill' }],
      }),
    ).toEqual([
      'Death notification status: Formal',
      'Made on – accuracy: About',
      'Place – description: Behind the mill',
    ]);
  });

  it('reads the narrative unless it repeats the data', () => {
    const text = (status: string) => ({
      resourceType: 'Patient',
      text: { status, div: '<div><p>Penicillin &amp; latex</p></div>' },
    });
    expect(more(text('additional'))).toEqual(['In the source’s own words: Penicillin & latex']);
    expect(more(text('generated'))).toEqual([]);
  });

  it('says nothing that only computers read', () => {
    expect(
      more({
        resourceType: 'NewThing',
        id: 'a1',
        meta: { profile: ['http://a.example/p'], versionId: '3' },
        identifier: [
          { system: 'urn:x', value: '0f8fad5b-d9cb-469f-a165-70867728950e' },
          { system: 'urn:y', value: 'REF 12/3' },
        ],
        patient: { reference: 'Patient/p', display: 'Margaret Hale' },
        encounter: { reference: 'Encounter/e' },
      }),
    ).toEqual(['Identifier: REF 12/3']);
  });
});
