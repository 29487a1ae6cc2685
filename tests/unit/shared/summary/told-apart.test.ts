import { describe, expect, it } from 'vitest';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { areContradictory, bloodGroupOf } from '../../../../shared/summary/blood-group.ts';
import { isImplant } from '../../../../shared/summary/device-and-procedure-names.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import { english } from '../../../../shared/words/english.ts';
import { aRecord, summarise } from '../../../conformance/a-record.ts';
import { aPatient, aPrescription, now, recordOf } from './builders.ts';

function viewOf(...resources: readonly FhirResource[]) {
  const view = readSummary(summarise(recordOf(...resources), { now }).text, english);
  if (view === undefined) throw new Error('it is a summary');
  return view;
}

const rxnorm = (text: string, code: string): JsonObject => ({
  medicationCodeableConcept: {
    text,
    coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code }],
  },
  dosageInstruction: [],
});
const flagsOf = (...medicines: readonly JsonObject[]) =>
  viewOf(...medicines.map((one) => aPrescription(one))).redFlags;

describe('a medicine whose class only its code tells', () => {
  it('is told to be known by its code', () => {
    expect(flagsOf(rxnorm('Bloodsure 3 mg', '11289'))).toEqual([
      'Blood thinner: Bloodsure 3 mg, by its code, RxNorm 11289',
    ]);
    expect(flagsOf(rxnorm('Warfarin 3 mg', '11289'))).toEqual(['Blood thinner: Warfarin 3 mg']);
  });

  it('belongs to the class that its words name as well', () => {
    expect(flagsOf(rxnorm('Prednisolone 5 mg', '3639'))).toEqual([
      'Steroid: Prednisolone 5 mg',
      'Cancer or cell-killing medicine: Prednisolone 5 mg, by its code, RxNorm 3639',
    ]);
  });

  it('is none where the record has that code on several quite different things', () => {
    const flags = flagsOf(
      rxnorm('ARB treatment', '3639'),
      rxnorm('Diuretic', '3639'),
      rxnorm('corticosteroid therapy', '3639'),
    );
    expect(flags).toEqual(['Steroid: corticosteroid therapy']);
    expect(flagsOf(rxnorm('Bloodsure 3 mg', '11289'), rxnorm('Thinna', '11289'))).toHaveLength(2);
  });
});

describe('blood groups', () => {
  let count = 0;
  const group = (value: string, effectiveDateTime: string): FhirResource => {
    count += 1;
    return {
      resourceType: 'Observation',
      id: `group${String(count)}`,
      status: 'final',
      subject: { reference: 'Patient/1' },
      code: { text: 'Blood group' },
      effectiveDateTime,
      valueCodeableConcept: { text: value },
    };
  };
  const groupsIn = (...results: readonly FhirResource[]) => {
    const { redFlags, sections } = viewOf(...results);
    const values = sections.flatMap(({ items }) => items.map(({ value }) => value));
    return { redFlags, values };
  };

  it('that differ both stand, and that they do is said first', () => {
    expect(
      groupsIn(group('O RhD negative', '2020-01-01'), group('A RhD positive', '2024-01-01')),
    ).toEqual({
      redFlags: [
        'Blood groups contradict each other: A RhD positive (1 January 2024), O RhD negative (1 January 2020)',
      ],
      values: ['A RhD positive', 'O RhD negative'],
    });
  });

  it('that are the same in another spelling are one', () => {
    expect(groupsIn(group('O RhD negative', '2020-01-01'), group('O neg', '2024-01-01'))).toEqual({
      redFlags: [],
      values: ['O neg'],
    });
  });

  it.each([
    ['O RhD negative', 'O negative'],
    ['Blood group A Rh(D) positive', 'A positive'],
    ['AB+', 'AB positive'],
    ['B Rh D Neg', 'B negative'],
    ['Group O', 'O '],
    ['See letter', 'see letter'],
    ['Awaited', 'awaited'],
  ])('are read: %s', (written, read) => {
    expect(bloodGroupOf(written)).toBe(read);
  });

  it('contradict each other only where both say it', () => {
    expect(areContradictory(['O', 'RhD positive', 'O RhD positive'])).toBe(false);
    expect(areContradictory(['O RhD negative', 'RhD positive'])).toBe(true);
  });
});

describe('two NHS numbers of one patient', () => {
  it('both stand', () => {
    const system = 'https://fhir.nhs.uk/Id/nhs-number';
    const patient = aPatient({
      identifier: ['9434765919', '9000000009', '943 476 5919'].map((value) => ({ system, value })),
    });
    const record = aRecord({
      'The surgery': [{ resource: patient, text: JSON.stringify(patient) }],
    });
    const view = readSummary(summarise(record, { now }).text, english);
    expect(view?.person.identifiers.map(({ value }) => value)).toEqual([
      '943 476 5919',
      '900 000 0009',
    ]);
  });
});

describe('what is beside the body', () => {
  it.each(['cane (in the document’s text: Upper GI Prosthesis)', 'Wheelchair with pump mount'])(
    'is no implant: %s',
    (title) => {
      expect(isImplant(title)).toBe(false);
    },
  );
  it('hides none', () => {
    expect(isImplant('Cardiac pacemaker')).toBe(true);
    expect(isImplant('Stent graft')).toBe(true);
  });
});
