import { describe, expect, it } from 'vitest';
import type { SourceId } from '../../../../shared/record/card.ts';
import { makeCard } from '../../../../shared/record/make-card.ts';
import { sensitiveHint } from '../../../../shared/record/sensitive.ts';

function hintOf(text: string, members: { readonly [member: string]: unknown } = {}) {
  const card = makeCard(
    { resourceType: 'Condition', id: 'c1', code: { text }, ...members },
    { sourceId: 's' as SourceId, fetchedAt: '2026-11-22T09:00:00Z', contentHash: 'h' },
  );
  return sensitiveHint(card);
}

describe('a hint to think twice', () => {
  it.each([
    ['Depressive episode', 'May concern mental health'],
    ['Major depression, single episode', 'May concern mental health'],
    ['HIV antibody test', 'May concern HIV'],
    ['Chlamydial infection', 'May concern sexual health'],
    ['Therapeutic abortion', 'May concern ending a pregnancy'],
    ['Victim of intimate partner abuse', 'May concern abuse or violence'],
    ['Alcohol dependence', 'May concern alcohol or drugs'],
    ['Sertraline 50 mg tablets', 'May concern mental health'],
    ['Gender dysphoria', 'May concern gender identity'],
    ['Family not aware of diagnosis', 'May tell what family or friends are not to know'],
    ['Key safe by the back door', 'May tell how to get into the home'],
    ['Neighbour Arthur Penn has a key', 'May tell how to get into the home'],
    ['History of miscarriage', 'May concern fertility or pregnancy'],
  ])('is given for %s', (text, hint) => {
    expect(hintOf(text)).toBe(hint);
  });

  it.each([
    'Asthma',
    'ST depression',
    'Hearing aids fitted',
    'Archive of grapes',
    'Type 2 diabetes mellitus',
    'Alcohol intake 4 units a week',
    'Penicillin',
    'Family aware of diagnosis',
    'Has keyhole surgery scars',
  ])('is not given for %s', (text) => {
    expect(hintOf(text)).toBeUndefined();
  });

  it('is given where the source marked it, whatever its words', () => {
    const security = [{ code: 'R' }];
    expect(hintOf('Review', { meta: { security } })).toBe('Marked as confidential by its source');
    expect(hintOf('Review', { meta: { security: [{ code: 'PSY' }] } })).toBe(
      'Marked by its source: mental health',
    );
  });

  it('is not given for what the source marked as ordinary', () => {
    expect(hintOf('Review', { meta: { security: [{ code: 'N' }] } })).toBeUndefined();
  });

  it('looks at other names and notes too', () => {
    expect(hintOf('Review', { note: [{ text: 'Reports panic attacks' }] })).toBe(
      'May concern mental health',
    );
  });
});
