import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../shared/record/describe.ts';
import { english } from '../../../../shared/words/english.ts';
import { say } from '../../../../shared/words/say.ts';
import type { Words } from '../../../../shared/words/words.ts';

const said = (resource: FhirResource, words: Words = english) =>
  say(describeResource(resource), words);

const half = (code: string, quantity: object) => ({
  code: { coding: [{ system: 'http://loinc.org', code }] },
  valueQuantity: { unit: 'mmHg', ...quantity },
});
const pressure = (systolic: object, diastolic: object) => ({
  resourceType: 'Observation',
  component: [half('8480-6', systolic), half('8462-4', diastolic)],
});

describe('what is said of an entry', () => {
  it('keeps the sign of a half of a blood pressure', () => {
    const high = pressure({ value: 250, comparator: '>' }, { value: 110 });
    expect(said(high).value).toBe('> 250 / 110 mmHg');
    expect(said(pressure({ value: 128 }, { value: 76 })).value).toBe('128/76 mmHg');
  });

  it('does not put halves in different units together', () => {
    expect(said(pressure({ value: 128 }, { value: 10, unit: 'kPa' })).value).toBeUndefined();
  });

  it('lists what happened in one reaction in one line, each once', () => {
    const allergy = {
      resourceType: 'AllergyIntolerance',
      reaction: [{ manifestation: [{ text: 'Hives' }, { text: 'Wheeze' }, { text: 'Hives' }] }],
    };
    expect(said(allergy).facts).toEqual([
      {
        is: 'manifestation',
        name: 'Reaction',
        value: 'Hives, Wheeze',
        values: ['Hives, Wheeze'],
        gist: 'Hives, Wheeze',
      },
    ]);
  });

  it('is in the words that are handed in, and in no others', () => {
    const other: Words = {
      ...english,
      statuses: { ...english.statuses, active: 'Aktiv' },
      doNotGive: (title) => `Nicht geben: ${title}`,
      notToBeGiven: (status) => `Nicht zu geben (${status ?? ''})`,
    };
    const refused = {
      resourceType: 'MedicationRequest',
      status: 'active',
      doNotPerform: true,
      medicationCodeableConcept: { text: 'Aspirin' },
    };
    expect(said(refused, other)).toMatchObject({
      title: 'Nicht geben: Aspirin',
      status: 'Nicht zu geben (Aktiv)',
    });
  });
});
