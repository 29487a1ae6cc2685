import { describe, expect, it } from 'vitest';
import { describe as describeResource } from '../../../../shared/record/describe.ts';
import { refusedInSentences } from '../../../../shared/summary/refusal-sentences.ts';
import { wishKindsOf } from '../../../../shared/summary/wishes.ts';

describe('a sentence that refuses resuscitation', () => {
  it.each([
    'If her heart stops, no attempts at resuscitation should be made.',
    'CPR is not to be attempted',
    'CPR would not be appropriate.',
    'DNACPR in place, form in red folder.',
    'Do not attempt resuscitation.',
    'He does not want to be resuscitated.',
    'She would not want CPR in any circumstances.',
    'Cardiopulmonary resuscitation: no',
    'Restrict fluid to 1.5 litres. Not for resuscitation.',
    'Resuscitation should not be attempted if he deteriorates.',
  ])('is known: %s', (text) => {
    expect(refusedInSentences(text)).toEqual(['resuscitation']);
  });
});

describe('a sentence that refuses another treatment', () => {
  it.each([
    'She does not wish to be ventilated or go to intensive care',
    'Declines dialysis; has capacity.',
    'Not for intubation.',
    'Comfort care only',
    'Would not want tube feeding',
    'Should not be transferred to ITU.',
    'Refused hospital admission.',
    'Intensive care is not wanted.',
    'Does not want antibiotics for the next infection.',
    'No artificial nutrition.',
  ])('is known: %s', (text) => {
    expect(refusedInSentences(text)).toEqual(['limits']);
  });
});

describe('a sentence that refuses nothing', () => {
  it.each([
    'Do not delay hospital admission.',
    'Do not stop ventilation.',
    'Do not withhold CPR.',
    'No transfusion was needed.',
    'No transfusion reactions.',
    'Dialysis is not required.',
    'He does not need ventilation at night.',
    'Mother refused dialysis.',
    'No DNACPR in place.',
    'DNACPR discussed with family.',
    'For full resuscitation.',
    'Not known whether CPR was attempted.',
    'Ventilation: no change',
    'CPR training was offered to the family.',
    'Take antibiotics for seven days.',
    'Does not want to stop dialysis.',
    'Blood pressure is not to be taken on the left arm.',
  ])('is left alone: %s', (text) => {
    expect(refusedInSentences(text)).toEqual([]);
  });
});

describe('a plan or a letter', () => {
  const kinds = (resource: { readonly resourceType: string; readonly [member: string]: unknown }) =>
    wishKindsOf({ ...describeResource(resource), resourceType: resource.resourceType });
  const plan = { resourceType: 'CarePlan', status: 'active', intent: 'plan', title: 'Asthma plan' };

  it.each([
    ['description', { description: 'Reliever as needed. Not to be resuscitated.' }],
    ['activity', { activity: [{ detail: { description: 'CPR must not be attempted' } }] }],
    ['progress', { activity: [{ progress: [{ text: 'He does not want CPR' }] }] }],
    ['note', { note: [{ text: 'She refuses CPR' }] }],
  ])('is a wish by its %s, whatever it is called', (_what, members) => {
    expect(kinds({ ...plan, ...members })).toContainEqual(expect.stringMatching(/resuscitation/));
  });

  it('is a wish also where another sentence is none', () => {
    const note = [{ text: 'Flu vaccine was offered. CPR is not to be attempted.' }];
    expect(kinds({ ...plan, note })).toEqual(['resuscitation']);
  });

  it('is none by what it says of other things, and a problem is none by its note', () => {
    const note = [{ text: 'No transfusion was needed.' }];
    expect(kinds({ ...plan, description: 'No transfusion was needed.', note })).toEqual([]);
    const problem = { resourceType: 'Condition', code: { text: 'Asthma' } };
    expect(kinds({ ...problem, note: [{ text: 'Uncle refuses CPR' }] })).toEqual([]);
  });
});
