import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { selectEntries } from '../../../conformance/a-record.ts';
import { english } from '../../../../shared/words/english.ts';
import { aPrescription, aResult, now, recordOf } from './builders.ts';

function selected(section: string, ...resources: FhirResource[]) {
  const { cards } = recordOf(...resources);
  const found = selectEntries(cards, now).find((one) => one.section === section);
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const ids = (keys: readonly string[]) =>
    keys.map((key) => [...byKey].find(([one]) => one === key)?.[1].resourceId);
  return {
    in: ids(found?.keys ?? []),
    left: (found?.left ?? []).map(({ rule, isOlder }) => ({ rule, isOlder })),
  };
}

const stopped = (id: string, members: object) =>
  aPrescription({ id, status: 'stopped', authoredOn: undefined, ...members });

describe('a medicine that was stopped', () => {
  it('stays where it has no date, and however old it is where it did harm', () => {
    const harm = {
      authoredOn: '2009-01-01',
      statusReason: { text: 'Angioedema, changed to losartan' },
    };
    const course = { authoredOn: '2009-01-01', statusReason: { text: 'Course completed' } };
    const found = selected(
      'medications',
      stopped('undated', { medicationCodeableConcept: { text: 'Ramipril' } }),
      stopped('harm', { medicationCodeableConcept: { text: 'Enalapril' }, ...harm }),
      stopped('course', { medicationCodeableConcept: { text: 'Sertraline' }, ...course }),
    );
    expect(found.in.toSorted()).toEqual(['harm', 'undated']);
    expect(found.left).toEqual([{ rule: 'beyond-section', isOlder: undefined }]);
  });

  it('keeps its reason where another entry says the same without one', () => {
    const found = selected(
      'medications',
      stopped('plain', {}),
      stopped('reason', { statusReason: { text: 'Rhabdomyolysis' } }),
    );
    expect(found.in).toEqual(['reason']);
    expect(found.left).toEqual([{ rule: 'repeats-another', isOlder: undefined }]);
  });
});

describe('a prescription that is over', () => {
  it('is placed in time by the last day of its dose', () => {
    const until = (end: string) => ({
      status: 'completed',
      authoredOn: '2020-01-01',
      dosageInstruction: [{ timing: { repeat: { boundsPeriod: { end } } } }],
    });
    const found = selected(
      'medications',
      aPrescription({ id: 'lately', ...until('2026-10-08') }),
      aPrescription({ id: 'long ago', ...until('2020-02-01') }),
    );
    expect(found.in).toEqual(['lately']);
  });

  const dosed = (id: string, text: string, members: object = {}) =>
    aPrescription({ id, dosageInstruction: [{ text }], ...members });
  const over = { status: 'completed', authoredOn: '2020-12-17' };

  it('is older, and repeats nothing, where the medicine is listed in another dose', () => {
    const found = selected(
      'medications',
      dosed('now', 'One in the morning'),
      dosed('plan', 'Two in the morning', over),
      dosed('order', 'Two in the morning', over),
    );
    expect(found.in).toEqual(['now']);
    const older = { rule: 'beyond-section', isOlder: true };
    expect(found.left).toEqual([older, older]);
    expect(english.note('older', 2, 'medications')).toContain('another dose');
  });

  it('repeats one that is listed in the same dose', () => {
    const found = selected(
      'medications',
      dosed('now', 'One in the morning'),
      dosed('before', 'One in the morning', over),
    );
    expect(found.left).toEqual([{ rule: 'repeats-another', isOlder: undefined }]);
  });

  it('of a medicine that is not listed is neither', () => {
    const found = selected('medications', dosed('a', 'One', over), dosed('b', 'One', over));
    const beyond = { rule: 'beyond-section', isOlder: undefined };
    expect(found).toEqual({ in: [], left: [beyond, beyond] });
  });
});

describe('two results of one test', () => {
  it('both stay where they are dated alike and say different things', () => {
    const inr = (id: string, value: number) =>
      aResult({
        id,
        code: { text: 'INR' },
        effectiveDateTime: '2026-11-01',
        valueQuantity: { value },
      });
    expect(selected('results', inr('a', 2), inr('b', 9)).in).toEqual(['a', 'b']);
    const earlier = { ...inr('c', 5), effectiveDateTime: '2026-10-01' };
    expect(selected('results', inr('a', 2), earlier)).toEqual({
      in: ['a'],
      left: [{ rule: 'beyond-section', isOlder: true }],
    });
  });
});

describe('entries that could not be coded', () => {
  it('are never taken for one where nothing but such a code names them', () => {
    const degraded = {
      coding: [
        {
          system: 'http://snomed.info/sct',
          code: '196411000000103',
          display: 'Transfer-degraded record entry',
        },
      ],
    };
    const value = (id: string, date: string) =>
      aResult({ id, code: degraded, effectiveDateTime: date, valueQuantity: { value: 1 } });
    expect(selected('results', value('a', '2026-11-01'), value('b', '2026-10-01')).in).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('a reason for stopping', () => {
  it.each([
    ['Course completed', false],
    ['No longer needed', false],
    ['Switched to apixaban', false],
    ['Developed neutropenia in the course of treatment', true],
    ['Rash, changed to losartan', true],
  ])('%s is kept for good: %s', (text, isKept) => {
    const old = stopped('old', { authoredOn: '2005-01-01', statusReason: { text } });
    expect(selected('medications', old).in).toEqual(isKept ? ['old'] : []);
  });
});
