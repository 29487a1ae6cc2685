import { isCalendarDate } from '../../shared/share/share-terms.ts';
import type { DateParts } from './DateField.tsx';

/** The calendar date of three typed parts, YYYY-MM-DD, or `undefined` where they are none. */
export function dateOfParts({ day, month, year }: DateParts): string | undefined {
  const date = [year.trim(), month.trim().padStart(2, '0'), day.trim().padStart(2, '0')].join('-');
  return isCalendarDate(date) ? date : undefined;
}

/** A date as three numbers to be changed; what is not known of it is empty. */
export function partsOfDate(date: string | undefined): DateParts {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date ?? '') ?? [];
  return { day, month, year };
}
