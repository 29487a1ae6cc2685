import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../shared/fhir/ccda/facts-in.ts';
import { readCcda } from '../../shared/fhir/ccda/read-ccda.ts';
import { sectionTextOf } from '../../shared/fhir/ccda/section-text.ts';
import { resourceOf, type FhirResource } from '../../shared/fhir/resource.ts';
import { judgeResource } from './judges/resource.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

const read = (path: string) => readCcda(textOf(path), hash);

function entries(path: string, type?: string): FhirResource[] {
  return read(path)
    .resources.slice(1)
    .map(({ resource }) => resource)
    .filter(({ resourceType }) => type === undefined || resourceType === type);
}

/** By its name: what the record says of it. */
function named(resources: readonly FhirResource[], name: string): FhirResource | undefined {
  return resources.find((one) => JSON.stringify(one['code']).includes(name));
}

const code = (value: string) => ({ coding: [{ code: value }] });

describe.skipIf(!existsSync(data))('the cases of clinical documents', () => {
  it('two allergies with every kind of severity say theirs', () => {
    const allergies = entries('cases/ccda-allergy-severity.xml');
    expect(named(allergies, 'Penicillin G')).toMatchObject({
      reaction: [
        {
          manifestation: [{ text: 'Angioedema' }],
          severity: 'severe',
          note: [{ text: 'Severity: Fatal' }],
        },
      ],
    });
    expect(named(allergies, 'Aspirin')).toMatchObject({
      reaction: [{ manifestation: [{ text: 'Hives' }], severity: 'severe' }],
    });
  });

  it('ten allergies of many forms are all there, and none that is denied', () => {
    const allergies = entries('cases/ccda-allergies-many-forms.xml');
    expect(allergies.map(({ resourceType }) => resourceType)).toEqual(
      Array.from({ length: 11 }, () => 'AllergyIntolerance'),
    );
    const is = (name: string, what: object) => {
      expect(named(allergies, name)).toMatchObject(what);
    };
    is('Penicillin G', { reaction: [{ severity: 'severe', note: [{ text: 'Severity: Fatal' }] }] });
    is('Aspirin', { reaction: [{ severity: 'severe' }] });
    is('2670', {
      reaction: [
        {
          manifestation: [{ text: 'Itching' }],
          severity: 'severe',
          note: [{ text: 'Severity: Moderate to severe' }],
        },
      ],
    });
    is('Doxycycline', { verificationStatus: code('refuted') });
    is('No known drug allergy', { code: code('409137002'), clinicalStatus: code('active') });
    is('itching at high dose', { code: { text: 'Codeine: itching at high dose' } });
    is('Bee stings', { clinicalStatus: code('active') });
    is('Ibuprofen', {
      clinicalStatus: code('resolved'),
      note: [{ text: 'The document says that it has ended, and not when.' }],
    });
    is('Morphine', {
      clinicalStatus: code('resolved'),
      note: [{ text: 'End as written in the document: 1 January 2020' }],
    });
    is('Latex', { clinicalStatus: code('active') });
    is('Kiwi', { clinicalStatus: code('active') });
  });

  it('a list of allergies that is only text is an entry with its words', () => {
    const [only, another] = entries('cases/ccda-allergies-narrative-only.xml');
    expect(another).toBeUndefined();
    expect(only).toMatchObject({
      resourceType: 'DocumentReference',
      type: code('48765-2'),
      description: 'Allergies: PENICILLIN - ANAPHYLAXIS 1998',
    });
    expect(only && sectionTextOf(only)).toMatchObject({
      title: 'Allergies',
      section: { code: '48765-2' },
      text: 'PENICILLIN - ANAPHYLAXIS 1998',
      extent: 'whole',
    });
  });

  it('an allergen whose words point to its reaction keeps its own name first', () => {
    expect(entries('cases/ccda-allergen-text-points-to-reaction.xml')).toMatchObject([
      {
        code: {
          coding: [{ code: '7980', display: 'Penicillin G' }],
          text: 'Penicillin G (in the document’s text: Nausea)',
        },
        reaction: [{ manifestation: [{ text: 'Nausea' }] }],
      },
    ]);
  });

  it('problems of many forms say where they stand', () => {
    const problems = entries('cases/ccda-problems-many-forms.xml', 'Condition');
    const is = (name: string, what: object) => {
      expect(named(problems, name)).toMatchObject(what);
    };
    expect(problems).toHaveLength(8);
    is('Diabetes', { clinicalStatus: code('active') });
    is('Myocardial infarction', { verificationStatus: code('refuted') });
    is('Asthma', { clinicalStatus: code('inactive') });
    is('COPD', { clinicalStatus: code('active') });
    is('Pneumonia', {
      clinicalStatus: code('resolved'),
      onsetDateTime: '2015',
      abatementDateTime: '2015-03',
    });
    is('T2DM', { clinicalStatus: code('resolved'), abatementString: 'date not known' });
    is('Splenectomy', { code: { text: 'Splenectomy, no vaccines given' } });
    is('Essential hypertension', { code: code('I10') });
  });

  it('a panel with unreadable members says all that can be read', () => {
    const results = entries('cases/ccda-results-some-members-unreadable.xml', 'Observation');
    const is = (name: string, what: object) => {
      expect(named(results, name)).toMatchObject({ effectiveDateTime: '2026-10-05', ...what });
    };
    expect(results).toHaveLength(7);
    is('Potassium', { interpretation: [code('HH')], referenceRange: [{ low: { value: 3.5 } }] });
    is('Troponin', { valueQuantity: { value: 5, comparator: '<', unit: 'ng/L' } });
    is('Culture', { valueString: 'No growth' });
    is('Lead', { dataAbsentReason: code('unknown') });
    is('eGFR', { valueString: '>60 mL/min' });
    is('Neg obs', { valueString: 'Not detected' });
    is('Two values', { component: [{ valueString: 'A' }, { valueString: 'B' }] });
    const { resources } = read('cases/ccda-results-some-members-unreadable.xml');
    expect(resources.map(({ text }) => text).join('')).toContain('"value":6.80,');
  });
});

