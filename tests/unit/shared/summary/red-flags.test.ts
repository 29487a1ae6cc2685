import { describe, expect, it } from 'vitest';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import { english } from '../../../../shared/words/english.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { anAllergy, aPrescription, aProblem, aResult, coded, now, recordOf } from './builders.ts';

function viewOf(...resources: readonly FhirResource[]) {
  const view = readSummary(summarise(recordOf(...resources), { now }).text, english);
  if (view === undefined) throw new Error('it is a summary');
  return view;
}

function flagsOf(...resources: readonly FhirResource[]): readonly string[] {
  return viewOf(...resources).redFlags;
}

let count = 0;
const built = (resourceType: string, members: JsonObject): FhirResource => {
  count += 1;
  const subject = { reference: 'Patient/1' };
  return { resourceType, id: `f${String(count)}`, subject, ...members };
};
const prescribed = (text: string, members: JsonObject = {}) =>
  aPrescription({ medicationCodeableConcept: { text }, dosageInstruction: [], ...members });

describe('red flags of medicines', () => {
  it('name each by its class, with its dose', () => {
    expect(
      flagsOf(
        prescribed('Codeine 30 mg'),
        prescribed('Warfarin 3 mg', { dosageInstruction: [{ text: '3 mg at night' }] }),
        prescribed('Methotrexate 2.5 mg', { dosageInstruction: [{ text: '15 mg ONCE A WEEK' }] }),
        prescribed('Paracetamol 500 mg'),
      ),
    ).toEqual([
      'Blood thinner: Warfarin 3 mg, 3 mg at night',
      'Weakens the immune system: Methotrexate 2.5 mg, 15 mg ONCE A WEEK',
      'Opioid: Codeine 30 mg',
    ]);
  });

  it('say that one is on hold or was stopped, when and why', () => {
    const flags = flagsOf(
      prescribed('Warfarin 3 mg', { status: 'on-hold', statusReason: { text: 'INR 8' } }),
      built('MedicationStatement', {
        status: 'stopped',
        medicationCodeableConcept: { text: 'Apixaban 5 mg' },
        effectivePeriod: { start: '2025-01-01', end: '2026-10-01' },
        statusReason: [{ text: 'Bleeding' }],
      }),
    );
    expect(flags.join('\n')).toMatch(/^Blood thinner: Warfarin 3 mg, ON HOLD \(INR 8\)$/m);
    expect(flags.join('\n')).toMatch(/^Blood thinner: Apixaban 5 mg, STOPPED 1 October 2026/m);
  });

  it.each<[string, JsonObject]>([
    ['a proposal', { intent: 'proposal' }],
    ['a plan', { intent: 'plan' }],
    ['an option', { intent: 'option' }],
    ['a draft', { status: 'draft' }],
    ['one that was called off', { status: 'cancelled' }],
    ['entered in error', { status: 'entered-in-error' }],
  ])('pass over %s', (_, members) => {
    expect(flagsOf(prescribed('Apixaban 5 mg', members))).toEqual([]);
  });

  it('pass over what was not taken or not given', () => {
    const medicationCodeableConcept = { text: 'Enoxaparin 40 mg' };
    expect(
      flagsOf(
        built('MedicationAdministration', {
          status: 'not-done',
          medicationCodeableConcept,
          effectiveDateTime: '2026-11-01',
        }),
        built('MedicationStatement', { status: 'not-taken', medicationCodeableConcept }),
      ),
    ).toEqual([]);
  });

  it('say loudly what must not be given', () => {
    const [flag] = flagsOf(prescribed('Aspirin 75 mg', { doNotPerform: true }));
    expect(flag).toMatch(/^DO NOT GIVE: Aspirin 75 mg/);
  });

  it('name what was handed out after its prescription was done with', () => {
    const flags = flagsOf(
      built('MedicationDispense', {
        status: 'completed',
        medicationCodeableConcept: { text: 'Warfarin 3 mg' },
        whenHandedOver: '2026-11-10',
        dosageInstruction: [{ text: '3 mg daily' }],
      }),
    );
    expect(flags).toEqual([
      'Blood thinner: Warfarin 3 mg, handed out 10 November 2026, 3 mg daily',
    ]);
  });

  it('do not call a few days of prednisolone a danger', () => {
    const days = (value: number) => ({
      dosageInstruction: [
        {
          text: 'In the morning',
          timing: { repeat: { boundsDuration: { value, unit: 'days', code: 'd' } } },
        },
      ],
    });
    expect(flagsOf(prescribed('Prednisolone 5 mg tablets', days(5)))).toEqual([]);
    expect(flagsOf(prescribed('Prednisolone 5 mg tablets', days(90)))[0]).toMatch(/^Steroid: /);
    expect(flagsOf(prescribed('Prednisolone 5 mg tablets'))[0]).toMatch(/^Steroid: /);
  });
});

