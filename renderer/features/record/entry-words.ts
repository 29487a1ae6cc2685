import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { Standing } from '../../../shared/record/card.ts';
import type { Flag } from '../../../shared/record/fact.ts';
import { localDate } from '../../ui/local-time.ts';
import type { TagTone } from '../../ui/Tag.tsx';
import type { EntryLine } from '../../vault/api/record.ts';

/** How a measured value stands to its range, in words. */
export const flagWords: Readonly<Record<Flag, string>> = {
  high: 'Higher than usual',
  low: 'Lower than usual',
  critical: 'Critical',
  abnormal: 'Not in the usual range',
};

const notable = {
  past: { tone: 'grey', words: 'Past' },
  planned: { tone: 'blue', words: 'Planned' },
  refuted: { tone: 'white', words: 'Refuted' },
  error: { tone: 'red', words: 'Entered in error' },
} as const satisfies Partial<Record<Standing, { tone: TagTone; words: string }>>;

/** The status of an entry that does not simply hold now: what a reader must not overlook. */
export function notableStanding(line: EntryLine): { tone: TagTone; words: string } | undefined {
  const { standing, status } = line;
  if (standing === 'current' || standing === 'unknown') return undefined;
  const { tone, words } = notable[standing];
  return { tone, words: status ?? words };
}

/** The date of an entry, as precise as it was written. */
export function lineDate(line: EntryLine): string {
  return line.date === undefined ? 'no date recorded' : formatDate(line.date);
}

/** What is said of an entry that the person has not seen as it is now. */
export const newsMarks = { new: 'New', changed: 'Changed' } as const;

/** "Not supplied by Northgate since 3 May 2026" */
export function notSuppliedWords(sourceName: string, since: string): string {
  return `Not supplied by ${sourceName} since ${localDate(since)}`;
}
