import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../../shared/record/describe.ts';
import { english } from '../../../../../shared/words/english.ts';
import { say } from '../../../../../shared/words/say.ts';

const said = (resource: FhirResource) => {
  const description = describeResource(resource);
  const words = say(description, english);
  const facts = Object.fromEntries(words.facts.map(({ name, value }) => [name, value]));
  return { ...description, ...words, facts };
};
const vaccination = (members: object) => said({ resourceType: 'Immunization', ...members });
const procedure = (members: object) => said({ resourceType: 'Procedure', ...members });

const unknown = { coding: [{ system: 'http://hl7.org/fhir/v3/NullFlavor', code: 'UNK' }] };
const procedureCode = (text: string) => ({
  extension: [
    {
      url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-VaccinationProcedure-1',
      valueCodeableConcept: { coding: [{ code: '5', display: text }] },
    },
  ],
});

describe('a vaccination', () => {
  it('is called after its procedure where the vaccine is coded as unknown', () => {
    for (const vaccineCode of [unknown, { ...unknown, text: 'Unknown' }, undefined]) {
      const given = { ...procedureCode('Second typhoid vaccination'), vaccineCode };
      expect(vaccination(given).title).toBe('Second typhoid vaccination');
    }
  });

  it('keeps both names where both are given', () => {
    const both = {
      ...procedureCode('Second typhoid vaccination'),
      vaccineCode: { text: 'Typhim' },
    };
    expect(vaccination(both)).toMatchObject({
      title: 'Typhim',
      facts: { 'Recorded as': 'Second typhoid vaccination' },
    });
  });

  it('without any name says so, and how it is coded', () => {
    expect(vaccination({ vaccineCode: unknown }).title).toBe(
      'Vaccination: no name recorded (coded as: UNK)',
    );
  });

  it('that may not have worked says so with its reason, where it does', () => {
    const subpotent = { isSubpotent: true, subpotentReason: [{ text: 'Half a dose' }] };
    expect(vaccination(subpotent).facts).toMatchObject({
      Warning: 'It may not have worked fully (subpotent)',
      'Why it may not have worked': 'Half a dose',
    });
    expect(vaccination({ isSubpotent: false }).facts).toEqual({});
  });

  it('says its reactions, its place in the series and from whom it is known', () => {
    const { facts } = vaccination({
      reaction: [{ date: '2025-01-02', detail: { display: 'Rigors' }, reported: true }],
      protocolApplied: [{ doseNumberPositiveInt: 3, seriesDosesString: '4', series: 'Infant' }],
      reportOrigin: { text: 'School record' },
    });
    expect(facts).toMatchObject({
      Reaction: 'Rigors, 2 January 2025, reported by the patient',
      Dose: '3 of 4',
      Series: 'Infant',
      'Reported from': 'School record',
    });
  });

  it('says loudly that it was out of date, and only then', () => {
    const given = { occurrenceDateTime: '2025-06-10' };
    expect(vaccination({ ...given, expirationDate: '2025-06-01' }).facts).toEqual({
      'Given after its use-by date': '1 June 2025',
    });
    for (const expirationDate of ['2025-06-10', '2025-06', '2026-01-01']) {
      expect(vaccination({ ...given, expirationDate }).facts).toHaveProperty('Use by');
    }
  });

  it('in error stays in error, whatever else it says', () => {
    expect(vaccination({ status: 'entered-in-error', notGiven: true }).standing).toBe('error');
  });
});

describe('a procedure', () => {
  it('says what went wrong, what was left inside and what was used', () => {
    const { facts } = procedure({
      status: 'completed',
      complication: [{ text: 'Bleeding' }],
      complicationDetail: [{ display: 'Wound infection' }],
      focalDevice: [{ action: { text: 'Implanted' }, manipulated: { display: 'Mesh' } }],
      usedCode: [{ text: 'Chlorhexidine' }],
      usedReference: [{ display: 'Balloon' }],
    });
    expect(facts).toMatchObject({
      Complication: 'Bleeding, Wound infection',
      Device: 'Mesh, Implanted',
      Used: 'Chlorhexidine, Balloon',
    });
  });

  it('that was not done has a date but was done on none', () => {
    const notDone = { status: 'not-done', performedDateTime: '2026-02-02' };
    expect(procedure(notDone)).toMatchObject({ standing: 'refuted', dateMeaning: 'dated' });
  });

  it('that goes on began on its date', () => {
    const going = { status: 'in-progress', performedPeriod: { start: '2026-02-02' } };
    expect(procedure(going)).toMatchObject({ standing: 'current', dateMeaning: 'started' });
  });

  it('says why it was broken off', () => {
    expect(procedure({ status: 'stopped', statusReason: { text: 'Arrhythmia' } })).toMatchObject({
      status: 'Stopped',
      facts: { 'Why not done, or not finished': 'Arrhythmia' },
    });
  });
});

describe('what may mean something else', () => {
  it('is said of rules that nobody knows, and of extensions that modify, wherever they stand', () => {
    const resource = {
      resourceType: 'Procedure',
      code: { text: 'Biopsy' },
      implicitRules: 'http://rules.example/inverted',
      performer: [{ modifierExtension: [{ url: 'http://x.example/not', valueBoolean: true }] }],
    };
    const warnings = said(resource).facts;
    expect(warnings['Warning']).toBeDefined();
    expect(describeResource(resource).facts.map(({ name }) => name)).toEqual([
      'implicitRules',
      'modifierExtension',
    ]);
  });
});

describe('a narrative', () => {
  const allergy = (status: string, members: object = {}) =>
    said({
      resourceType: 'AllergyIntolerance',
      text: { status, div: '<div><p>TRIMETHOPRIM &amp; rash</p><p>aged 6</p></div>' },
      ...members,
    });

  it('names what has no other name, where it holds more than the data', () => {
    for (const status of ['additional', 'extensions']) {
      expect(allergy(status)).toMatchObject({
        title: 'TRIMETHOPRIM & rash; aged 6',
        facts: { 'The source’s own text': 'TRIMETHOPRIM & rash; aged 6' },
      });
    }
  });

  it('is no name where it was made from the data, yet is read', () => {
    const made = allergy('generated');
    expect(made.title).toBeUndefined();
    expect(made.facts).toHaveProperty('The source’s own text');
  });

  it('is no name where there is one', () => {
    const code = { text: 'Trimethoprim' };
    expect(allergy('additional', { code }).title).toBe('Trimethoprim');
    expect(allergy('generated', { code }).facts).toEqual({});
  });
});
