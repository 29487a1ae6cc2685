import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { Nation } from '../../../shared/request/bank-holidays.ts';
import { weekdayOf } from '../../../shared/request/calendar.ts';
import { dueDate } from '../../../shared/request/due-date.ts';

export const nationNames: Readonly<Record<Nation, string>> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "Thursday, 31 December 2026". */
export function dayWords(date: string): string {
  return `${weekdays[weekdayOf(date)] ?? ''}, ${formatDate(date)}`;
}

/** How the day on which an answer is due was counted, sentence by sentence. */
export function countedWords(receivedOn: string, nation: Nation): readonly string[] {
  const { due, inAMonth, isLastOfMonth } = dueDate(receivedOn, nation);
  const month = isLastOfMonth
    ? `The next month has no such day, so its last day counts: ${formatDate(inAMonth)}.`
    : `The same day of the next month is ${dayWords(inAMonth)}.`;
  return [
    `Counted from the day on which they have the letter: ${dayWords(receivedOn)}.`,
    month,
    ...(due === inAMonth
      ? []
      : [
          `That is no working day in ${nationNames[nation]}, so the next one counts: ${dayWords(due)}.`,
        ]),
  ];
}
