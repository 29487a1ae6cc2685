import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../../shared/record/describe.ts';
import { wholeEntry } from '../../../../../shared/record/whole-entry.ts';
import { english } from '../../../../../shared/words/english.ts';
import { say } from '../../../../../shared/words/say.ts';

const factsOf = (resource: FhirResource) =>
  say(describeResource(resource), english).facts.map(({ name, value }) => `${name}: ${value}`);

const coded = (code: string) => ({ coding: [{ code, system: interpretations }] });
const interpretations = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const refuted = {
  coding: [
    { system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'refuted' },
  ],
};
const inside = (id: string, code: string, members: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: code },
  ...members,
});

describe('a report that holds its results', () => {
  const report: FhirResource = {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'Blood tests' },
    effectiveDateTime: '2026-10-05',
    result: ['k', 'na', 'bp', 'wrong', 'early'].map((id) => ({ reference: `#${id}` })),
    contained: [
      inside('k', 'Potassium', {
        valueQuantity: { value: 6.8, unit: 'mmol/L' },
        interpretation: [coded('HH')],
        referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' } }],
        effectiveDateTime: '2026-10-04T09:00:00Z',
      }),
      inside('na', 'Sodium', {
        valueQuantity: { value: 139, unit: 'mmol/L' },
        effectiveDateTime: '2026-10-05T09:00:00Z',
        note: [{ text: 'Haemolysed' }],
      }),
      inside('bp', 'Blood pressure', {
        component: [{ code: { text: 'Systolic' }, valueQuantity: { value: 120, unit: 'mmHg' } }],
      }),
      inside('wrong', 'Glucose', { status: 'entered-in-error', valueInteger: 99 }),
      inside('early', 'Culture', { status: 'preliminary', valueString: 'Coliforms' }),
    ],
  };

  it('says each with its value, flag, date, note and status', () => {
    expect(factsOf(report)).toEqual([
      'Potassium: 6.8 mmol/L, critically high (HH) (usual: at least 3.5 mmol/L) (When: 4 October 2026)',
      'Sodium: 139 mmol/L (Note: Haemolysed)',
      'Blood pressure – Systolic: 120 mmHg',
      'Glucose: Status: Entered in error',
      'Culture: Coliforms (Status: Preliminary, not final)',
      'Results in this report: 5',
    ]);
  });

  it('is flagged by its parts, which say so themselves', () => {
    expect(describeResource(report)).toMatchObject({ flag: 'critically-high', flagOfPart: true });
  });
});

describe('what stands inside an entry', () => {
  const condition = (id: string, text: string, members: object = {}) => ({
    resourceType: 'Condition',
    id,
    code: { text },
    ...members,
  });

  it('is its reason, with what makes it more or less than that', () => {
    const medicine: FhirResource = {
      resourceType: 'MedicationRequest',
      medicationCodeableConcept: { text: 'Apixaban' },
      reasonReference: [{ reference: '#af' }, { reference: '#pe' }, { reference: '#gone' }],
      contained: [
        condition('af', 'Atrial fibrillation', { onsetDateTime: '2020' }),
        condition('pe', 'Embolism', { verificationStatus: refuted }),
      ],
    };
    expect(factsOf(medicine)).toEqual([
      'Reason: Atrial fibrillation (Started: 2020), Embolism (Found not to be so)',
    ]);
  });

  it('is told also where the reference has words of its own', () => {
    const stay: FhirResource = {
      resourceType: 'Encounter',
      diagnosis: [
        { condition: { reference: '#a', display: 'Stroke' }, use: { text: 'Discharge' } },
        { condition: { reference: '#b', display: 'See below' } },
      ],
      contained: [condition('a', 'Ischaemic stroke'), condition('b', 'Gout')],
    };
    expect(factsOf(stay)).toEqual([
      'Diagnosis: Ischaemic stroke (Role: Discharge)',
      'Diagnosis: See below, Gout',
    ]);
  });

  it('is the reaction to a vaccine, the finding of an operation, the activity of a plan', () => {
    const fever = inside('f', 'Fever', { valueQuantity: { value: 40.1, unit: '°C' } });
    const vaccine: FhirResource = {
      resourceType: 'Immunization',
      reaction: [{ date: '2026-09-02', detail: { reference: '#f' } }],
      contained: [fever],
    };
    expect(factsOf(vaccine)).toEqual([
      'Reaction: Fever, 2 September 2026',
      'Reaction: Fever: 40.1 °C',
    ]);
    const operation: FhirResource = {
      resourceType: 'Procedure',
      report: [{ reference: '#r' }],
      contained: [
        {
          resourceType: 'DiagnosticReport',
          id: 'r',
          code: { text: 'Biopsy' },
          conclusion: 'Cancer',
        },
      ],
    };
    expect(factsOf(operation)).toEqual(['Finding: Biopsy (Conclusion: Cancer)']);
    const plan: FhirResource = {
      resourceType: 'CarePlan',
      activity: [{ reference: { reference: '#m' } }],
      contained: [
        {
          resourceType: 'MedicationRequest',
          id: 'm',
          doNotPerform: true,
          medicationCodeableConcept: { text: 'Lamotrigine' },
        },
      ],
    };
    expect(factsOf(plan)).toEqual(['Activity: Do not give: Lamotrigine (Not to be given)']);
  });

  it('is said where no member that we read leads to it', () => {
    const allergy: FhirResource = {
      resourceType: 'AllergyIntolerance',
      extension: [{ url: 'https://example.org/test', valueReference: { reference: '#t' } }],
      contained: [
        inside('t', 'Tryptase', { valueQuantity: { value: 45, unit: 'ng/mL' } }),
        { resourceType: 'Practitioner', id: 'who', name: [{ text: 'Dr Who' }] },
      ],
    };
    expect(factsOf(allergy)).toEqual(['Test result: Tryptase: 45 ng/mL']);
  });

  it('may lead to itself', () => {
    const round: FhirResource = {
      resourceType: 'Observation',
      hasMember: [{ reference: '#a' }],
      contained: [inside('a', 'A', { hasMember: [{ reference: '#a' }], valueInteger: 1 })],
    };
    expect(factsOf(round)).toEqual(['A: 1']);
  });
});

describe('what other entries of the same source hold', () => {
  it('is named within what leads to it', () => {
    const stay: FhirResource = {
      resourceType: 'Encounter',
      diagnosis: [{ condition: { reference: 'Condition/1' }, use: { text: 'Discharge' } }],
    };
    const other = { resourceType: 'Condition', id: '1', code: { text: 'Stroke' } };
    const whole = wholeEntry(describeResource(stay), (reference) =>
      reference === 'Condition/1' ? describeResource(other) : undefined,
    );
    const [line] = say(whole, english).facts;
    expect(line).toMatchObject({ name: 'Diagnosis', value: 'Stroke (Role: Discharge)' });
    expect(factsOf(stay)).toEqual(['Diagnosis: Role: Discharge']);
  });
});
