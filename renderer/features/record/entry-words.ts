import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { DateMeaning, Flag, Standing } from '../../../shared/record/card.ts';
import type { TagTone } from '../../ui/Tag.tsx';
import type { EntryLine } from '../../vault/api.ts';

/** How a measured value stands to its range, in words. */
export const flagWords: Readonly<Record<Flag, string>> = {
  high: 'Higher than usual',
  low: 'Lower than usual',
  critical: 'Critical',
  abnormal: 'Not in the usual range',
};

export const standingTones: Readonly<Record<Standing, TagTone>> = {
  current: 'green',
  past: 'grey',
  planned: 'blue',
  refuted: 'white',
  error: 'red',
  unknown: 'white',
};

const dateMeanings: Readonly<Record<DateMeaning, string>> = {
  started: 'Started',
  given: 'Given',
  measured: 'Measured',
  done: 'Done',
  recorded: 'Recorded',
  written: 'Written',
  dated: 'Date',
};

/** The date of an entry, as precise as it was written. */
export function lineDate(line: EntryLine): string {
  return line.date === undefined ? 'no date recorded' : formatDate(line.date);
}

export function dateName(meaning: DateMeaning): string {
  return dateMeanings[meaning];
}
