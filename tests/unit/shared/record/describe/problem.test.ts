import { describe, expect, it } from 'vitest';
import { describe as describeResource } from '../../../../../shared/record/describe.ts';
import { english } from '../../../../../shared/words/english.ts';
import { say } from '../../../../../shared/words/say.ts';

const problem = (members: object) => {
  const description = describeResource({
    resourceType: 'Condition',
    code: { text: 'Migraine' },
    ...members,
  });
  const words = say(description, english);
  const facts = Object.fromEntries(words.facts.map(({ name, value }) => [name, value]));
  return { ...description, ...words, facts };
};
const active = { clinicalStatus: { coding: [{ code: 'active' }] } };

describe('when a problem began', () => {
  it.each([
    [{ onsetAge: { value: 7, unit: 'mo', code: 'mo' } }, 'at age 7 months'],
    [{ onsetAge: { value: 1, unit: 'wk', code: 'wk' } }, 'at age 1 week'],
    [{ onsetAge: { value: 61, unit: 'a', code: 'a' } }, 'at age 61'],
    [{ onsetAge: { value: 61, code: 'a' } }, 'at age 61'],
    [{ onsetAge: { value: 40, comparator: '>', unit: 'years' } }, 'at age > 40'],
    [
      { onsetRange: { low: { value: 3, unit: 'a' }, high: { value: 5, unit: 'a' } } },
      'between the ages of 3 and 5',
    ],
    [
      { onsetRange: { low: { value: 3 }, high: { value: 5, unit: 'years' } } },
      'between the ages of 3 and 5',
    ],
    [{ onsetRange: { low: { value: 3, unit: 'a' } } }, 'from age 3'],
    [{ onsetRange: { high: { value: 9, unit: 'mo' } } }, 'up to age 9 months'],
    [{ onsetString: 'after the second child' }, 'after the second child'],
    [{ onsetPeriod: { start: '2001', end: '2003' } }, '2001 to 2003'],
  ])('is said in words: %j', (onset, words) => {
    expect(problem({ ...active, ...onset }).facts['Started']).toBe(words);
  });
});

describe('when a problem ended', () => {
  const older = 'http://hl7.org/fhir/3.0/StructureDefinition/extension-Condition.abatementBoolean';
  const beside = (isOver: boolean) => ({ extension: [{ url: older, valueBoolean: isOver }] });

  it.each([
    [{ abatementDateTime: '2018-04' }, 'April 2018'],
    [{ abatementAge: { value: 30, unit: 'a', code: 'a' } }, 'at age 30'],
    [{ abatementString: 'once she left school' }, 'once she left school'],
    [beside(true), 'date not given'],
  ])('is over where nothing else is said: %j', (end, words) => {
    expect(problem(end)).toMatchObject({
      standing: 'past',
      status: 'Ended',
      facts: { Ended: words },
    });
  });

  it('stays as its source calls it where it does', () => {
    const both = problem({ ...active, abatementDateTime: '2018' });
    expect(both).toMatchObject({
      standing: 'current',
      status: 'Active',
      facts: { 'End given, though it is not called over': '2018' },
    });
    expect(both.facts).not.toHaveProperty('Ended');
  });

  it('is not over where its source says that it is not', () => {
    expect(problem(beside(false))).toMatchObject({ standing: 'unknown' });
    expect(
      problem({ verificationStatus: { coding: [{ code: 'refuted' }] }, ...beside(true) }),
    ).toMatchObject({ standing: 'refuted', status: 'Found not to be so' });
  });
});

describe('what belongs to a problem', () => {
  it('is said: stage, evidence, side, weight, where it was noted', () => {
    const { facts } = problem({
      ...active,
      stage: [
        { summary: { text: 'T2 N0' }, type: { text: 'pathological' } },
        { assessment: [{ display: 'MRI of May' }] },
      ],
      evidence: [
        { code: [{ text: 'Aura' }], detail: [{ display: 'Diary' }] },
        { code: [{ text: 'Vomiting' }] },
      ],
      bodySite: [{ text: 'Right eye' }],
      category: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/condition-category',
              code: 'encounter-diagnosis',
              display: 'Encounter Diagnosis',
            },
          ],
        },
      ],
      extension: [
        {
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ProblemSignificance',
          valueCode: 'minor',
        },
      ],
      asserter: { reference: 'Patient/p' },
      recorder: { display: 'Dr Noor' },
    });
    expect(facts).toMatchObject({
      Stage: 'T2 N0 (pathological), MRI of May',
      Evidence: 'Aura, Diary, Vomiting',
      'Body site': 'Right eye',
      'Listed as': 'Noted at a visit',
      Significance: 'Minor',
      'Told by': 'The patient',
    });
  });
});
