import { describe as group, expect, it } from 'vitest';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { describe } from '../../../../shared/record/describe.ts';
import { wholeEntry } from '../../../../shared/record/whole-entry.ts';
import { english } from '../../../../shared/words/english.ts';
import { sayStatus } from '../../../../shared/words/say-head.ts';
import { say } from '../../../../shared/words/say.ts';

const medicine = (resourceType: string, members: object): FhirResource => ({
  resourceType,
  medicationCodeableConcept: { text: 'Warfarin 3 mg' },
  ...members,
});
const request = (members: object) =>
  medicine('MedicationRequest', { status: 'active', ...members });
const lines = (resource: FhirResource) =>
  say(describe(resource), english).facts.map(({ name, value }) => `${name}: ${value}`);
const status = (resource: FhirResource) => sayStatus(describe(resource), english);

group('what is no order', () => {
  it.each([
    ['proposal', 'planned', 'Proposed, not ordered'],
    ['option', 'planned', 'An option, not ordered'],
    ['plan', 'current', 'Planned, not ordered'],
    ['reflex-order', 'current', 'Ordered automatically after another request'],
    ['filler-order', 'current', 'As noted by whoever carries it out'],
  ])('never looks like one: %s', (intent, standing, words) => {
    const resource = request({ intent });
    expect(describe(resource).standing).toBe(standing);
    expect(status(resource)).toEqual({ whole: words, notable: words });
  });

  it('says its status too, where that is not simply active', () => {
    expect(status(request({ intent: 'plan', status: 'on-hold' }))?.whole).toBe(
      'Planned, not ordered, on hold',
    );
    expect(status(request({ intent: 'order' }))?.whole).toBe('Active');
    expect(status(request({ intent: 'plan', status: 'entered-in-error' }))?.whole).toBe(
      'Entered in error',
    );
  });

  it('is what a surgery authorises in GP Connect, where a plan is its prescription', () => {
    const url =
      'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescriptionType-1';
    const resource = request({
      intent: 'plan',
      extension: [
        { url, valueCodeableConcept: { coding: [{ code: 'repeat', display: 'Repeat' }] } },
      ],
    });
    expect(status(resource)?.whole).toBe('Active');
    expect(lines(resource)).toEqual(['Kind of prescription: Repeat']);
  });

  it('was not given, taken or handed out', () => {
    const notGiven = medicine('MedicationAdministration', { status: 'not-done' });
    expect([status(notGiven)?.whole, describe(notGiven).standing]).toEqual([
      'Not given',
      'refuted',
    ]);
    const notTaken = medicine('MedicationStatement', { status: 'not-taken' });
    expect([status(notTaken)?.whole, describe(notTaken).standing]).toEqual(['Not taken', 'past']);
    const declined = medicine('MedicationDispense', { status: 'declined' });
    expect(status(declined)?.whole).toBe('Refused, not handed out');
  });
});

group('why and until when', () => {
  it('reads reasons one by one, in lists and as references', () => {
    expect(lines(request({ statusReason: { text: 'INR 8' } }))).toEqual([
      'Why the status changed: INR 8',
    ]);
    const several = medicine('MedicationStatement', {
      status: 'stopped',
      statusReason: [{ text: 'Angioedema' }, { text: 'Cough' }],
    });
    expect(lines(several)).toEqual(['Why the status changed: Angioedema, Cough']);
    const dispense = medicine('MedicationDispense', {
      statusReasonReference: { display: 'Interaction with clarithromycin' },
    });
    expect(lines(dispense)).toEqual(['Why the status changed: Interaction with clarithromycin']);
  });

  it('says when it was stopped, and not that it ended when its prescription is no longer valid', () => {
    const url = 'http://hl7.org/fhir/1.0/StructureDefinition/extension-MedicationOrder.dateEnded';
    const stopped = request({
      status: 'stopped',
      extension: [{ url, valueDateTime: '2026-10-01' }],
    });
    expect(describe(stopped).ended).toBe('2026-10-01');
    expect(lines(stopped)).toEqual(['Until: 1 October 2026']);
    const validity = { dispenseRequest: { validityPeriod: { end: '2027-01-01' } } };
    expect(describe(request({ status: 'stopped', ...validity })).ended).toBeUndefined();
  });

  it('reads what a surgery changed', () => {
    const changed = request({
      status: 'stopped',
      extension: [
        {
          url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationStatusReason-1',
          extension: [
            { url: 'statusReason', valueCodeableConcept: { text: 'Bleeding' } },
            { url: 'statusChangeDate', valueDateTime: '2026-05-03' },
          ],
        },
        {
          url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationRepeatInformation-1',
          extension: [
            { url: 'numberOfRepeatPrescriptionsAllowed', valuePositiveInt: 6 },
            { url: 'numberOfRepeatPrescriptionsIssued', valueUnsignedInt: 0 },
          ],
        },
      ],
    });
    expect(describe(changed).ended).toBe('2026-05-03');
    expect(lines(changed)).toEqual([
      'Why the status changed: Bleeding',
      'Status changed on: 3 May 2026',
      'Repeats allowed: 6',
      'Repeats issued: 0',
    ]);
  });
});

