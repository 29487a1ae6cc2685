import { describe, expect, it } from 'vitest';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { makeCard } from '../../../../shared/record/make-card.ts';
import type { SourceId } from '../../../../shared/record/card.ts';
import { sectionOf } from '../../../../shared/summary/section-of.ts';
import { isRecentStay } from '../../../../shared/summary/hospital-stay.ts';
import { weightOf, weights } from '../../../../shared/summary/weight.ts';
import { now } from './builders.ts';

const cardOf = (resource: FhirResource) =>
  makeCard(resource, {
    sourceId: 'one' as SourceId,
    fetchedAt: '2026-11-01T00:00:00Z',
    contentHash: 'x',
  });
const observed = (text: string, members: JsonObject = {}) =>
  cardOf({ resourceType: 'Observation', status: 'final', code: { text }, ...members });

describe('the section of an observation without a value', () => {
  it.each([
    ['Angina pectoris', 'findings'],
    ['Knee pain', 'findings'],
    ['Abnormal ECG', 'findings'],
    ['Current smoker', 'social-history'],
    ['Never smoked tobacco', 'social-history'],
    ['Very heavy drinker', 'social-history'],
    ['Alcohol, units a week', 'social-history'],
    ['Alcoholic drinks per day', 'social-history'],
    ['Pregnant', 'pregnancy'],
    ['Full-time employment (finding)', 'personal-circumstances'],
    ['Threats/reports of violence', 'personal-circumstances'],
    ['Widowed', 'personal-circumstances'],
    ['Stress (finding)', 'personal-circumstances'],
    ['Stress incontinence', 'findings'],
    ['Not for attempted cardiopulmonary resuscitation', 'care-decisions'],
    ['For attempted cardiopulmonary resuscitation', 'care-decisions'],
    ['Preferred place of death: home', 'care-decisions'],
    ['Lasting power of attorney personal welfare', 'care-decisions'],
    ['Has advance care plan', 'care-decisions'],
    ['Patient refuses blood products', 'care-decisions'],
    ['Family history of diabetes mellitus', 'family-history'],
    ['FH: Diabetes mellitus', 'family-history'],
    ['2 week rule referral - urology', undefined],
    ['Comment note', undefined],
    ['Full blood count - FBC', undefined],
    ['Liver function test', undefined],
    ['Express consent for core Summary Care Record dataset upload', undefined],
  ])('%s: %s', (text, section) => {
    expect(sectionOf(observed(text))).toBe(section);
  });

  it('is none for a heading of other results', () => {
    const card = observed('Gas exchange', { hasMember: [{ reference: 'Observation/2' }] });
    expect(sectionOf(card)).toBeUndefined();
  });

  it('does not take relatives, referrals and jobs with a value for results', () => {
    const valueString = 'teacher';
    expect(sectionOf(observed('Occupation', { valueString }))).toBe('personal-circumstances');
    expect(sectionOf(observed('Family history of cancer', { valueString }))).toBe('family-history');
    expect(sectionOf(observed('Referral', { valueString }))).toBeUndefined();
    expect(sectionOf(observed('Potassium', { valueString: '4' }))).toBe('results');
  });
});

