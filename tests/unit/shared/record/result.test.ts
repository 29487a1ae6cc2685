import { describe as group, expect, it } from 'vitest';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { describe } from '../../../../shared/record/describe.ts';
import { saysOnly } from '../../../../shared/record/describe/interpretation.ts';
import { english } from '../../../../shared/words/english.ts';
import { say } from '../../../../shared/words/say.ts';

const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const meaning = (code: string) => [{ coding: [{ system, code }] }];
const observation = (members: object): FhirResource => ({
  resourceType: 'Observation',
  code: { text: 'Test' },
  ...members,
});
const part = (text: string, members: object) => ({ code: { text }, ...members });
const quantity = (value: number, unit = 'mmol/L') => ({ valueQuantity: { value, unit } });
const said = (members: object) => say(describe(observation(members)), english);
const flagOf = (members: object) => describe(observation(members)).flag;

group('a part of a result', () => {
  it('says its own flag, meaning and range', () => {
    const result = said({
      component: [
        part('Potassium', {
          ...quantity(6.8),
          interpretation: meaning('HH'),
          referenceRange: [{ low: { value: 3.5 }, high: { value: 5.1 } }],
        }),
        part('Sodium', quantity(139)),
      ],
    });
    expect(result.facts.map(({ name, value }) => [name, value])).toEqual([
      ['Potassium', '6.8 mmol/L, critically high (HH) (usual: 3.5 to 5.1)'],
      ['Sodium', '139 mmol/L'],
    ]);
    expect(result.flagged).toBe('Potassium: critically high');
  });

  it('may have a meaning and no value, a reason in its place, or neither', () => {
    const result = said({
      component: [
        part('Amoxicillin', { interpretation: meaning('R') }),
        part('Gentamicin', {
          valueQuantity: { value: 0.5, comparator: '<=', unit: 'mg/L' },
          interpretation: meaning('S'),
        }),
        part('Creatinine', { dataAbsentReason: { coding: [{ code: 'not-performed' }] } }),
        part('Lead', {}),
        { code: {}, ...quantity(9) },
      ],
    });
    expect(result.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Amoxicillin: resistant (R)',
      'Gentamicin: ≤ 0.5 mg/L, susceptible (S)',
      'Creatinine: No value: not performed',
      'Lead: No value given',
      'Part without a name: 9 mmol/L',
    ]);
  });

  it('keeps its flag to itself', () => {
    const critical = part('A', { interpretation: meaning('LL') });
    expect(describe(observation({ component: [critical] }))).toMatchObject({
      flag: 'critically-low',
      flagOfPart: true,
    });
    const own = observation({ interpretation: meaning('A'), component: [critical] });
    expect(describe(own)).not.toHaveProperty('flagOfPart');
  });
});

