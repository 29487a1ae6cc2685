import { bankHolidays, type Nation } from './bank-holidays.ts';
import { dateOf, daysAfter, isWeekend, type CalendarDate } from './calendar.ts';

export type DueDate = {
  /** The last day for an answer. */
  readonly due: CalendarDate;
  /** The same day of the next month, or that month's last day. */
  readonly inAMonth: CalendarDate;
  /** The next month has no such day. */
  readonly isLastOfMonth: boolean;
};

/**
 * When an answer to a request for one's own data is due: the day of the next month that corresponds to the day on which
 * the request was received, the month's last day where there is none, and the next working day where that is none.
 * @see UK GDPR, Article 12(3); Information Commissioner's Office, Right of access: how long do we have to comply
 */
export function dueDate(received: CalendarDate, nation: Nation): DueDate {
  const [year = 0, month = 0, day = 0] = received.split('-').map(Number);
  const lastOfMonth = dateOf(year, month + 2, 0);
  const isLastOfMonth = day > Number(lastOfMonth.slice(8));
  const inAMonth = isLastOfMonth ? lastOfMonth : dateOf(year, month + 1, day);
  let due = inAMonth;
  while (!isWorkingDay(due, nation)) due = daysAfter(due, 1);
  return { due, inAMonth, isLastOfMonth };
}

function isWorkingDay(date: CalendarDate, nation: Nation): boolean {
  return !isWeekend(date) && !bankHolidays(nation, Number(date.slice(0, 4))).has(date);
}
