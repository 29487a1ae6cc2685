import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../shared/record/describe.ts';
import { isContradiction } from '../../../../shared/summary/contradiction.ts';

const allergy = (members: object): FhirResource => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: { coding: [{ code: 'active' }] },
  ...members,
});
const denial = (code: string) =>
  allergy({ code: { coding: [{ system: 'http://snomed.info/sct', code, display: 'None' }] } });
const to = (text: string, members: object = {}) => allergy({ code: { text }, ...members });
const disagree = (...resources: FhirResource[]) => isContradiction(resources.map(describeResource));

const [none, noDrug, noFood] = ['716186003', '409137002', '429625007'].map(denial);

describe('sources that disagree', () => {
  it('deny what others list: all of it, or its kind', () => {
    if (none === undefined || noDrug === undefined || noFood === undefined) throw new Error();
    expect(disagree(none, to('Pollen'))).toBe(true);
    expect(disagree(noDrug, to('Trimethoprim'))).toBe(true);
    expect(disagree(noDrug, to('Something', { category: ['medication'] }))).toBe(true);
    expect(disagree(noFood, to('Peanuts'))).toBe(true);
    expect(disagree(noFood, to('Amoxicillin'))).toBe(false);
    expect(disagree(noDrug, to('Egg', { category: ['food'] }))).toBe(false);
    expect(disagree(noFood, noDrug)).toBe(false);
  });

  it('are none where what is listed is over or was found not to be so', () => {
    if (none === undefined) throw new Error();
    expect(disagree(none, to('Egg', { clinicalStatus: { coding: [{ code: 'resolved' }] } }))).toBe(
      false,
    );
    expect(
      disagree(none, to('Egg', { verificationStatus: { coding: [{ code: 'refuted' }] } })),
    ).toBe(false);
  });
});