describe.skipIf(!existsSync(data))('odd clinical documents', () => {
  it.each([
    'odd/13-ccda-undeclared-prefix/no-sdtc.xml',
    'odd/13-ccda-undeclared-prefix/no-xsi.xml',
    'odd/14-ccda-bom-doctype-quotes/bom-and-leading-newline.xml',
    'odd/14-ccda-bom-doctype-quotes/bom.xml',
    'odd/14-ccda-bom-doctype-quotes/doctype.xml',
    'odd/14-ccda-bom-doctype-quotes/nodecl-single.xml',
    'odd/14-ccda-bom-doctype-quotes/prefixed.xml',
  ])('%s has its one problem', (path) => {
    expect(entries(path)).toMatchObject([{ resourceType: 'Condition', code: { text: 'Asthma' } }]);
    expect(read(path).isFollowedByMore).toBe(false);
  });

  it('with more behind the document gives the document and says so', () => {
    const path = 'odd/02-apple-export-cda-junk/export_cda.xml';
    expect(entries(path)).toMatchObject([{ code: { text: 'Asthma' } }]);
    expect(read(path).isFollowedByMore).toBe(true);
  });

  it('that assert an allergy in words only, and deny another, say both', () => {
    expect(entries('odd/16-ccda-allergy-assertion/allergies.xml')).toMatchObject([
      {
        code: { text: 'Codeine' },
        reaction: [{ manifestation: [{ text: 'Wheezing' }], severity: 'severe' }],
      },
      { verificationStatus: code('refuted') },
    ]);
  });

  it('with nothing but null flavours invent neither a vaccine nor a list', () => {
    const all = entries('odd/41-ccda-nullflavors/nullflavors.xml');
    expect(all.filter(({ resourceType }) => resourceType === 'Immunization')).toMatchObject([
      {
        vaccineCode: { text: 'COVID-19 vaccine' },
        occurrenceDateTime: '2023-10-01T14:05:00+01:00',
      },
    ]);
    expect(all.flatMap((one) => sectionTextOf(one) ?? [])).toMatchObject([
      { title: 'Immunizations', text: 'An entry without a name: 2023-10-01T14:05:00+01:00' },
    ]);
  });

  it('that know of none say so in code', () => {
    expect(entries('odd/42-ccda-no-known/noknown.xml')).toMatchObject([
      { resourceType: 'Condition', code: code('160245001') },
      { resourceType: 'AllergyIntolerance', code: code('716186003') },
    ]);
  });

  it('with a PDF for a body give the PDF', () => {
    const { body, sections } = read('odd/20-cda-pdf-body/wynik.xml');
    expect(sections).toEqual([]);
    expect(new TextDecoder().decode(body?.bytes.slice(0, 5))).toBe('%PDF-');
  });
});

