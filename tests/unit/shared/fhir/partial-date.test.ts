import { describe, expect, it } from 'vitest';
import {
  dayOf,
  formatDate,
  intervalOf,
  newestFirst,
} from '../../../../shared/fhir/partial-date.ts';

describe('FHIR dates', () => {
  it.each([
    ['2019', '2019'],
    ['2019-03', 'March 2019'],
    ['2019-03-12', '12 March 2019'],
    ['2019-03-12T23:30:00+05:00', '12 March 2019'],
    ['soon', 'soon'],
    ['2019-13', '2019-13'],
  ])('reads %s as %s, no more and no less precise', (written, words) => {
    expect(formatDate(written)).toBe(words);
  });

  it('takes a date for the whole stretch it may mean', () => {
    expect(intervalOf('2019-12')).toEqual({ from: Date.UTC(2019, 11), to: Date.UTC(2020, 0) });
    expect(intervalOf('2019-03-12T01:00:00+02:00')?.from).toBe(Date.UTC(2019, 2, 11, 23));
  });

  it('has no interval for what is no date', () => {
    expect(intervalOf(undefined)).toBeUndefined();
    expect(intervalOf('yesterday')).toBeUndefined();
  });

  it('orders newest first and undated last', () => {
    const dates = [undefined, '2018', '2019-03-12', '2019', '2019-03-12T10:00:00Z', 'x'];
    expect(dates.sort(newestFirst)).toEqual([
      '2019-03-12T10:00:00Z',
      '2019-03-12',
      '2019',
      '2018',
      'x',
      undefined,
    ]);
  });

  it('gives the day as written', () => {
    expect(dayOf('2019-03-12T23:30:00+05:00')).toBe('2019-03-12');
  });
});
