import { expect, test } from 'vitest';
import { bankHolidays } from '../../../../shared/request/bank-holidays.ts';
import { dueDate } from '../../../../shared/request/due-date.ts';

test.each([
  // As published on gov.uk.
  [
    'england',
    2026,
    '2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28',
  ],
  [
    'wales',
    2027,
    '2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28',
  ],
  [
    'scotland',
    2026,
    '2026-01-01 2026-01-02 2026-04-03 2026-05-04 2026-05-25 2026-08-03 2026-11-30 2026-12-25 2026-12-28',
  ],
  [
    'northern-ireland',
    2026,
    '2026-01-01 2026-03-17 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-07-13 2026-08-31 2026-12-25 2026-12-28',
  ],
  // New Year on a Saturday: in Scotland both days move.
  [
    'scotland',
    2028,
    '2028-01-03 2028-01-04 2028-04-14 2028-05-01 2028-05-29 2028-08-07 2028-11-30 2028-12-25 2028-12-26',
  ],
  [
    'england',
    2021,
    '2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28',
  ],
] as const)('knows the bank holidays of %s in %i', (nation, year, dates) => {
  expect([...bankHolidays(nation, year)].sort().join(' ')).toBe(dates);
});

test.each([
  ['the same day of the next month', ['2026-09-03', 'england'], '2026-10-05', false], // 3 October is a Saturday
  ['an ordinary day', ['2026-09-08', 'england'], '2026-10-08', false],
  ['the last day where there is no such day', ['2026-01-30', 'england'], '2026-03-02', true], // 28 February is a Saturday
  ['the last day of a leap year', ['2028-01-31', 'england'], '2028-02-29', true],
  ['over Christmas', ['2026-11-25', 'england'], '2026-12-29', false],
  ['over the turn of the year', ['2026-12-01', 'england'], '2027-01-04', false],
  ['a second day of holiday in Scotland', ['2028-12-01', 'scotland'], '2029-01-03', false],
  ['the same in England', ['2028-12-01', 'england'], '2029-01-02', false],
  ['over Easter', ['2026-03-03', 'wales'], '2026-04-07', false],
  ['St Andrew’s Day', ['2026-10-30', 'scotland'], '2026-12-01', false],
  ['31 March', ['2026-03-31', 'england'], '2026-04-30', true],
] as const)('counts a month: %s', (_, [received, nation], due, isLastOfMonth) => {
  expect(dueDate(received, nation)).toMatchObject({ due, isLastOfMonth });
});

test('says the day that corresponds beside the working day that counts', () => {
  expect(dueDate('2026-11-25', 'england')).toEqual({
    due: '2026-12-29',
    inAMonth: '2026-12-25',
    isLastOfMonth: false,
  });
});