describe.skipIf(!existsSync(data))('of every clinical document', () => {
  it.each(all())('%s each number stands in an entry or in the text that is kept', (path) => {
    const { resources, sections } = read(path);
    const text = [
      ...resources.flatMap(({ resource }) => leavesOf(resource)),
      ...sections.map((section) => section.text),
    ].join(' ');
    const digits = text.replace(/\D+/g, ' ');
    const missing = numbersOf(textOf(path)).filter((number) => !isShown(number, text, digits));
    expect(missing).toEqual([]);
  });

  // Those of HL7 are judged in ccda.test.ts.
  it.each(all().filter((path) => !path.startsWith('records/')))(
    '%s every entry passes the judges of R4',
    (path) => {
      const found = read(path).resources.flatMap(({ text }) =>
        judgeResource(resourceOf(JSON.parse(text)) ?? { resourceType: '' }),
      );
      expect([...new Set(found)].filter((fault) => !/^per-1 /.test(fault))).toEqual([]);
    },
  );
});

if (!existsSync(data)) console.log('skipped: no ../shared');

/** Every number that the body gives as a value, and every number in its words; times by their day. */
function numbersOf(xml: string): string[] {
  const [, body = ''] =
    /<(?:\w+:)?structuredBody([\s\S]*)<\/(?:\w+:)?structuredBody/.exec(
      xml.replace(/<!--[\s\S]*?-->/g, ''),
    ) ?? [];
  const said = body.replace(/<(\w+:)?(?:id|templateId|setId|reference)\b[^>]*>/g, '');
  const values = [...said.matchAll(/\svalue=(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );
  const words = said
    .replace(/<text\b[^>]*representation="B64"[\s\S]*?<\/text>/g, '')
    .replace(/<[^>]*>/g, ' ');
  const written = [...words.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => number);
  return [...new Set([...values.filter((value) => /\d/.test(value)), ...written])];
}

function isShown(number: string, text: string, digits: string): boolean {
  const plain = number.replaceAll('&gt;', '>').replaceAll('&lt;', '<');
  const [, year, month, day] =
    /^((?:19|20)\d\d)(\d\d)?(\d\d)?\d{0,6}(?:[+-]\d{4})?$/.exec(plain) ?? [];
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  if (date !== '' && text.includes(date)) return true;
  if (/^[<>+-]?[\d.]+$/.test(plain)) {
    const escaped = plain.replace(/[+.]/g, String.raw`\$&`);
    return new RegExp(`(?<![\\d.])${escaped}(?![\\d])`).test(text);
  }
  return text.includes(plain) || digits.includes(plain.replace(/\D+/g, ' ').trim());
}

function all(): string[] {
  if (!existsSync(data)) return [];
  const folders = [
    'cases',
    'records/ccda-hl7',
    ...readdirSync(join(data, 'odd')).map((name) => `odd/${name}`),
  ];
  return folders.flatMap((folder) =>
    readdirSync(join(data, folder))
      .filter((name) => /\.xml(?:\.gz)?$/i.test(name))
      .map((name) => `${folder}/${name}`)
      .filter((path) => !/^odd\/(?:17|47)-|utf16/.test(path)) // no XML, or letters for another reader
      .filter((path) => /<(?:\w+:)?ClinicalDocument\b/.test(textOf(path))),
  );
}

function textOf(path: string): string {
  const bytes = readFileSync(join(data, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
