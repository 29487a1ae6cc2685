import { describe, expect, it } from 'vitest';
import { lostKindsOf } from '../../../../shared/summary/lost-parts.ts';
import { english } from '../../../../shared/words/english.ts';
import { lostText } from '../../../../shared/words/statement.ts';

const lost = (source: object, written: object, ...places: string[]) =>
  lostKindsOf(
    { resourceType: 'Condition', ...source },
    { resourceType: 'Condition', ...written },
    places.map((place) => `Condition.${place}`),
  );

describe('what could not be carried over', () => {
  it('is told by its kind', () => {
    expect(lost({ recordedDate: '2019-13-45' }, {}, 'recordedDate')).toEqual(['dates']);
    expect(lost({ onsetDateTime: '2019' }, {}, 'onsetDateTime')).toEqual(['dates']);
    expect(lost({ madeUp: 'Worse in winter', count: 5 }, {}, 'madeUp', 'count')).toEqual([
      'numbers',
      'words',
    ]);
  });

  it('is nothing where other words still say it', () => {
    const age = { onsetAge: { value: 45, unit: 'years' } };
    expect(lost(age, { onsetString: '45 years' }, 'onsetAge')).toEqual([]);
    const status = { clinicalStatus: { coding: [{ code: 'odd', display: 'Waxing' }] } };
    expect(lost(status, { clinicalStatus: { text: 'Waxing' } }, 'clinicalStatus')).toEqual([]);
  });

  it('is nothing where no person could read anything there', () => {
    const code = { coding: [{ system: 'no uri', code: '1', display: 'Gout' }] };
    expect(lost({ code }, { code: { text: 'Gout' } }, 'system')).toEqual([]);
    expect(lost({ recordedDate: '', _odd: {} }, {}, 'recordedDate', 'odd')).toEqual([]);
  });

  it('is not what was left out elsewhere', () => {
    expect(lost({ note: [{ text: 'Kept at home' }] }, {})).toEqual([]);
    expect(lost({ note: [{ text: 'Kept at home' }] }, {}, 'recordedDate')).toEqual([]);
  });

  it('is said with the names of a few entries', () => {
    const entry = (title: string) => ({ title, kinds: ['dates'] as const });
    expect(english.statement(lostText([entry('Asthma')]))).toBe(
      'Part of 1 entry here could not be carried over from its source: a date of “Asthma”.',
    );
    expect(english.statement(lostText(['A', 'B', 'C', 'D', 'E'].map(entry)))).toBe(
      'Parts of 5 entries here could not be carried over from their sources: a date of “A”, “B”, “C” and 2 more.',
    );
  });
});
