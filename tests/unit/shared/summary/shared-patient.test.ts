import { describe, expect, it } from 'vitest';
import { sharedPatient } from '../../../../shared/summary/shared-patient.ts';

const identifier = (code: string, value: string) => ({ type: { coding: [{ code }] }, value });

describe('the patient in a summary', () => {
  it('keeps numbers of health care and leaves passport, driving licence and social security at home', () => {
    const nhs = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9991842756' };
    const medical = identifier('MR', '42');
    const others = ['SS', 'DL', 'PPN'].map((code) => identifier(code, 'secret'));
    const patient = { resourceType: 'Patient', name: [], identifier: [nhs, ...others, medical] };
    expect(sharedPatient(patient)).toEqual({
      resourceType: 'Patient',
      name: [],
      identifier: [nhs, medical],
    });
  });

  it('has no empty list of identifiers', () => {
    const patient = { resourceType: 'Patient', identifier: [identifier('SS', 'secret')] };
    expect(sharedPatient(patient)).toEqual({ resourceType: 'Patient' });
  });
});
