import { changedEntries, type RefreshMeasures } from './measure-refresh.ts';
import { result, type BenchResult } from './result.ts';

/** A download may take so many times what the same answers take bare. */
const timesBare = 1.3;
/** A refresh may take so many milliseconds beyond the server's own. */
const beyondServer = 1000;

/** The figures of a download and of what changed after it, beside the same answers fetched bare. */
export function refreshResults({
  entries,
  download,
  refresh,
}: RefreshMeasures): readonly BenchResult[] {
  const of = 'the same answers, bare';
  return [
    result({
      ...{ name: 'Download of a new record', entries, value: download.storing, unit: 'ms' },
      floor: { value: download.bare, of },
      target: timesBare * download.bare,
    }),
    result({
      name: `Refresh, ${String(changedEntries)} changed`,
      ...{ entries, value: refresh.storing, unit: 'ms' },
      floor: { value: refresh.bare, of },
      target: refresh.bare + beyondServer,
    }),
  ];
}