group('what is in a medicine', () => {
  const strength = (value: number, unit: string) => ({
    numerator: { value, unit: 'mg' },
    denominator: { value: 1, unit },
  });
  const cocodamol = {
    resourceType: 'Medication',
    id: 'm',
    ingredient: [
      { itemCodeableConcept: { text: 'Codeine' }, strength: strength(30, 'tablet') },
      { itemReference: { display: 'Paracetamol' }, strength: strength(500, 'tablet') },
      { itemCodeableConcept: { text: 'Starch' } },
    ],
    form: { text: 'tablet' },
  };
  const contents = [
    'Contains: Codeine 30 mg per tablet, Paracetamol 500 mg per tablet, Starch',
    'Form: tablet',
  ];
  const refers = (reference: string, members: object = {}) => ({
    resourceType: 'MedicationRequest',
    medicationReference: { reference },
    ...members,
  });

  it('is said of one that stands inside, and names it where it has no name', () => {
    const resource = refers('#m', { contained: [cocodamol] });
    expect(lines(resource)).toEqual(contents);
    expect(describe(resource).title?.text).toBe(
      'Codeine 30 mg/tablet + Paracetamol 500 mg/tablet + Starch',
    );
  });

  it('is said of one that stands elsewhere, also where the request names it itself', () => {
    const look = (reference: string) =>
      reference === 'Medication/m' ? describe(cocodamol) : undefined;
    const named = { medicationReference: { reference: 'Medication/m', display: 'Co-codamol' } };
    for (const [resource, title] of [
      [refers('Medication/m'), 'Codeine 30 mg/tablet + Paracetamol 500 mg/tablet + Starch'],
      [refers('', named), 'Co-codamol'],
    ] as const) {
      const whole = say(wholeEntry(describe(resource), look), english);
      expect(whole.title).toBe(title);
      expect(whole.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual(contents);
    }
  });

  it('keeps a strength without its second number', () => {
    const medication = {
      resourceType: 'Medication',
      code: { text: 'Insulin' },
      ingredient: [
        {
          itemCodeableConcept: { text: 'Insulin' },
          strength: { numerator: { value: 500, unit: 'unit' } },
        },
      ],
    };
    expect(lines(medication)).toEqual(['Contains: Insulin 500 units']);
  });
});

group('what else is said of a medicine', () => {
  it('is dated by when it was handed out', () => {
    const dispense = medicine('MedicationDispense', {
      status: 'completed',
      whenPrepared: '2026-11-18',
      whenHandedOver: '2026-11-20',
      daysSupply: { value: 28, unit: 'd' },
    });
    expect(describe(dispense)).toMatchObject({
      date: '2026-11-20',
      dateMeaning: 'handedOut',
      standing: 'unknown',
    });
    expect(status(dispense)?.whole).toBe('Handed out');
    expect(lines(dispense)).toEqual(['Supply lasts: 28 days', 'Made ready: 18 November 2026']);
  });

  it('says whether another product may be given, and who took part', () => {
    const resource = request({
      requester: { display: 'Dr Shah' },
      recorder: { display: 'Nurse Lee' },
      reportedBoolean: true,
      substitution: { allowedBoolean: false, reason: { text: 'Epilepsy' } },
    });
    expect(lines(resource)).toEqual([
      'Another product may be given: No',
      'Why another product: Epilepsy',
      'Reported, not prescribed here: Yes',
      'Written down by: Nurse Lee',
    ]);
    expect(describe(resource).organisation).toBe('Dr Shah');
  });
});

group('a prescription that does not say when it was written', () => {
  const timing = { repeat: { boundsPeriod: { start: '2026-09-01' } } };

  it('has the first day of its dose as its date, where it is an order', () => {
    const dated = describe(request({ intent: 'order', dosageInstruction: [{ timing }] }));
    expect(dated).toMatchObject({ date: '2026-09-01', dateMeaning: 'dated' });
    const written = { intent: 'order', authoredOn: '2026-08-30', dosageInstruction: [{ timing }] };
    expect(describe(request(written))).toMatchObject({
      date: '2026-08-30',
      dateMeaning: 'recorded',
    });
  });

  it('has none where it is only planned', () => {
    const planned = describe(request({ intent: 'plan', dosageInstruction: [{ timing }] }));
    expect(planned.date).toBeUndefined();
  });
});
