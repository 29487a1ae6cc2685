import type { RecordMeasures } from './measure-record.ts';
import { result, type BenchResult } from './result.ts';

/** The figures of one record, each beside its floor and, where one was set, its target. */
export function resultsOf(measures: RecordMeasures): readonly BenchResult[] {
  const { entries, download, search, summary, size } = measures;
  const ms = (name: string, value: number, rest: Judged = {}) =>
    result({ name, entries, value, unit: 'ms', ...rest });
  const megabytes = (name: string, value: number, rest: Judged) =>
    result({ name, entries, value, unit: 'MB', ...rest });
  const list = { value: search.bare, of: 'the same list, nothing searched' };
  const print = { value: summary.barePrint, of: 'Chromium prints the preview' };
  return [
    ms('Download, seal and store', download.storing, {
      floor: { value: download.bare, of: 'the same answers, bare' },
      target: 1.5 * download.bare + 0.3 * entries,
    }),
    ms('Search, the first after unlocking', search.first),
    ms('Search, median', search.median, { floor: list, target: 50 }),
    ms('Search, worst', search.worst, { floor: list, target: 50 }),
    ms('What can go into a summary', summary.choice),
    ms('Compose and preview', summary.compose, {
      floor: { value: summary.step, of: 'a screen that composes nothing' },
    }),
    ms('PDF: print, attach, sign, save', summary.pdf, { floor: print }),
    ms('Compose, sign and PDF together', summary.compose + summary.pdf, {
      floor: print,
      target: 2000,
    }),
    megabytes('Size on disk', size.disk, {
      floor: { value: size.json, of: 'the record as JSON' },
    }),
  ];
}

export type Judged = Omit<Parameters<typeof result>[0], 'name' | 'entries' | 'value' | 'unit'>;
