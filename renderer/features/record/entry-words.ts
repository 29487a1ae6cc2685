import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { Standing } from '../../../shared/record/card.ts';
import type { Flag } from '../../../shared/record/fact.ts';
import { english } from '../../../shared/words/english.ts';
import type { TagTone } from '../../ui/Tag.tsx';
import type { EntryLine } from '../../vault/api/record.ts';

/** How a measured value stands to its range, in words. */
const flagWords: Readonly<Record<Flag, string>> = {
  high: 'Higher than usual',
  low: 'Lower than usual',
  critical: 'Critical',
  'critically-high': 'Critically high',
  'critically-low': 'Critically low',
  abnormal: 'Not in the usual range',
};

/** The flag of an entry; that of a part with the part that it is said of. */
export function flagOf(line: EntryLine): string | undefined {
  const { flag, flagOfPart, flagged } = line;
  if (flag === undefined) return undefined;
  return flagOfPart === true ? flagged : flagWords[flag];
}

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
  return line.date === undefined ? english.noDateInside : formatDate(line.date);
}

/** What is said of an entry that the person has not seen as it is now. */
export const newsMarks = { new: 'New', changed: 'Changed' } as const;
