import { english } from '../../../shared/words/english.ts';
import type { FactRow } from '../../ui/Facts.tsx';
import { localDate, localDateTime } from '../../ui/local-time.ts';
import type { EntryLine } from '../../vault/api/record.ts';
import { lineDate } from './entry-words.ts';

/** What an entry says, a row each. */
export function contentRows(line: EntryLine): FactRow[] {
  const { heads, dateMeanings } = english;
  const rows: FactRow[] = [];
  if (line.value !== undefined) rows.push({ name: heads.value, value: line.value });
  if (line.range !== undefined) rows.push({ name: heads.referenceRange, value: line.range });
  rows.push({
    name: line.date === undefined ? heads.date : dateMeanings[line.dateMeaning],
    value: line.date === undefined ? lineDate(line) : english.dateTime(line.date),
  });
  if (line.status !== undefined) rows.push({ name: heads.status, value: line.status });
  for (const { name, value } of line.facts) rows.push({ name, value });
  return rows;
}

/** Where an entry comes from, a row each. */
export function originRows(line: EntryLine): FactRow[] {
  return [
    { name: 'Source', value: line.sourceName },
    ...(line.organisation === undefined
      ? []
      : [{ name: english.heads.organisation, value: line.organisation }]),
    {
      name: line.isFromFile === true ? 'Added on' : 'Fetched',
      value: localDateTime(line.fetchedAt),
    },
    ...(line.earlierVersions === 0
      ? []
      : [{ name: 'Earlier versions kept', value: String(line.earlierVersions) }]),
    ...(line.notSuppliedSince === undefined
      ? []
      : [{ name: 'Not supplied since', value: localDate(line.notSuppliedSince) }]),
  ];
}
