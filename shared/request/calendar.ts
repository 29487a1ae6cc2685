/** A calendar date as YYYY-MM-DD; it has no time and no zone. */
export type CalendarDate = string;

/** The date of these numbers; `month` counts from 1, and a day past the month's end runs on into the next. */
export function dateOf(year: number, month: number, day: number): CalendarDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The date so many days later. */
export function daysAfter(date: CalendarDate, days: number): CalendarDate {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: CalendarDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

export function isWeekend(date: CalendarDate): boolean {
  return [0, 6].includes(weekdayOf(date));
}

/** The date of a moment where this computer stands. */
export function localDayOf(now: Date): CalendarDate {
  return dateOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
