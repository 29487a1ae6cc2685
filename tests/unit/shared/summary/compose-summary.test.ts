import { describe, expect, it } from 'vitest';
import { parseFhirJson, stringifyFhirJson } from '../../../../shared/fhir/json.ts';
import {
  objectOf,
  objectsOf,
  resourceOf,
  type FhirResource,
} from '../../../../shared/fhir/resource.ts';
import type { EntryKey } from '../../../../shared/record/card.ts';
import { composeSummary } from '../../../../shared/summary/compose-summary.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import type { SummaryInput } from '../../../../shared/summary/summary-input.ts';
import { entryKey } from '../../../../shared/record/entry-key.ts';
import type { SourceId } from '../../../../shared/record/card.ts';
import { aRecord, inputOf, selectEntries, summarise } from '../../../conformance/a-record.ts';
import { judge } from '../../../conformance/judges/judge.ts';
import {
  anAllergy,
  aPatient,
  aPrescription,
  aProblem,
  aResult,
  coded,
  now,
  recordOf,
} from './builders.ts';
import { english } from '../../../../shared/words/english.ts';

function documentOf(resources: readonly FhirResource[], options: Partial<SummaryInput> = {}) {
  const { parsed, text } = summarise(recordOf(...resources), { now, ...options });
  expect(judge(parsed)).toEqual([]);
  const view = readSummary(text, english);
  if (view === undefined) throw new Error('not readable');
  return { parsed, text, view };
}

function inDocument(parsed: unknown, type: string): FhirResource[] {
  return objectsOf(objectOf(parsed)?.['entry'])
    .flatMap((entry) => resourceOf(entry['resource']) ?? [])
    .filter((resource) => resource.resourceType === type);
}

const section = (
  view: { readonly sections: readonly { readonly title: string }[] },
  title: string,
) => view.sections.find((one) => one.title === title);

