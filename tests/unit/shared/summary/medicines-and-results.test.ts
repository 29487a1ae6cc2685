import { describe, expect, it } from 'vitest';
import {
  objectOf,
  objectsOf,
  resourceOf,
  type FhirResource,
} from '../../../../shared/fhir/resource.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import type { ItemView } from '../../../../shared/summary/view.ts';
import { english } from '../../../../shared/words/english.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { judge } from '../../../conformance/judges/judge.ts';
import { aPatient, aPrescription, aResult, now, recordOf } from './builders.ts';

const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const meaning = (code: string) => [{ coding: [{ system, code }] }];

function summaryOf(...resources: readonly FhirResource[]) {
  const { parsed, text } = summarise(recordOf(aPatient(), ...resources), { now });
  const view = readSummary(text, english);
  const items = view?.sections.flatMap((section) => section.items) ?? [];
  return { parsed, text, items, errors: judge(parsed) };
}

const detailsOf = (item: ItemView | undefined) => item?.details.map(({ words }) => words) ?? [];

function entries(parsed: unknown, type: string) {
  return objectsOf(objectOf(parsed)?.['entry'])
    .flatMap((entry) => resourceOf(entry['resource']) ?? [])
    .filter((resource) => resource.resourceType === type);
}

describe('a result in a summary', () => {
  it('has no reason for a missing value that its source did not write', () => {
    const panel = aResult({
      code: { text: 'Susceptibility' },
      valueQuantity: undefined,
      component: [{ code: { text: 'Amoxicillin' }, interpretation: meaning('R') }],
    });
    const { text, items, errors } = summaryOf(panel);
    expect(errors).toEqual([]);
    expect(text).not.toContain('dataAbsentReason');
    expect(detailsOf(items[0])).toEqual(['Amoxicillin: resistant (R)']);
  });

  it('says a flag beside the part that it is of, and nowhere else', () => {
    const panel = aResult({
      code: { text: 'U&E' },
      valueQuantity: undefined,
      component: [
        {
          code: { text: 'Potassium' },
          valueQuantity: { value: 6.8, unit: 'mmol/L' },
          interpretation: meaning('HH'),
        },
        { code: { text: 'Sodium' }, valueQuantity: { value: 139, unit: 'mmol/L' } },
      ],
    });
    const { items } = summaryOf(panel);
    expect(items[0]?.flag).toBeUndefined();
    expect(detailsOf(items[0])).toEqual([
      'Potassium: 6.8 mmol/L, critically high (HH)',
      'Sodium: 139 mmol/L',
    ]);
  });

  it('repeats only the half of a blood pressure that is not as usual', () => {
    const half = (code: string, text: string, members: object) => ({
      code: { text, coding: [{ system: 'http://loinc.org', code }] },
      ...members,
    });
    const pressure = aResult({
      code: { text: 'Blood pressure' },
      valueQuantity: undefined,
      component: [
        half('8480-6', 'Systolic', {
          valueQuantity: { value: 250, comparator: '>', unit: 'mmHg' },
        }),
        half('8462-4', 'Diastolic', {
          valueQuantity: { value: 110, unit: 'mmHg' },
          interpretation: meaning('HH'),
        }),
      ],
    });
    const { items } = summaryOf(pressure);
    expect(items[0]).toMatchObject({ value: '> 250 / 110 mmHg' });
    expect(detailsOf(items[0])).toEqual(['Diastolic: 110 mmHg, critically high (HH)']);
  });

  it('keeps of what, from whom and with what it was measured', () => {
    const result = aResult({
      specimen: { reference: 'Specimen/s' },
      device: { reference: 'Device/d' },
      focus: [{ reference: 'RelatedPerson/unborn' }],
    });
    const { items, errors } = summaryOf(
      result,
      { resourceType: 'Specimen', id: 's', type: { text: 'Urine' } },
      { resourceType: 'Device', id: 'd', deviceName: [{ name: 'Home monitor', type: 'other' }] },
    );
    expect(errors).toEqual([]);
    const item = items.find(({ title }) => title !== 'Home monitor');
    expect(detailsOf(item)).toEqual([
      'About: Somebody or something other than the patient, not named',
      'Sample: Urine',
      'Measured with: Home monitor',
    ]);
  });

  it('is rounded where it has more digits than matter, and goes out with all of them', () => {
    const { text, items } = summaryOf(
      aResult({ valueQuantity: { value: 6.123456789, unit: 'mmol/L' } }),
    );
    expect(items[0]?.value).toBe('6.12346 mmol/L');
    expect(text).toContain('6.123456789');
  });
});

describe('a medicine in a summary', () => {
  it('has the strength that another resource holds', () => {
    const medication = {
      resourceType: 'Medication',
      id: 'm',
      code: { text: 'Insulin human' },
      ingredient: [
        {
          itemCodeableConcept: { text: 'Insulin human' },
          strength: { numerator: { value: 500, unit: 'unit' } },
        },
      ],
    };
    const request = aPrescription({
      medicationCodeableConcept: undefined,
      medicationReference: { reference: 'Medication/m' },
      dosageInstruction: undefined,
    });
    const { items, errors } = summaryOf(request, medication);
    expect(errors).toEqual([]);
    expect(detailsOf(items[0])).toEqual(['Contains: Insulin human 500 units']);
  });

  it('that was given keeps a dose of which only a text is known', () => {
    const given = {
      resourceType: 'MedicationAdministration',
      id: 'a',
      status: 'in-progress',
      medicationCodeableConcept: { text: 'Noradrenaline' },
      effectiveDateTime: '2026-11-20',
      dosage: { text: '5 mg slowly' },
    };
    const { items, errors } = summaryOf(given);
    expect(errors).toEqual([]);
    expect(detailsOf(items[0])).toEqual(['5 mg slowly']);
  });

  it('says how much was supplied where there is no dose', () => {
    const { items } = summaryOf(
      aPrescription({
        dosageInstruction: undefined,
        dispenseRequest: { quantity: { value: 21, unit: 'capsule' } },
      }),
    );
    expect(detailsOf(items[0])).toEqual(['Quantity: 21 capsules']);
  });

  it('that must not be given stands outside the profile that forbids saying so', () => {
    const { parsed, items, errors } = summaryOf(aPrescription({ doNotPerform: true }));
    expect(errors).toEqual([]);
    const [request] = entries(parsed, 'MedicationRequest');
    expect(request?.['doNotPerform']).toBe(true);
    expect(objectOf(request?.['meta'])?.['profile']).toBeUndefined();
    expect(items[0]?.title).toMatch(/^Do not give: /);
  });
});
