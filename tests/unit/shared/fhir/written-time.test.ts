import { describe, expect, it } from 'vitest';
import { formatDateTime, formatDay, formatTime } from '../../../../shared/fhir/written-time.ts';

describe('a date with its time', () => {
  it.each([
    ['2026-03-01T23:30:00-08:00', '1 March 2026, 23:30 (UTC−08:00)'],
    ['2026-10-01T09:30:15.5Z', '1 October 2026, 09:30 (UTC)'],
    ['2026-10-01T09:30:00', '1 October 2026, 09:30'],
    ['2026-10-01T00:00:00+01:00', '1 October 2026'],
    ['2026-03', 'March 2026'],
    ['2026', '2026'],
    ['last Tuesday', 'last Tuesday'],
  ])('%s', (written, said) => {
    expect(formatDateTime(written)).toBe(said);
  });
});

describe('the day of a date', () => {
  it('stands alone where it is the same day in Britain', () => {
    expect(formatDay('2026-03-01T10:00:00-08:00')).toBe('1 March 2026');
    expect(formatDay('2026-07-01T00:30:00+01:00')).toBe('1 July 2026');
    expect(formatDay('2026-07-01')).toBe('1 July 2026');
  });

  it('is said with time and zone where it is another', () => {
    expect(formatDay('2026-03-01T23:30:00-08:00')).toBe('1 March 2026, 23:30 (UTC−08:00)');
    expect(formatDay('2026-12-01T00:30:00+01:00')).toBe('1 December 2026, 00:30 (UTC+01:00)');
  });
});

it('leaves out seconds that say nothing', () => {
  expect(formatTime('08:30:00')).toBe('08:30');
  expect(formatTime('08:30:05')).toBe('08:30:05');
});