describe('a composed summary', () => {
  it('says "no information", never "none known", where no source said anything', () => {
    const { view } = documentOf([]);
    expect(view.sections.map(({ emptyWords }) => emptyWords)).toEqual([
      'No information about this.',
      'No information about this.',
      'No information about this.',
    ]);
  });

  it('keeps a source\'s "no known allergies" as an entry in the code of IPS 2.0', () => {
    const absentUnknown = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
    const { view, text } = documentOf([
      anAllergy({ code: { ...coded(absentUnknown, 'no-known-allergies'), text: 'NKDA' } }),
    ]);
    expect(section(view, 'Allergies and intolerances')).toMatchObject({
      items: [{ title: 'NKDA (also: No known allergy)', knownAbsence: true }],
      notes: [],
    });
    expect(text).toContain('716186003');
    expect(text).not.toContain('absent-unknown');
  });

  it('notes that sources disagree where one knows of no allergies and another of some', () => {
    const none = anAllergy({ code: coded('http://snomed.info/sct', '716186003') });
    const { view } = documentOf([anAllergy(), none]);
    expect(section(view, 'Allergies and intolerances')).toMatchObject({
      items: [{ knownAbsence: false }, { knownAbsence: true }],
      notes: [{ kind: 'sources-disagree', words: expect.stringContaining('disagree') as string }],
    });
  });

  it('says that something was left out, and never what', () => {
    const record = recordOf(anAllergy({ code: { text: 'Secret allergy' } }), aProblem());
    const input = inputOf(record, selectEntries(record.cards, now), now);
    const sections = input.sections.map((one) =>
      one.section === 'allergies' ? { ...one, entries: [], leftOutByPatient: 1 } : one,
    );
    const document = composeSummary({ ...input, sections });
    expect(judge(JSON.parse(JSON.stringify(document)))).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('Secret');
    const view = readSummary(stringifyFhirJson(document), english);
    expect(view?.sections[0]).toMatchObject({ items: [], emptyWords: 'Left out by the patient.' });
    expect(view?.redFlags).toEqual(['Allergies and intolerances: Left out by the patient.']);
  });

  it('says in a section of which a part was left out that there was more', () => {
    const record = recordOf(aPrescription());
    const input = inputOf(record, selectEntries(record.cards, now), now);
    const left = Array.from({ length: 7 }, (_, at) => ({
      key: entryKey('a' as SourceId, 'Observation', String(at)), // any source
      rule: 'beyond-section' as const,
    }));
    const sections = input.sections.map((one) => ({ ...one, leftOutByPatient: 2, left }));
    const view = readSummary(stringifyFhirJson(composeSummary({ ...input, sections })), english);
    expect(view && section(view, 'Medicines')).toMatchObject({
      notes: [
        { kind: 'left-out', words: 'Something was left out by the patient.' },
        {
          kind: 'beyond',
          words: '7 other medicines, ended longer ago or without a date, are not shown.',
        },
      ],
    });
  });

  it('does not name an entry that was left out through another that refers to it', () => {
    const secret = aProblem({ code: { text: 'Secret' } });
    const prescription = aPrescription({
      reasonReference: [{ reference: `Condition/${String(secret.id)}`, display: 'Secret' }],
    });
    const record = recordOf(secret, prescription);
    const selection = selectEntries(record.cards, now).map((one) =>
      one.section === 'problems' ? { ...one, keys: [] as EntryKey[] } : one,
    );
    const isLeftOut = (_: unknown, reference: string) =>
      reference === `Condition/${String(secret.id)}`;
    const { text, parsed } = summarise(record, { now, selection, isLeftOut });
    expect(text).not.toContain('Secret');
    expect(judge(parsed)).toEqual([]);
  });

  it('takes no clinical entry in by a reference alone', () => {
    const member = aResult({ code: { text: 'HIV test' } });
    const report = {
      resourceType: 'DiagnosticReport',
      id: 'r1',
      status: 'final',
      code: { text: 'Blood tests' },
      effectiveDateTime: '2026-10-01',
      conclusion: 'See results',
      result: [{ reference: `Observation/${String(member.id)}` }],
    };
    const record = recordOf(member, report);
    const key = record.cards.find((card) => card.resourceType === 'DiagnosticReport')?.key;
    const selection = [
      { section: 'results' as const, keys: key === undefined ? [] : [key], left: [] },
    ];
    expect(summarise(record, { now, selection }).text).not.toContain('HIV');
  });

  it('carries a medicine that is named in another resource along with it', () => {
    const medication = {
      resourceType: 'Medication',
      id: 'm1',
      code: { text: 'Apixaban 5 mg tablets' },
    };
    const { view, parsed } = documentOf([
      medication,
      aPrescription({
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/m1' },
      }),
    ]);
    expect(inDocument(parsed, 'Medication')).toHaveLength(1);
    expect(view.redFlags).toEqual(['Blood thinner: Apixaban 5 mg tablets, One in the morning']);
  });

  it('makes an entry of a contained medicine', () => {
    const { view, parsed } = documentOf([
      aPrescription({
        contained: [{ resourceType: 'Medication', id: 'in', code: { text: 'Metformin' } }],
        medicationCodeableConcept: undefined,
        medicationReference: { reference: '#in' },
      }),
    ]);
    expect(section(view, 'Medicines')).toMatchObject({ items: [{ title: 'Metformin' }] });
    expect(inDocument(parsed, 'MedicationRequest')[0]).not.toHaveProperty('contained');
  });

  it('keeps what a reference says in words where it leads out of the document', () => {
    const { parsed } = documentOf([
      aProblem({ encounter: { reference: 'Encounter/9', display: 'Visit in May' } }),
    ]);
    expect(inDocument(parsed, 'Condition')[0]).toMatchObject({
      encounter: { display: 'Visit in May' },
    });
  });

  it('keeps decimals to the letter', () => {
    const text =
      '{"resourceType":"Observation","id":"k","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-10-01","valueQuantity":{"value":7.0,"unit":"mmol/L"}}';
    const resource = resourceOf(parseFhirJson(text)) ?? aPatient();
    expect(documentOf([resource]).text).toContain('"value":7.0');
  });

  it('says that an end does not fit a problem that is not over, and keeps it in words', () => {
    const { view } = documentOf([aProblem({ abatementDateTime: '2011-03' })]);
    expect(section(view, 'Problems')).toMatchObject({
      items: [
        { status: 'Active', details: [{ words: expect.stringContaining('March 2011') as string }] },
      ],
    });
  });

  it('warns of a condition that the source attached and no program here can read', () => {
    const { view, text } = documentOf([
      aPrescription({
        modifierExtension: [{ url: 'https://a.example/only-if', valueBoolean: true }],
      }),
    ]);
    expect(text).toContain('https://a.example/only-if');
    expect(section(view, 'Medicines')).toMatchObject({
      items: [
        {
          details: [
            { is: 'dosage', words: 'One in the morning' },
            {
              is: 'unreadable-condition',
              words: expect.stringContaining('Ask the source') as string,
            },
          ],
        },
      ],
    });
  });

  it('shows "do not give" as such and flags no blood thinner', () => {
    const { view } = documentOf([
      aPrescription({ doNotPerform: true, medicationCodeableConcept: { text: 'Warfarin' } }),
    ]);
    expect(section(view, 'Medicines')).toMatchObject({
      items: [{ title: 'Do not give: Warfarin' }],
    });
    expect(view.redFlags).toEqual(['DO NOT GIVE: Warfarin, 5 January 2026']);
  });

  it('gives an allergy without a status an unknown one, and never a made-up one', () => {
    const { parsed } = documentOf([anAllergy({ clinicalStatus: undefined })]);
    expect(inDocument(parsed, 'AllergyIntolerance')[0]?.['clinicalStatus']).toEqual({
      extension: [expect.objectContaining({ valueCode: 'unknown' })],
    });
  });

  it('drops imported markup and escapes what it writes', () => {
    const { text } = documentOf([
      aProblem({
        text: { status: 'generated', div: '<div><script>alert(1)</script></div>' },
        code: { text: 'Pain <b onclick="x">&' },
      }),
    ]);
    expect(text).not.toContain('<script');
    expect(text).toContain('Pain &lt;b onclick=&quot;x&quot;&gt;&amp;');
  });

  it('lists a device as used by the patient', () => {
    const { view, parsed } = documentOf([
      {
        resourceType: 'Device',
        id: 'd',
        status: 'active',
        type: { text: 'Cardiac pacemaker' },
        patient: { reference: 'Patient/1' },
      },
    ]);
    expect(inDocument(parsed, 'DeviceUseStatement')).toHaveLength(1);
    expect(view.redFlags).toEqual(['Implant: Cardiac pacemaker']);
  });

  it('names a carer as author beside the patient, and the carer attests', () => {
    const { view } = documentOf([], { author: { name: 'Tom Hale', relationship: 'son' } });
    expect(view.author).toBe('Margaret Hale, by Tom Hale (son)');
    expect(view.software).toBe('Patient-Held Record 0.1.0');
  });

  it('carries the end date and the moment of its making', () => {
    const { view } = documentOf([]);
    expect(view).toMatchObject({ issued: '2026-11-21T12:00:00.000Z', until: '2026-12-05' });
  });

  it('says which source gave which entry', () => {
    const incoming = (resource: FhirResource) => ({ resource, text: JSON.stringify(resource) });
    const record = aRecord({
      'The surgery': [incoming(aPatient()), incoming(anAllergy())],
      'The hospital': [incoming(aPatient()), incoming(aProblem())],
    });
    const view = readSummary(summarise(record, { now }).text, english);
    const sourceOf = (at: number) =>
      view?.sections[at]?.items[0]?.sources.map((n) => view.sources[n - 1]?.name);
    expect(sourceOf(0)).toEqual(['The surgery']);
    expect(sourceOf(2)).toEqual(['The hospital']);
  });

  it('can be made of a patient of whom nothing is known', () => {
    const record = aRecord({ 'The surgery': [] });
    const { parsed, text } = summarise(record, { now });
    expect(judge(parsed)).toEqual([]);
    expect(readSummary(text, english)?.person.name).toBe('Name not recorded');
  });
});
