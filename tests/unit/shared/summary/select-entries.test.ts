import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { selectEntries } from '../../../conformance/a-record.ts';
import type { SectionName } from '../../../../shared/words/section-name.ts';
import { anAllergy, aPrescription, aProblem, aResult, coded, now, recordOf } from './builders.ts';

/** The titles that a section lists by default, and how many more there were. */
function selected(section: SectionName, ...resources: FhirResource[]) {
  const { cards } = recordOf(...resources);
  const found = selectEntries(cards, now).find((one) => one.section === section);
  const titles = found?.keys.map((key) => cards.find((card) => card.key === key)?.title?.text);
  return { titles: titles ?? [], capped: found?.left.length ?? 0 };
}

const clinical = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const verification = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const concept = (text: string, code: string) => ({
  text,
  coding: [{ system: 'http://snomed.info/sct', code }],
});

describe('allergies in a summary', () => {
  it('keeps resolved and refuted ones after the current ones, severe ones first', () => {
    const { titles } = selected(
      'allergies',
      anAllergy({ code: { text: 'Resolved' }, clinicalStatus: coded(clinical, 'resolved') }),
      anAllergy({ code: { text: 'Refuted' }, verificationStatus: coded(verification, 'refuted') }),
      anAllergy({ code: { text: 'Mild' } }),
      anAllergy({ code: { text: 'Severe' }, criticality: 'high' }),
    );
    expect(titles).toEqual(['Severe', 'Mild', 'Resolved', 'Refuted']);
  });

  it('never lists one that was entered in error', () => {
    const inError = anAllergy({ verificationStatus: coded(verification, 'entered-in-error') });
    expect(selected('allergies', inError).titles).toEqual([]);
  });

  it('takes "no known allergies" as an entry and "no information" as none', () => {
    const absentUnknown = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
    const none = anAllergy({
      code: { ...coded(absentUnknown, 'no-known-allergies'), text: 'None' },
    });
    const unknown = anAllergy({ code: coded(absentUnknown, 'no-allergy-info') });
    expect(selected('allergies', none, unknown).titles).toEqual(['None']);
  });
});

describe('medicines in a summary', () => {
  it('keeps a current medicine without a date', () => {
    expect(selected('medications', aPrescription({ authoredOn: undefined })).titles).toHaveLength(
      1,
    );
  });

  it('keeps both doses where they differ, and one line where nothing differs', () => {
    const twice = aPrescription({ dosageInstruction: [{ text: 'One twice a day' }] });
    const { titles } = selected('medications', aPrescription(), aPrescription(), twice);
    expect(titles).toHaveLength(2);
  });

  it('keeps both doses where only their parts differ', () => {
    const directed = (value: number, start: string) =>
      aPrescription({
        dosageInstruction: [
          {
            text: 'As directed',
            doseAndRate: [{ doseQuantity: { value, unit: 'mg' } }],
            timing: { repeat: { boundsPeriod: { start } } },
          },
        ],
      });
    const [one, again, other] = [
      directed(10, '2026-01-01'),
      directed(10, '2026-02-01'),
      directed(20, '2026-02-01'),
    ];
    expect(selected('medications', one, again, other).titles).toHaveLength(2);
  });

  it('lists a repeat stopped within 6 months by when it ended, and counts one stopped before', () => {
    const stopped = (text: string, end: string) =>
      aPrescription({
        status: 'stopped',
        medicationCodeableConcept: { text },
        authoredOn: '2019-12-02',
        dispenseRequest: { validityPeriod: { end } },
      });
    expect(
      selected('medications', stopped('Warfarin', '2026-07-14'), stopped('Aspirin', '2026-03-01')),
    ).toEqual({ titles: ['Warfarin'], capped: 1 });
  });

  it('lists a short course of the last 12 months, and counts an older one', () => {
    const course = (text: string, authoredOn: string) =>
      aPrescription({ status: 'completed', medicationCodeableConcept: { text }, authoredOn });
    expect(
      selected('medications', course('Doxycycline', '2026-01'), course('Amoxicillin', '2024')),
    ).toEqual({ titles: ['Doxycycline'], capped: 1 });
  });

  it('passes over what was handed out where it was prescribed', () => {
    const dispensed = {
      resourceType: 'MedicationDispense',
      id: 'd1',
      status: 'completed',
      medicationCodeableConcept: { text: 'Ramipril 5 mg capsules' },
      whenHandedOver: '2026-11-01',
    };
    expect(selected('medications', aPrescription(), dispensed).titles).toHaveLength(1);
    expect(selected('medications', dispensed).titles).toHaveLength(1);
  });
});

describe('problems in a summary', () => {
  it('lists an undated one, and what is over among the past problems', () => {
    const over = aProblem({
      code: { text: 'Pneumonia' },
      clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'resolved'),
    });
    expect(selected('problems', aProblem(), over).titles).toEqual(['Asthma']);
    expect(selected('past-problems', aProblem(), over).titles).toEqual(['Pneumonia']);
  });
});

describe('results in a summary', () => {
  it('takes the newest of each test and counts the older ones', () => {
    const older = aResult({
      code: concept('HbA1c', '1'),
      effectiveDateTime: '2026-01',
      valueString: '53',
    });
    const newer = aResult({
      code: concept('HbA1c', '1'),
      effectiveDateTime: '2026-10',
      valueString: '58',
    });
    expect(selected('results', older, newer)).toEqual({ titles: ['HbA1c'], capped: 1 });
  });

  it('keeps an abnormal result where there are more than fit', () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      aResult({ code: { text: `Test ${String(at)}` } }),
    );
    const abnormal = aResult({
      code: { text: 'Abnormal' },
      effectiveDateTime: '2025-02',
      interpretation: [
        coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'H'),
      ],
    });
    const { titles, capped } = selected('results', ...many, abnormal);
    expect(titles[0]).toBe('Abnormal');
    expect(titles.length + capped).toBe(31);
  });

  it('drops neither a result without a date nor the last known one of three years ago', () => {
    const undated = aResult({ code: { text: 'Undated' }, effectiveDateTime: undefined });
    const old = aResult({ code: { text: 'Old' }, effectiveDateTime: '2023' });
    expect(selected('results', undated, old)).toEqual({ titles: ['Undated', 'Old'], capped: 0 });
  });
});

describe('other sections of a summary', () => {
  it('are there only when they hold something; the required ones always', () => {
    const sections = selectEntries(recordOf().cards, now).map((one) => one.section);
    expect(sections).toEqual(['allergies', 'medications', 'problems']);
  });

  it('tell a wish for care from other consents', () => {
    const consent = (text: string) => ({
      resourceType: 'Consent',
      id: text,
      status: 'active',
      category: [{ text }],
    });
    expect(
      selected('advance-directives', consent('Advance Directive'), consent('Research')).titles,
    ).toEqual(['Advance Directive']);
  });
});
