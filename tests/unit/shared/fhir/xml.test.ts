import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../../shared/base/error.ts';
import { readRecord } from '../../../../shared/fhir/read-record.ts';
import { readFhirXml } from '../../../../shared/fhir/xml/read.ts';

const fhir = 'xmlns="http://hl7.org/fhir"';
const only = (xml: string) => readRecord(xml).resources[0];

function refusal(xml: string): string | undefined {
  try {
    readRecord(xml);
    return undefined;
  } catch (thrown) {
    return codeOf(thrown);
  }
}

describe('a resource in XML', () => {
  it('has lists where the definition has them, and decimals to the letter', () => {
    const xml = `<?xml version="1.0"?>\n<Observation ${fhir}><id value="o1"/><status value="final"/><category><text value="Vital signs"/></category><code><coding><system value="http://loinc.org"/><code value="8867-4"/></coding></code><subject><reference value="Patient/1"/></subject><valueQuantity><value value="7.0"/><unit value="a &lt; b"/></valueQuantity></Observation>`;
    const read = only(xml);
    expect(read?.text).toBe(
      '{"resourceType":"Observation","id":"o1","status":"final","category":[{"text":"Vital signs"}],"code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"subject":{"reference":"Patient/1"},"valueQuantity":{"value":7.0,"unit":"a < b"}}',
    );
    expect(read?.original).toEqual({
      text: xml.slice(xml.indexOf('<Obs')),
      format: 'xml',
      version: 'R4',
      reference: 'Observation/o1',
    });
  });

  it('keeps the narrative to the letter, with HTML’s entities and without a prefix of the document', () => {
    const div = '<div xmlns="http://www.w3.org/1999/xhtml" lang="en">1&nbsp;&lt; 2<br/>\n</div>';
    const text = (inner: string, more = '') =>
      only(`<Patient ${fhir}${more}><text><status value="generated"/>${inner}</text></Patient>`)
        ?.resource['text'];
    expect(text(div)).toEqual({ status: 'generated', div });
    expect(
      text('<h:div><h:p>x</h:p></h:div>', ' xmlns:h="http://www.w3.org/1999/xhtml"'),
    ).toMatchObject({ div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div>' });
  });

  it('writes extensions of primitives beside them, in lists with null for nothing', () => {
    const extension = '<extension url="u"><valueCode value="masked"/></extension>';
    const patient = only(
      `<Patient ${fhir}><name><given value="Ada"/><given>${extension}</given></name><birthDate id="b" value="1960">${extension}</birthDate></Patient>`,
    )?.resource;
    const beside = { extension: [{ url: 'u', valueCode: 'masked' }] };
    expect(patient).toEqual({
      resourceType: 'Patient',
      name: [{ given: ['Ada', null], _given: [null, beside] }],
      birthDate: '1960',
      _birthDate: { id: 'b', ...beside },
    });
  });

  it('is read in Parameters around a Bundle, whose values are remarks', () => {
    const patient = '<Patient><id value="p1"/></Patient>';
    const bundle = `<Bundle><entry><fullUrl value="urn:uuid:1"/><resource>${patient}</resource></entry></Bundle>`;
    const xml = (parameters: string) => `<Parameters ${fhir}>${parameters}</Parameters>`;
    const value = '<parameter><name value="total"/><valueInteger value="1"/></parameter>';
    const part = '<part><resource><Basic><id value="b1"/></Basic></resource></part>';
    const { resources, skipped } = readFhirXml(
      xml(
        `<parameter><resource>${bundle}</resource></parameter><parameter>${part}</parameter>${value}`,
      ),
    );
    expect(resources.map(({ resource, fullUrl }) => [resource.resourceType, fullUrl])).toEqual([
      ['Patient', 'urn:uuid:1'],
      ['Basic', undefined],
    ]);
    expect(skipped).toEqual([{ type: 'Parameters', reason: 'operation-outcome' }]);
    expect(readFhirXml(xml(value)).resources).toMatchObject([
      { resource: { resourceType: 'Parameters' } },
    ]);
  });

  it('is read in a Bundle with contained resources, and put into R4 from DSTU2', () => {
    const xml = `<Bundle ${fhir}><link><relation value="next"/><url value="http://x/2"/></link><entry><fullUrl value="urn:uuid:1"/><resource><MedicationOrder><contained><Medication><id value="m"/><isBrand value="true"/></Medication></contained><patient><reference value="Patient/1"/></patient></MedicationOrder></resource></entry><entry/><entry><resource><OperationOutcome><issue><diagnostics value="cut short"/></issue></OperationOutcome></resource></entry></Bundle>`;
    const read = readRecord(xml);
    expect(read.resources).toMatchObject([
      {
        fullUrl: 'urn:uuid:1',
        resource: {
          resourceType: 'MedicationRequest',
          subject: { reference: 'Patient/1' },
          contained: [{ resourceType: 'Medication', extension: [{ valueBoolean: true }] }],
        },
        original: { version: 'DSTU2', format: 'xml' },
        unplaced: [{ path: 'Medication.isBrand', kept: 'extension' }],
      },
    ]);
    expect(read.next).toBe('http://x/2');
    expect(read.warnings).toEqual(['cut short']);
    expect(read.skipped.map(({ reason }) => reason)).toEqual(['no-resource', 'operation-outcome']);
  });

  it('keeps what its version does not know', () => {
    const xml = `<Patient ${fhir}><shoeSize value="43"/><shoe><left value="x"/></shoe><__proto__ value="y"/></Patient>`;
    expect(only(xml)?.text).toBe(
      '{"resourceType":"Patient","shoeSize":"43","shoe":{"left":"x"},"__proto__":"y"}',
    );
  });
});

describe('XML that is refused', () => {
  const bomb =
    '<!DOCTYPE Patient [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Patient xmlns="http://hl7.org/fhir"><id value="&b;"/></Patient>';
  it.each([
    ['a document type with entities of its own', bomb, 'file-unreadable'],
    [
      'an entity that XML does not know',
      `<Patient ${fhir}><id value="&x;"/></Patient>`,
      'file-ill-formed',
    ],
    ['depth', `<Patient ${fhir}>${'<a>'.repeat(5000)}`, 'file-too-deep'],
    [
      'a narrative so deep that the parser would look for each namespace in all of it',
      `<Patient ${fhir}><text><div xmlns="http://www.w3.org/1999/xhtml">${'<div>'.repeat(90_000)}`,
      'file-too-deep',
    ],
    ['a cut', `<Patient ${fhir}><id value="1"/>`, 'file-truncated'],
    ['a cut within a tag', `<Patient ${fhir}><id val`, 'file-truncated'],
    ['tags that cross', `<Patient ${fhir}><a><b></a></b></Patient>`, 'file-ill-formed'],
    [
      'an & that stands for itself',
      `<Patient ${fhir}><id value="a & b"/></Patient>`,
      'file-ill-formed',
    ],
    ['another language', '<ClinicalDocument xmlns="urn:hl7-org:v3"/>', 'file-not-health-data'],
  ])('for %s', (_, xml, code) => {
    expect(refusal(xml)).toBe(code);
  });
});