group('a flag', () => {
  it.each([
    ['HH', 'critically-high'],
    ['LL', 'critically-low'],
    ['AA', 'critical'],
    ['H', 'high'],
    ['L', 'low'],
    ['A', 'abnormal'],
    ['N', undefined],
    ['POS', undefined],
  ])('is what its source says: %s', (code, flag) => {
    expect(flagOf({ interpretation: meaning(code) })).toBe(flag);
  });

  it('is told in words too, by who has letters of their own', () => {
    const text = (words: string) => flagOf({ interpretation: [{ text: words }] });
    expect(text('HI - Above high reference limit')).toBe('high');
    expect(text('Below low reference limit')).toBe('low');
    expect(text('Outside reference range')).toBe('abnormal');
    expect(text('Highly unlikely')).toBeUndefined();
    expect(
      flagOf({
        interpretation: [{ coding: [{ system: 'urn:lab', code: 'H', display: 'Haemolysed' }] }],
      }),
    ).toBeUndefined();
  });

  it('says all that these words say, and no less than others', () => {
    expect(saysOnly('high', { text: 'HI - Above high reference limit' })).toBe(true);
    expect(saysOnly('high', { text: 'Above high reference limit, repeat urgently' })).toBe(false);
    expect(saysOnly('high', { coding: [{ system, code: 'HU' }] })).toBe(false);
    expect(saysOnly('low', { coding: [{ system, code: 'LX' }] })).toBe(true);
    expect(saysOnly('low', { coding: [{ system, code: 'LX' }], text: 'Below low threshold' })).toBe(
      true,
    );
    expect(saysOnly('high', { coding: [{ system, code: 'LX' }] })).toBe(false);
    expect(saysOnly('low', { coding: [{ system, code: 'L' }], text: 'Low (L)' })).toBe(true);
  });

  it('takes the most dangerous of several', () => {
    expect(flagOf({ interpretation: [...meaning('A'), ...meaning('HH')] })).toBe('critically-high');
  });

  const range = (bounds: object) => ({ ...quantity(6), referenceRange: [bounds] });
  it('is worked out only in the same unit, and for everybody', () => {
    const high = { value: 5, unit: 'mmol/L' };
    expect(flagOf(range({ high }))).toBe('high');
    expect(flagOf(range({ high, text: '3 - 5 mmol/L' }))).toBe('high');
    expect(flagOf(range({ high: { value: 5 } }))).toBeUndefined();
    expect(flagOf(range({ high, text: 'Upper age - 45 years' }))).toBeUndefined();
    expect(flagOf(range({ high, appliesTo: [{ text: 'Male' }] }))).toBeUndefined();
    expect(flagOf(range({ high, type: { text: 'pregnancy' } }))).toBeUndefined();
    expect(
      flagOf({ ...range({ high }), interpretation: [{ text: 'As expected' }] }),
    ).toBeUndefined();
  });
});

group('a usual range that is written as text', () => {
  const against = (value: object, text: string) =>
    flagOf({ valueQuantity: value, referenceRange: [{ text }] });
  const mg = (value: number, members: object = {}) => ({ value, unit: 'mg/dL', ...members });

  it.each([
    [mg(210), '< 200 mg/dL', 'high'],
    [mg(200), '< 200 mg/dL', 'high'],
    [mg(199), '< 200 mg/dL', undefined],
    [mg(200), 'up to 200 mg/dL', undefined],
    [mg(201), '(up to 200 mg/dL)', 'high'],
    [mg(39), '>= 40 mg/dl', 'low'],
    [mg(40), '> 40 mg/dL', 'low'],
    [mg(0.4), '0.5 - 1.5 mg/dL', 'low'],
    [mg(1.6), '0.5 mg/dL to 1.5 mg/dL', 'high'],
    [{ value: 7 }, '1 to 5', 'high'],
    [mg(200, { comparator: '>' }), '< 200 mg/dL', 'high'],
    [mg(200, { comparator: '>' }), 'up to 200 mg/dL', 'high'],
    [mg(5, { comparator: '<' }), '< 5 mg/dL', undefined],
    [mg(5, { comparator: '<' }), '10 - 20 mg/dL', 'low'],
    [mg(300, { comparator: '<' }), '< 200 mg/dL', undefined],
  ])('is compared where it can mean one thing only: %j and “%s”', (value, text, flag) => {
    expect(against(value, text)).toBe(flag);
  });

  it.each([
    [mg(210), '< 200'],
    [mg(210), '< 5.2 mmol/L'],
    [{ value: 210 }, '< 200 mg/dL'],
    [mg(210), '< 200 mg/dL in men, < 150 mg/dL in women'],
    [mg(210), 'Desirable: < 200 mg/dL'],
    [mg(210), '150 - 100 mg/dL'],
    [mg(210), '1,000'],
    [mg(210), 'Upper age - 45 years'],
    [mg(210), '5'],
  ])('is not where it could mean something else: %j and “%s”', (value, text) => {
    expect(against(value, text)).toBeUndefined();
  });
});

group('a value of which only a bound is known', () => {
  const high = { value: 200, unit: 'mg/dL' };
  const bounded = (comparator: string, value: number) => ({
    valueQuantity: { value, comparator, unit: 'mg/dL' },
    referenceRange: [{ high }],
  });

  it('is flagged where the bound alone shows it', () => {
    expect(flagOf(bounded('>', 200))).toBe('high');
    expect(flagOf(bounded('>=', 200))).toBeUndefined();
    expect(flagOf(bounded('<', 500))).toBeUndefined();
  });
});

