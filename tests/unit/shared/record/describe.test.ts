import fc from 'fast-check';
import { describe as group, expect, it } from 'vitest';
import { parseFhirJson } from '../../../../shared/fhir/json.ts';
import { resourceOf, type FhirResource } from '../../../../shared/fhir/resource.ts';
import { categories } from '../../../../shared/record/card.ts';
import { mainCodesOf, describe } from '../../../../shared/record/describe.ts';
import { plainValue } from '../../../../shared/record/plain-value.ts';
import { english } from '../../../../shared/words/english.ts';
import { sayKind } from '../../../../shared/words/say-head.ts';
import { say } from '../../../../shared/words/say.ts';

const concept = (text: string, code?: string) => ({
  text,
  ...(code === undefined ? {} : { coding: [{ system: 'http://snomed.info/sct', code }] }),
});
const status = (code: string) => ({ coding: [{ code }] });
const facts = (resource: FhirResource) =>
  Object.fromEntries(said(resource).facts.map(({ name, value }) => [name, value]));
/** What a person reads of a resource, beside what is known of it as data. */
const said = (resource: FhirResource) => {
  const description = describe(resource);
  return { ...description, ...say(description, english) };
};

group('what an allergy says', () => {
  const penicillin = {
    resourceType: 'AllergyIntolerance',
    code: concept('Penicillin', '764146007'),
    clinicalStatus: status('active'),
    verificationStatus: status('confirmed'),
    criticality: 'high',
    reaction: [{ manifestation: [concept('Anaphylaxis')], severity: 'severe' }],
    recordedDate: '2009-05',
  };

  it('names substance, reaction, danger and date as written', () => {
    expect(mainCodesOf(describe(penicillin))).toEqual(['http://snomed.info/sct|764146007']);
    expect(said(penicillin)).toMatchObject({
      category: 'allergies',
      title: 'Penicillin',
      date: '2009-05',
      status: 'Active',
      standing: 'current',
      flag: 'critical',
    });
    expect(facts(penicillin)).toMatchObject({ Reaction: 'Anaphylaxis, severe' });
  });

  it('lets a refutation and an error outweigh the clinical status', () => {
    expect(describe({ ...penicillin, verificationStatus: status('refuted') }).standing).toBe(
      'refuted',
    );
    expect(
      describe({ ...penicillin, verificationStatus: status('entered-in-error') }).standing,
    ).toBe('error');
  });

  it('says doubt beside the status', () => {
    expect(said({ ...penicillin, verificationStatus: status('unconfirmed') })).toMatchObject({
      status: 'Active, not confirmed',
      standing: 'current',
    });
  });
});

group('what a medicine says', () => {
  it('gives the dose as the source wrote it', () => {
    const request = {
      resourceType: 'MedicationRequest',
      status: 'active',
      medicationCodeableConcept: concept('Metformin 500 mg tablets'),
      dosageInstruction: [
        {
          text: 'One twice a day with food',
          doseAndRate: [{ doseQuantity: { value: 1 } }],
          timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
        },
      ],
      authoredOn: '2026-03-01',
    };
    expect(facts(request)['Dose']).toBe('One twice a day with food');
    expect(said(request)).toMatchObject({
      title: 'Metformin 500 mg tablets',
      date: '2026-03-01',
      standing: 'current',
    });
  });

  it('joins the coded parts of a dose where there are no words', () => {
    const dosage = {
      timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 500, unit: 'mg' } }],
      route: concept('by mouth'),
      asNeededBoolean: true,
    };
    const taken = { resourceType: 'MedicationStatement', dosage: [dosage] };
    expect(facts(taken)['Dose']).toBe('500 mg - twice a day - by mouth - when needed');
  });

  it('points to the medicine where another resource names it', () => {
    const reference = { reference: 'Medication/7' };
    const described = describe({
      resourceType: 'MedicationRequest',
      medicationReference: reference,
    });
    expect(described.title).toBeUndefined();
    expect(described.titleReference).toBe('Medication/7');
  });

  it('reads a contained medicine', () => {
    const contained = [{ resourceType: 'Medication', id: 'm', code: concept('Apixaban') }];
    const described = describe({
      resourceType: 'MedicationRequest',
      contained,
      medicationReference: { reference: '#m' },
    });
    expect(described.title).toEqual({ text: 'Apixaban' });
  });

  it('never shows "do not give" as a medicine to take', () => {
    const refused = {
      resourceType: 'MedicationRequest',
      status: 'active',
      doNotPerform: true,
      medicationCodeableConcept: concept('Aspirin'),
    };
    expect(describe(refused)).toMatchObject({ doNotPerform: true, title: { text: 'Aspirin' } });
    const described = said(refused);
    expect(described.title).toBe('Do not give: Aspirin');
    expect(described.status).toBe('Not to be given (active)');
  });
});