describe('wishes for care', () => {
  const dnr = { text: 'DNACPR' };
  it.each<[string, FhirResource, string | undefined]>([
    [
      'a procedure',
      { resourceType: 'Procedure', status: 'completed', code: dnr },
      'care-decisions',
    ],
    [
      'a procedure not done',
      { resourceType: 'Procedure', status: 'not-done', code: dnr },
      undefined,
    ],
    [
      'a request',
      { resourceType: 'ServiceRequest', status: 'active', intent: 'order', code: dnr },
      'care-decisions',
    ],
    [
      'a proposal',
      { resourceType: 'ServiceRequest', status: 'active', intent: 'proposal', code: dnr },
      undefined,
    ],
    [
      'a plan',
      { resourceType: 'CarePlan', status: 'active', intent: 'plan', title: 'ReSPECT plan' },
      'care-decisions',
    ],
    [
      'a plan that was revoked',
      { resourceType: 'CarePlan', status: 'revoked', intent: 'plan', title: 'ReSPECT plan' },
      undefined,
    ],
    ['an alert', { resourceType: 'Flag', status: 'active', code: dnr }, 'care-decisions'],
    ['an alert that is over', { resourceType: 'Flag', status: 'inactive', code: dnr }, undefined],
    [
      'a consent',
      { resourceType: 'Consent', status: 'active', category: [{ coding: [{ code: 'dnr' }] }] },
      'advance-directives',
    ],
    ...['rejected', 'inactive', 'draft', 'proposed', 'entered-in-error'].map(
      (status): [string, FhirResource, undefined] => [
        `a consent that is ${status}`,
        { resourceType: 'Consent', status, category: [{ coding: [{ code: 'dnr' }] }] },
        undefined,
      ],
    ),
    [
      'a document',
      { resourceType: 'DocumentReference', status: 'current', type: { text: 'Living will' } },
      'advance-directives',
    ],
    [
      'a document that was replaced',
      { resourceType: 'DocumentReference', status: 'superseded', type: { text: 'Living will' } },
      undefined,
    ],
    [
      'cardiopulmonary resuscitation that was done',
      {
        resourceType: 'Procedure',
        status: 'completed',
        code: { text: 'Cardiopulmonary resuscitation' },
      },
      'procedures',
    ],
    [
      'a plan in respect of diabetes',
      {
        resourceType: 'CarePlan',
        status: 'active',
        intent: 'plan',
        title: 'Plan in respect of diabetes',
      },
      undefined,
    ],
    [
      'an answer that there is none',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'Living will' },
        valueBoolean: false,
      },
      'results',
    ],
  ])('%s', (_, resource, section) => {
    expect(sectionOf(cardOf(resource))).toBe(section);
  });
});

describe('stays in hospital', () => {
  const stay = (members: JsonObject) =>
    cardOf({
      resourceType: 'Encounter',
      status: 'finished',
      class: { code: 'IMP' },
      period: { start: '2026-10-01', end: '2026-10-09' },
      ...members,
    });
  it('are recent for a year, and while they go on', () => {
    expect(sectionOf(stay({}))).toBe('encounters');
    expect(isRecentStay(stay({}), now)).toBe(true);
    expect(isRecentStay(stay({ period: { start: '2024-10-01', end: '2024-10-09' } }), now)).toBe(
      false,
    );
    expect(
      isRecentStay(stay({ status: 'in-progress', period: { start: '2024-10-01' } }), now),
    ).toBe(true);
    expect(isRecentStay(stay({ status: 'planned' }), now)).toBe(false);
  });
  it('are no appointments', () => {
    expect(
      sectionOf(stay({ class: { code: 'AMB' }, type: [{ text: 'Emergency clinic' }] })),
    ).toBeUndefined();
    expect(sectionOf(stay({ class: { code: 'EMER' } }))).toBe('encounters');
  });
});

describe('weights', () => {
  const weighed = (resourceType: string, text: string, members: JsonObject = {}) =>
    weightOf(cardOf({ resourceType, code: { text }, ...members }));
  it('put what is dangerous not to know before everything', () => {
    expect(weighed('Condition', 'Malignant hyperthermia')).toBe(weights.grave);
    expect(weighed('Procedure', 'Implantation of cardiac pacemaker')).toBe(weights.grave);
    expect(weighed('Procedure', 'Removal of cardiac pacemaker')).toBe(weights.major);
    expect(weighed('Procedure', 'Total replacement of left hip')).toBe(weights.major);
    expect(weighed('Procedure', 'Depression screening')).toBe(weights.trifle);
    expect(weighed('Procedure', 'Removal of sutures')).toBe(weights.usual);
    expect(weighed('Observation', 'Serum lithium level', { valueString: '1.9' })).toBe(
      weights.major,
    );
    expect(weighed('Observation', 'INR', { interpretation: [{ coding: [{ code: 'HH' }] }] })).toBe(
      weights.grave,
    );
    expect(weighed('Observation', 'Histology', { valueString: 'Invasive ductal carcinoma' })).toBe(
      weights.major,
    );
    expect(weighed('Observation', 'Histology', { valueString: 'No malignancy seen' })).toBe(
      weights.usual,
    );
  });
});

describe('the section of what a source files among answers to a questionnaire', () => {
  const survey = (value: JsonObject) =>
    sectionOf(
      observed('Blood oxygen', {
        category: [{ coding: [{ code: 'survey' }] }],
        valueQuantity: value,
      }),
    );
  it('is that of results where it is measured in a unit', () => {
    expect(survey({ value: 72, unit: '%' })).toBe('results');
  });
  it('is none where it is a score', () => {
    expect(survey({ value: 7, unit: '{score}' })).toBeUndefined();
    expect(survey({ value: 7 })).toBeUndefined();
  });
});
