import { describe, expect, it } from 'vitest';
import { textCardContentOf } from '../../../../renderer/vault/share/text-card-content.ts';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import type { SummaryView } from '../../../../shared/summary/view.ts';
import { english } from '../../../../shared/words/english.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { aResult, now, recordOf } from './builders.ts';

function viewOf(...resources: readonly FhirResource[]): SummaryView {
  const view = readSummary(summarise(recordOf(...resources), { now }).text, english);
  if (view === undefined) throw new Error('it is a summary');
  return view;
}

const said = (text: string, date: string, members: JsonObject = {}) =>
  aResult({
    code: { text },
    category: [],
    valueQuantity: undefined,
    effectiveDateTime: date,
    ...members,
  });

let count = 0;
function aConsent(members: JsonObject): FhirResource {
  count += 1;
  return {
    resourceType: 'Consent',
    id: `c${String(count)}`,
    status: 'active',
    scope: { coding: [{ code: 'treatment' }] },
    category: [{ text: 'Treatment consent' }],
    patient: { reference: 'Patient/1' },
    ...members,
  };
}

const rule = (type: string, ...names: readonly string[]) => ({
  type,
  code: names.map((text) => ({ text })),
});

const contradictions = (view: SummaryView) =>
  view.redFlags.filter((flag) => flag.startsWith('Wishes for care contradict each other'));

const notes = (view: SummaryView) =>
  view.sections.flatMap((one) => one.notes.map(({ kind }) => kind));

describe('wishes that contradict each other', () => {
  it('are told with both dates, first of all and where they stand', () => {
    const view = viewOf(
      said('For attempted cardiopulmonary resuscitation', '2024-03-01'),
      said('Not for attempted cardiopulmonary resuscitation', '2026-02-01'),
    );
    const [flag] = contradictions(view);
    expect(flag).toContain('1 March 2024');
    expect(flag).toContain('1 February 2026');
    expect(notes(view)).toContain('wishes-disagree');
    expect(textCardContentOf(view, english).wishes?.[0]?.wordings[0]).toMatch(/contradict/);
  });

  it('are told of a consent and a refusal of the same, in either order', () => {
    for (const [consented, refused] of [
      ['2026-05-01', '2026-03-01'],
      ['2026-03-01', '2026-05-01'],
    ]) {
      const view = viewOf(
        aConsent({ dateTime: consented, provision: rule('permit', 'Blood transfusion') }),
        aConsent({ dateTime: refused, provision: rule('deny', 'Blood products') }),
      );
      expect(contradictions(view).join()).toMatch(/1 May 2026.*1 March 2026/);
    }
  });

  it.each([
    [
      'by its status',
      aConsent({
        status: 'inactive',
        category: [{ coding: [{ code: 'dnr' }] }],
        dateTime: '2026-06-01',
      }),
    ],
    ['by its name', said('DNACPR decision revoked', '2026-06-01')],
  ])('are told where one was taken back %s', (_, back) => {
    const view = viewOf(said('DNACPR', '2025-01-01'), back);
    const [flag] = contradictions(view);
    expect(flag).toContain('1 June 2026');
    expect(flag).toContain('1 January 2025');
  });

  it('are none where an earlier one was taken back, turned down or replaced before', () => {
    const view = viewOf(
      said('DNACPR', '2026-01-01'),
      aConsent({
        status: 'inactive',
        category: [{ coding: [{ code: 'dnr' }] }],
        dateTime: '2024-06-01',
      }),
      aConsent({
        status: 'rejected',
        category: [{ coding: [{ code: 'dnr' }] }],
        dateTime: '2026-06-01',
      }),
    );
    expect(contradictions(view)).toEqual([]);
    expect(view.sections.flatMap(({ items }) => items).map(({ date }) => date)).toEqual([
      '2026-01-01',
    ]);
  });

  it('are none where different things are wanted and refused', () => {
    const view = viewOf(
      aConsent({ dateTime: '2026-01-01', provision: rule('permit', 'Antibiotics') }),
      aConsent({ dateTime: '2026-02-01', provision: rule('deny', 'Dialysis') }),
    );
    expect(contradictions(view)).toEqual([]);
  });
});

describe('what a consent refuses', () => {
  it('is a wish for care, whatever the consent is called', () => {
    const view = viewOf(
      aConsent({ dateTime: '2026-02-01', provision: rule('deny', 'Amputation') }),
    );
    expect(view.redFlags.join()).toContain('Refuses: Amputation');
  });

  it('is none where the consent is about data', () => {
    const view = viewOf(
      aConsent({
        scope: { coding: [{ code: 'patient-privacy' }] },
        provision: rule('deny', 'Discharge summary'),
      }),
    );
    expect(view.redFlags).toEqual([]);
  });

  it('stands on a card however deep it is nested and however little room there is', () => {
    const view = viewOf(
      aConsent({
        category: [{ coding: [{ code: 'acd' }] }],
        dateTime: '2026-02-01',
        provision: {
          ...rule('permit', 'Antibiotics', 'Oxygen'),
          provision: [{ ...rule('deny', 'Intubation', 'Dialysis') }],
        },
      }),
    );
    const [entry] = textCardContentOf(view, english).wishes ?? [];
    for (const wording of entry?.wordings ?? []) {
      expect(wording).toContain('Refuses: Intubation, Dialysis');
    }
  });

  it('comes before what is agreed to', () => {
    const view = viewOf(
      aConsent({
        category: [{ coding: [{ code: 'acd' }] }],
        provision: { ...rule('permit', 'Oxygen'), provision: [rule('deny', 'Dialysis')] },
      }),
    );
    const details = view.sections.flatMap(({ items }) => items).flatMap((one) => one.details);
    const at = (word: string) => details.findIndex(({ words }) => words.startsWith(word));
    expect(at('Refuses: Dialysis')).toBeGreaterThanOrEqual(0);
    expect(at('Refuses: Dialysis')).toBeLessThan(at('Agrees to'));
  });
});
