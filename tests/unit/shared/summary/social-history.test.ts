import { expect, it } from 'vitest';
import { selectSocialHistory } from '../../../../shared/summary/select-results.ts';
import { plainWordsOf } from '../../../../shared/fhir/concept.ts';
import type { SourceId } from '../../../../shared/record/card.ts';
import { makeCard } from '../../../../shared/record/make-card.ts';

function aCard(id: string, code: object, effectiveDateTime: string) {
  const resource = { resourceType: 'Observation', id, status: 'final', code, effectiveDateTime };
  return makeCard(resource, {
    sourceId: 's' as SourceId,
    fetchedAt: '2026-11-30T12:00:00Z',
    contentHash: id,
  });
}

it('what was said of smoking by a code and in words stands together, and both are said', () => {
  const coded = {
    coding: [{ system: 'http://loinc.org', code: '72166-2', display: 'Tobacco use' }],
  };
  const cards = [
    aCard('1', coded, '2026-01-01'),
    aCard('2', { text: 'Occupation' }, '2026-04-01'),
    aCard('3', { text: 'Current smoker' }, '2026-05-01'),
    aCard('4', { text: 'Drinks alcohol daily' }, '2026-06-01'),
  ];
  const { cards: taken, left } = selectSocialHistory(cards);
  expect(taken.map(({ title }) => title && plainWordsOf(title))).toEqual([
    'Drinks alcohol daily',
    'Current smoker',
    'Tobacco use',
    'Occupation',
  ]);
  expect(left).toEqual([]);
});
