import { formatDate } from '../fhir/partial-date.ts';
import { formatDay } from '../fhir/written-time.ts';
import type { Words } from './words.ts';

/** How single facts are worded, in British English. */
export const factsInEnglish = {
  reaction({ substance, what, severity, more }) {
    const told = what ?? 'what happened is not recorded';
    const parts = [told, ...(severity === undefined ? [] : [severity.toLowerCase()]), ...more];
    return `${substance === undefined ? '' : `${substance}: `}${parts.join(', ')}`;
  },
  certainty: (certainty) => `from this substance: ${certainty}`,
  exposure: (route) => `exposure: ${route}`,
  reportedByPatient: (isReported) =>
    isReported ? 'reported by the patient' : 'seen by whoever recorded it',
  stage({ summary, type, assessment }) {
    const told = [summary, ...assessment].filter((part) => part !== undefined).join('; ');
    return type === undefined ? told : told === '' ? type : `${told} (${type})`;
  },
  atAge: (age) => `at age ${age}`,
  betweenAges(low, high) {
    if (low === undefined) return `up to age ${high ?? ''}`;
    return high === undefined ? `from age ${low}` : `between the ages of ${low} and ${high}`;
  },
  endedOn(date, reason) {
    if (date === undefined) return reason === undefined ? undefined : `ended: ${reason}`;
    const day = formatDate(date);
    return reason === undefined ? `ended ${day}` : `ended ${day}: ${reason}`;
  },
  endNotGiven: (dated) => `date not given; ${dated}`,
  endBeforeStart: 'These dates contradict each other, and are as the source wrote them',
  dated(meaning, date, isOver) {
    const day = formatDay(date);
    if (meaning === 'started') return isOver ? `from ${day}` : `since ${day}`;
    if (meaning === 'recorded') return `recorded ${day}`;
    if (meaning === 'issued') return `reported ${day}`;
    return meaning === 'prepared' ? `made ready ${day}` : day;
  },
} as const satisfies Partial<Words>;
