import { describe as group, expect, it } from 'vitest';
import { absenceIn, withAbsenceCode } from '../../../../shared/fhir/none-in-words.ts';
import { describe } from '../../../../shared/record/describe.ts';
import { isContradiction } from '../../../../shared/summary/contradiction.ts';
import { adaptResource } from '../../../../shared/summary/adapt-resource.ts';
import { english } from '../../../../shared/words/english.ts';

group('words that say that there is none', () => {
  it.each([
    ['NKDA', 'drug-allergy'],
    ['N.K.D.A.', 'drug-allergy'],
    ['NKDA (no known drug allergies)', 'drug-allergy'],
    ['Patient has no known allergies.', 'allergy'],
    ['NKA - no known allergies', 'allergy'],
    ['Denies any food allergies', 'food-allergy'],
    ['No known allergies to medications', 'drug-allergy'],
    ['Allergies: none known', 'allergy'],
    ['No current medications', 'medicine'],
    ['No active problems', 'problem'],
    ['No past surgical history', 'procedure'],
  ])('%s', (words, absence) => {
    expect(absenceIn(words, absence.endsWith('allergy') ? 'allergy' : undefined)).toBe(absence);
  });

  it.each([
    'No known allergies to penicillin',
    'No known drug allergies except codeine',
    'NKDA; rash with codeine',
    'No other allergies',
    'No allergies recorded',
    'No known latex allergy',
    'Noneuvax',
  ])('%s says something of its own, or too little', (words) => {
    expect(absenceIn(words, 'allergy')).toBeUndefined();
  });

  it('alone say of what only where it is told by the place', () => {
    expect(absenceIn('None known')).toBeUndefined();
    expect(absenceIn('None known', 'medicine')).toBe('medicine');
  });
});

const allergy = (code: object, more: object = {}) => ({
  resourceType: 'AllergyIntolerance',
  id: 'a',
  code,
  ...more,
});
const drugAbsence = { system: 'http://snomed.info/sct', code: '409137002' };

group('an entry that says in words alone that there is none', () => {
  it('has the code for it, and its own words first', () => {
    expect(describe(allergy({ text: 'NKDA' })).title).toMatchObject({
      text: 'NKDA',
      coding: [{ ...drugAbsence, display: 'No known drug allergy' }],
    });
    const local = { coding: [{ system: 'urn:x', code: '9', display: 'No Known Drug Allergies' }] };
    expect(describe(allergy(local)).title?.coding?.[0]).toEqual(drugAbsence);
  });

  it('is what it says where a code tells only its kind', () => {
    const kind = { system: 'http://snomed.info/sct', code: '419199007', display: 'Allergy' };
    expect(withAbsenceCode({ text: 'None known', coding: [kind] }, 'allergy').coding).toEqual([
      { system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' },
    ]);
  });

  it('is none where its code names something, or a reaction is told', () => {
    const penicillin = {
      system: 'http://snomed.info/sct',
      code: '91936005',
      display: 'Penicillin',
    };
    const named = { text: 'NKDA', coding: [penicillin] };
    expect(describe(allergy(named)).title?.coding).toEqual([penicillin]);
    const reaction = [{ manifestation: [{ text: 'Hives' }] }];
    expect(describe(allergy({ text: 'None' }, { reaction })).title?.coding).toBeUndefined();
  });

  it('is contradicted by what it denies, and by nothing else', () => {
    const denied = describe(allergy({ text: 'NKDA' }));
    const to = (text: string, category: string) =>
      describe(allergy({ text }, { category: [category] }));
    expect(isContradiction([denied, to('Penicillin', 'medication')])).toBe(true);
    expect(isContradiction([denied, to('Peanut', 'food')])).toBe(false);
  });

  it('goes out with the code', () => {
    const out = adaptResource(allergy({ text: 'NKDA' }), {
      id: 'b',
      patientUrl: 'urn:uuid:p',
      words: english,
      reference: () => undefined,
      lost: () => undefined,
    });
    expect(out['code']).toMatchObject({ text: 'NKDA', coding: [drugAbsence] });
  });
});
