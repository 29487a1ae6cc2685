import { describe, expect, it } from 'vitest';
import { numberHint } from '../../../../../renderer/features/connect/offered-words.ts';

const ann = { id: 'a', name: 'Ann Gray', birthDate: '1950-02-03' };

describe('people whom a service offers', () => {
  it('are told apart by a number only where name and date of birth do not tell', () => {
    const one = { ...ann, nhsNumber: '9434765919', number: 'X1' };
    const other = { ...ann, id: 'b', nhsNumber: '9434765870', number: 'X2' };
    expect(numberHint(one, [one, other])).toBe('NHS number 9434765919');
    expect(numberHint(one, [one, { ...other, birthDate: '1950-02-04' }])).toBeUndefined();
  });

  it('are told apart by the number that does differ, and by the service’s own at last', () => {
    const one = { ...ann, nhsNumber: '9434765919', number: 'X1' };
    const other = { ...ann, id: 'b', nhsNumber: '9434765919', number: 'X2' };
    expect(numberHint(one, [one, other])).toBe('Number X1');
    expect(numberHint(ann, [ann, { ...ann, id: 'b' }])).toBe('Number at this service: a');
  });
});