group('what a result says', () => {
  const read = (json: string) =>
    said(resourceOf(parseFhirJson(json)) ?? { resourceType: 'Nothing' });

  it('keeps every digit, the unit and the range', () => {
    const result = read(
      '{"resourceType":"Observation","code":{"text":"Potassium"},"valueQuantity":{"value":5.60,"unit":"mmol/L"},"referenceRange":[{"low":{"value":3.5,"unit":"mmol/L"},"high":{"value":5.3,"unit":"mmol/L"}}]}',
    );
    expect(result).toMatchObject({
      value: '5.60 mmol/L',
      range: '3.5 to 5.3 mmol/L',
      flag: 'high',
    });
  });

  it('takes the word of the source over the range', () => {
    const result = read(
      '{"resourceType":"Observation","interpretation":[{"coding":[{"code":"N"}]}],"valueQuantity":{"value":6,"unit":"g"},"referenceRange":[{"high":{"value":5,"unit":"g"}}]}',
    );
    expect(result.flag).toBeUndefined();
  });

  it('does not compare across units, comparators or ranges for other people', () => {
    const value = '"valueQuantity":{"value":6,"unit":"g"}';
    expect(
      read(
        `{"resourceType":"Observation",${value},"referenceRange":[{"high":{"value":5,"unit":"mg"}}]}`,
      ).flag,
    ).toBeUndefined();
    expect(
      read(
        `{"resourceType":"Observation",${value},"referenceRange":[{"age":{},"high":{"value":5,"unit":"g"}}]}`,
      ).flag,
    ).toBeUndefined();
    expect(
      read(
        '{"resourceType":"Observation","valueQuantity":{"value":6,"comparator":"<","unit":"g"},"referenceRange":[{"high":{"value":5,"unit":"g"}}]}',
      ).flag,
    ).toBeUndefined();
  });

  it('writes a blood pressure as clinicians do, with its parts', () => {
    const half = (code: string, name: string, value: number) =>
      `{"code":{"text":"${name}","coding":[{"code":"${code}"}]},"valueQuantity":{"value":${value},"unit":"mmHg"}}`;
    const result = read(
      `{"resourceType":"Observation","component":[${half('8480-6', 'Systolic', 142)},${half('8462-4', 'Diastolic', 84)}]}`,
    );
    expect(result.value).toBe('142/84 mmHg');
    expect(result.facts).toMatchObject([
      { name: 'Systolic', value: '142 mmHg' },
      { name: 'Diastolic', value: '84 mmHg' },
    ]);
  });

  it('says that there is no value and why', () => {
    const result = read(
      '{"resourceType":"Observation","dataAbsentReason":{"text":"Sample haemolysed"}}',
    );
    expect(result.value).toBe('No value: Sample haemolysed');
  });
});

group('what other resources say', () => {
  it('says that a vaccination was not given', () => {
    const refused = {
      resourceType: 'Immunization',
      status: 'not-done',
      vaccineCode: concept('Influenza'),
    };
    expect(said(refused)).toMatchObject({ status: 'Not given', standing: 'refuted' });
  });

  it('shows a status it has no word for as written', () => {
    expect(said({ resourceType: 'ImagingStudy', status: 'on-loan' }).status).toBe('on-loan');
  });

  it('puts a type it does not know under a plain name', () => {
    expect(said({ resourceType: 'BrandNewThing', title: 'A thing' })).toMatchObject({
      category: 'other',
      kind: 'Brand new thing',
      title: 'A thing',
    });
    expect(sayKind('ExplanationOfBenefit', english)).toBe('Insurance statement');
  });

  it('names what stands in a list itself and nowhere else', () => {
    const list = {
      resourceType: 'List',
      title: 'Ended allergies',
      contained: [
        {
          resourceType: 'AllergyIntolerance',
          code: concept('Chocolate allergy'),
          clinicalStatus: status('resolved'),
        },
      ],
    };
    expect(facts(list)).toMatchObject({ Allergy: 'Chocolate allergy (Past: resolved)' });
  });

  it('leaves out what is not said, and makes up no date', () => {
    const described = describe({ resourceType: 'Condition' });
    expect(described).not.toHaveProperty('title');
    expect(described).not.toHaveProperty('date');
    expect(described.standing).toBe('unknown');
  });
});

group('any resource at all', () => {
  const types = [
    'AllergyIntolerance',
    'MedicationRequest',
    'Condition',
    'Observation',
    'DiagnosticReport',
    'Immunization',
    'Procedure',
    'Encounter',
    'Appointment',
    'DocumentReference',
    'Device',
    'List',
  ];
  const members = [
    'code',
    'status',
    'clinicalStatus',
    'reaction',
    'dosageInstruction',
    'component',
    'referenceRange',
    'valueQuantity',
    'content',
    'name',
    'period',
    'participant',
    'medicationReference',
    'note',
    'interpretation',
    'contained',
  ];

  it('is described without a fault, however wrong its members are', () => {
    const resource = fc.tuple(
      fc.constantFrom(...types),
      fc.dictionary(fc.constantFrom(...members), fc.jsonValue()),
    );
    fc.assert(
      fc.property(resource, ([resourceType, rest]) => {
        const described = describe({ ...rest, resourceType });
        expect(categories).toContain(described.category);
        for (const { value } of described.facts) expect(plainValue(value).trim()).not.toBe('');
        const { facts: lines, ...head } = say(described, english);
        for (const { value } of lines) expect(value.trim()).not.toBe('');
        for (const words of Object.values(head)) expect(words.trim()).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
