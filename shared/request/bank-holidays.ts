import { dateOf, daysAfter, isWeekend, weekdayOf, type CalendarDate } from './calendar.ts';

/** The parts of the United Kingdom, which keep different bank holidays. */
export const nations = ['england', 'wales', 'scotland', 'northern-ireland'] as const;
export type Nation = (typeof nations)[number];

/** Days of the year, as [month, day]. One that falls on a weekend is kept on the next working day that is free. */
type Fixed = readonly (readonly [month: number, day: number])[];

type Rules = {
  readonly fixed: Fixed;
  readonly hasEasterMonday: boolean;
  readonly summer: 'first-monday-of-august' | 'last-monday-of-august';
};

const newYear = [1, 1] as const;
const christmas = [
  [12, 25],
  [12, 26],
] as const;

const englandAndWales: Rules = {
  fixed: [newYear, ...christmas],
  hasEasterMonday: true,
  summer: 'last-monday-of-august',
};

/** @see Banking and Financial Dealings Act 1971, schedule 1, and the days that are proclaimed under it each year */
const rules: Readonly<Record<Nation, Rules>> = {
  england: englandAndWales,
  wales: englandAndWales,
  scotland: {
    fixed: [newYear, [1, 2], [11, 30], ...christmas],
    hasEasterMonday: false,
    summer: 'first-monday-of-august',
  },
  'northern-ireland': {
    fixed: [newYear, [3, 17], [7, 12], ...christmas],
    hasEasterMonday: true,
    summer: 'last-monday-of-august',
  },
};

/** The bank holidays of a year that are known beforehand; one that is proclaimed for an occasion is not among them. */
export function bankHolidays(nation: Nation, year: number): ReadonlySet<CalendarDate> {
  const { fixed, hasEasterMonday, summer } = rules[nation];
  const easter = easterSunday(year);
  const movable = [
    daysAfter(easter, -2),
    ...(hasEasterMonday ? [daysAfter(easter, 1)] : []),
    firstMonday(year, 5),
    lastMonday(year, 5),
    summer === 'first-monday-of-august' ? firstMonday(year, 8) : lastMonday(year, 8),
  ];
  return new Set([...movable, ...kept(fixed.map(([month, day]) => dateOf(year, month, day)))]);
}

/** The days on which these are kept: those of a working day first, then those of a weekend on what is free after them. */
function kept(dates: readonly CalendarDate[]): readonly CalendarDate[] {
  const taken = new Set(dates.filter((date) => !isWeekend(date)));
  for (const date of dates.filter(isWeekend)) {
    let instead = date;
    while (isWeekend(instead) || taken.has(instead)) instead = daysAfter(instead, 1);
    taken.add(instead);
  }
  return [...taken];
}

function firstMonday(year: number, month: number): CalendarDate {
  const first = dateOf(year, month, 1);
  return daysAfter(first, (8 - weekdayOf(first)) % 7);
}

function lastMonday(year: number, month: number): CalendarDate {
  const last = dateOf(year, month + 1, 0);
  return daysAfter(last, -((weekdayOf(last) + 6) % 7));
}

/** Easter Sunday of the Gregorian calendar. @see Meeus, Astronomical Algorithms, chapter 8 */
function easterSunday(year: number): CalendarDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * shift + 114;
  return dateOf(year, Math.floor(days / 31), (days % 31) + 1);
}