describe('red flags of allergies', () => {
  const reaction = (text: string, severity?: string) => ({
    manifestation: [{ text }],
    ...(severity === undefined ? {} : { severity }),
  });

  it('name severe ones, what could kill before the others', () => {
    const flags = flagsOf(
      anAllergy({ code: { text: 'Latex' }, reaction: [reaction('Hives', 'severe')] }),
      anAllergy({ code: { text: 'Nuts' }, reaction: [reaction('Anaphylaxis', 'severe')] }),
      anAllergy({ code: { text: 'Plaster' }, reaction: [reaction('Rash', 'mild')] }),
    );
    expect(flags).toHaveLength(2);
    expect(flags[0]).toMatch(/^Severe allergy: Nuts \(.*Anaphylaxis/);
    expect(flags[1]).toMatch(/^Severe allergy: Latex \(.*Hives/);
  });

  it('name all to medicines where the source never says how dangerous they are', () => {
    const flags = flagsOf(
      anAllergy({ code: { text: 'Penicillin' }, category: ['medication'] }),
      anAllergy({ code: { text: 'Codeine' } }),
      anAllergy({ code: { text: 'Strawberries' }, category: ['food'] }),
    );
    expect(flags.toSorted()).toEqual(['Allergy: Codeine', 'Allergy: Penicillin']);
  });

  it('name such a one beside others of which it is said', () => {
    const flags = flagsOf(
      anAllergy({ code: { text: 'Penicillin' } }),
      anAllergy({ code: { text: 'Latex' }, criticality: 'low' }),
      anAllergy({ code: { text: 'Codeine - NOT allergic, delabelled 2025' } }),
    );
    expect(flags).toEqual(['Allergy: Penicillin']);
  });

  it.each([
    ['malignant hyperthermia, by its code', coded('http://snomed.info/sct', '405501007')],
    ['malignant hyperpyrexia', { text: 'Malignant hyperpyrexia' }],
    ['toxic epidermal necrolysis', { text: 'Toxic epidermal necrolysis' }],
    ['DRESS', { text: 'DRESS' }],
    ['angio-oedema', { text: 'Angio-oedema of the face' }],
    ['angioedema', { text: 'Angioedema' }],
  ])('count %s as severe whatever else is said, in the section as well', (_, manifestation) => {
    const view = viewOf(
      anAllergy({
        code: { text: 'Some medicine' },
        criticality: 'low',
        reaction: [{ manifestation: [manifestation], severity: 'mild' }],
      }),
    );
    expect(view.redFlags.join()).toMatch(/^Severe allergy: Some medicine/);
    const [item] = view.sections.find(({ code }) => code === '48765-2')?.items ?? [];
    expect(item?.severe).toBe(true);
  });

  it.each(['No angioedema', 'Could not dress', 'Rash, never malignant hyperthermia'])(
    'do not count "%s" as severe',
    (text) => {
      const allergy = anAllergy({ criticality: 'low', reaction: [reaction(text, 'mild')] });
      expect(flagsOf(allergy)).toEqual([]);
    },
  );

  it('do not take "no anaphylaxis" for anaphylaxis', () => {
    const note = [{ text: 'Rash only, no anaphylaxis' }];
    expect(flagsOf(anAllergy({ code: { text: 'Latex' }, criticality: 'low', note }))).toEqual([]);
  });
});

describe('red flags of a life', () => {
  it('name grave histories with what became of them', () => {
    const [flag] = flagsOf(
      aProblem({
        code: { text: 'Malignant hyperthermia' },
        clinicalStatus: coded(
          'http://terminology.hl7.org/CodeSystem/condition-clinical',
          'inactive',
        ),
        onsetDateTime: '1999',
      }),
    );
    expect(flag).toMatch(/^Important history: Malignant hyperthermia \(Not active; .*1999\)$/);
  });

  it('name implants, by the device with what is known of scanners, and by the operation', () => {
    const flags = flagsOf(
      built('Device', {
        status: 'active',
        patient: { reference: 'Patient/1' },
        type: { text: 'Cardiac pacemaker' },
        safety: [{ text: 'MR Unsafe' }],
      }),
      built('Procedure', {
        status: 'completed',
        code: { text: 'Replacement of aortic valve' },
        performedDateTime: '2018',
      }),
      built('Procedure', { status: 'not-done', code: { text: 'Implantation of pacemaker' } }),
      built('Procedure', { status: 'completed', code: { text: 'Pacemaker check' } }),
    );
    expect(flags[0]).toMatch(/^Implant: Cardiac pacemaker \(MR Unsafe/);
    expect(flags[1]).toBe('Implant: Replacement of aortic valve (2018)');
    expect(flags).toHaveLength(2);
  });

  const loinc = (code: string) => coded('http://loinc.org', code);
  const status = (text: string, date: string) =>
    built('Observation', {
      status: 'final',
      code: loinc('82810-3'),
      valueCodeableConcept: { text },
      effectiveDateTime: date,
    });
  const due = (date: string) =>
    built('Observation', {
      status: 'final',
      code: loinc('11778-8'),
      valueDateTime: date,
      effectiveDateTime: '2026-09-01',
    });

  it('name a pregnancy with its due date', () => {
    expect(flagsOf(status('Pregnant', '2026-09-01'), due('2027-03-12'))).toEqual([
      'Pregnancy: Pregnant (1 September 2026; expected date of delivery 12 March 2027)',
    ]);
  });

  it('name none that is over, or that was denied last', () => {
    expect(flagsOf(status('Pregnant', '2026-02-01'), due('2026-08-12'))).toEqual([]);
    expect(flagsOf(status('Pregnant', '2026-09-01'), status('Not pregnant', '2026-10-01'))).toEqual(
      [],
    );
  });

  it('name critical results with the part that is so', () => {
    const critical = [
      coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'HH'),
    ];
    const [whole, part] = flagsOf(
      aResult({ interpretation: critical, valueQuantity: { value: 6.9, unit: 'mmol/L' } }),
      aResult({
        code: { text: 'U&E' },
        valueQuantity: undefined,
        effectiveDateTime: '2026-09-01',
        component: [
          { code: { text: 'Sodium' }, valueQuantity: { value: 139, unit: 'mmol/L' } },
          {
            code: { text: 'Creatinine' },
            valueQuantity: { value: 900, unit: 'umol/L' },
            interpretation: critical,
          },
        ],
      }),
    );
    expect(whole).toMatch(
      /^Critical result: Potassium: 6.9 mmol\/L \(.*critical.*; 20 October 2026\)$/,
    );
    expect(part).toMatch(/^Critical result: U&E: Creatinine: 900 .*critical/);
    expect(part).not.toContain('139');
  });
});

describe('red flags of wishes', () => {
  const category = [
    {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/consentcategorycodes', code: 'dnr' },
      ],
    },
  ];
  const consent = (members: JsonObject) =>
    built('Consent', {
      status: 'active',
      patient: { reference: 'Patient/1' },
      scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'adr'),
      category,
      dateTime: '2026-01-01',
      ...members,
    });

  it('say what is refused, in words', () => {
    const flags = flagsOf(
      consent({ provision: { type: 'deny', code: [{ text: 'Blood transfusion' }] } }),
    );
    expect(flags).toHaveLength(1);
    expect(flags[0]).toMatch(
      /^Wishes for care: Do not resuscitate \(.*Refuses: Blood transfusion.*1 January 2026\)$/,
    );
  });

  it('pass over what was rejected or withdrawn', () => {
    expect(flagsOf(consent({ status: 'rejected' }), consent({ status: 'inactive' }))).toEqual([]);
  });

  it('read every form', () => {
    const code = { text: 'Not for attempted cardiopulmonary resuscitation' };
    const date = '2026-05-01';
    const flags = flagsOf(
      built('Observation', { status: 'final', code, effectiveDateTime: date }),
      built('Procedure', { status: 'completed', code, performedDateTime: date }),
      built('ServiceRequest', { status: 'active', intent: 'order', code, authoredOn: date }),
      built('Flag', { status: 'active', code, period: { start: date } }),
      built('CarePlan', {
        status: 'active',
        intent: 'plan',
        title: 'ReSPECT plan',
        period: { start: date },
      }),
      aProblem({ code, onsetDateTime: date }),
    );
    expect(flags).toEqual([
      'Wishes for care: Not for attempted cardiopulmonary resuscitation (1 May 2026)',
      'Wishes for care: ReSPECT plan (1 May 2026)',
    ]);
  });
});
