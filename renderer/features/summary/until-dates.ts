import { isCalendarDate } from '../../../shared/share/share-terms.ts';

/** The date `days` after `date` (before it where negative), both YYYY-MM-DD. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The calendar date of three typed parts, or `undefined` where they are none. */
export function dateOfParts(day: string, month: string, year: string): string | undefined {
  const date = [year.trim(), month.trim().padStart(2, '0'), day.trim().padStart(2, '0')].join('-');
  return isCalendarDate(date) ? date : undefined;
}
