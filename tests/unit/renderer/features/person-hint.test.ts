import { describe, expect, it } from 'vitest';
import { personHint } from '../../../../renderer/features/connect/person-hint.ts';

const nameless = {
  id: 'Patient/one',
  name: 'No name recorded',
  entries: 1,
  fits: 'unknown',
} as const;

describe('what stands under one of several people', () => {
  it('is how many entries are theirs, where the name tells them', () => {
    expect(personHint({ ...nameless, name: 'Owen Hale', fits: 'differs' })).toBe(
      '1 entry. Not the person of this record',
    );
  });

  it('is what else tells of them, where no name does', () => {
    const unclear = { number: '1042', sex: 'female', examples: ['Gout', 'Pollen (allergy)'] };
    expect(personHint({ ...nameless, unclear })).toBe(
      '1 entry. Number 1042. Female. For example: Gout; Pollen (allergy)',
    );
    expect(
      personHint({ ...nameless, unclear: { ...unclear, nhsNumber: '999 000 0018', examples: [] } }),
    ).toBe('1 entry. NHS number 999 000 0018. Female');
  });
});