group('a usual range', () => {
  it('says for whom it is', () => {
    const result = said({
      ...quantity(12.5, 'g/dL'),
      referenceRange: [
        {
          low: { value: 13, unit: 'g/dL' },
          high: { value: 17, unit: 'g/dL' },
          appliesTo: [{ text: 'Male' }],
        },
        {
          low: { value: 12, unit: 'g/dL' },
          appliesTo: [{ text: 'Female' }],
          age: { low: { value: 18, unit: 'a' } },
        },
      ],
    });
    expect(result.range).toBe('Male: 13 to 17 g/dL; Female, from 18 years: at least 12 g/dL');
  });

  it('says its numbers and its text, unless the text has them', () => {
    const range = (text: string) =>
      said({ referenceRange: [{ low: { value: 3.5 }, high: { value: 5 }, text }] }).range;
    expect(range('Upper age - 45 years')).toBe('3.5 to 5, Upper age - 45 years');
    expect(range('3.5-5.0')).toBe('3.5-5.0');
  });
});

group('what a result says', () => {
  it.each([
    [{ valueBoolean: false }, 'No'],
    [{ valueInteger: 0 }, '0'],
    [{ valueTime: '08:30:00' }, '08:30'],
    [{ valueDateTime: '2026-10-01T08:30:00+01:00' }, '1 October 2026, 08:30 (UTC+01:00)'],
    [{ valueRatio: { numerator: { value: 1 }, denominator: { value: 160 } } }, '1:160'],
    [
      { valuePeriod: { start: '2026-10-01T08:00:00Z', end: '2026-10-01T10:30:00Z' } },
      '1 October 2026, 08:00 (UTC) to 1 October 2026, 10:30 (UTC)',
    ],
    [{ valueSampledData: { data: '1 2' } }, 'A recorded trace'],
    [{ dataAbsentReason: { coding: [{ code: 'error' }] } }, 'No value: error'],
    [{}, undefined],
  ])('%o', (members, value) => {
    expect(said(members).value).toBe(value);
  });

  it('names its specimen, method, body site and device', () => {
    const facts = said({
      contained: [{ resourceType: 'Specimen', id: 's', type: { text: 'Urine' } }],
      specimen: { reference: '#s' },
      method: { text: 'Culture' },
      bodySite: { text: 'Left arm' },
      device: { display: 'Home monitor' },
      focus: [{ reference: 'RelatedPerson/1' }],
    }).facts.map(({ name, value }) => `${name}: ${value}`);
    expect(facts).toEqual([
      'About: Somebody or something other than the patient, not named',
      'Sample: Urine',
      'Body site: Left arm',
      'Method: Culture',
      'Measured with: Home monitor',
    ]);
  });

  it('tells when it was measured from when it was given out', () => {
    expect(describe(observation({ issued: '2026-01-02T10:00:00Z' })).dateMeaning).toBe('issued');
    expect(
      describe(observation({ effectiveTiming: { event: ['2026-01-01'] }, issued: '2026-01-02' })),
    ).toMatchObject({ date: '2026-01-01', dateMeaning: 'measured' });
    const period = said({ effectivePeriod: { start: '2026-01-01', end: '2026-01-08' } });
    expect(period.facts).toMatchObject([{ name: 'Until', value: '8 January 2026' }]);
  });

  it('explains a due date', () => {
    const due = {
      resourceType: 'Observation',
      code: { coding: [{ system: 'http://loinc.org', code: '11778-8', display: 'EDD' }] },
    };
    expect(say(describe(due), english).title).toBe('EDD (expected date of delivery)');
    expect(said({ code: { text: 'EDD by scan' } }).title).toBe(
      'EDD by scan (expected date of delivery)',
    );
    expect(said({ code: { text: 'Estimated date of delivery (EDD)' } }).title).toBe(
      'Estimated date of delivery (EDD)',
    );
  });
});
