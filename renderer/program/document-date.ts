import { intervalOf } from '../../shared/fhir/partial-date.ts';
import type { DateParts } from '../ui/DateField.tsx';

/** What was typed as a FHIR date: a day, a month or a year; `undefined` where nothing was, `none` where it is no date. */
export function partialDate({ day, month, year }: DateParts): string | undefined {
  const typed = [year, month, day].map((part) => part.trim());
  const given = typed.slice(0, typed.findLastIndex((part) => part !== '') + 1);
  if (given.length === 0) return undefined;
  const isWhole = given.every((part) => /^\d+$/.test(part)) && /^\d{4}$/.test(given[0] ?? '');
  const date = given.map((part) => part.padStart(2, '0')).join('-');
  return isWhole && isOnCalendar(date) ? date : 'none';
}

function isOnCalendar(date: string): boolean {
  if (intervalOf(date) === undefined) return false;
  const [, , day] = date.split('-');
  return day === undefined || new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/** A date as three numbers to be changed; what is not known is empty. */
export function partsOfDate(date: string | undefined): DateParts {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date ?? '') ?? [];
  return { day, month, year };
}
