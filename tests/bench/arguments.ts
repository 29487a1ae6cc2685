import { parseArgs } from 'node:util';

export const usage = `Usage: npm run bench -- [--entries N]… [--opened N]… [--write]

Measures the real program in its own window, beside what the same machine needs at the least.
  --entries N  everything with a record of N entries, downloaded; may be given several times (default: 1000 and 10000)
  --opened N   opening a record of N entries, and its memory; of 10000 and 100000 also a backup and a restore;
               may be given several times (default: 1000, 10000, 50000 and 100000)
  --refreshed N
               a download of N entries, and of what changed after it; may be given several times
               (default: 15000 and 100000)
  --write      put the figures into docs/benchmarks.md too`;

export type BenchOptions = {
  readonly entries: readonly number[];
  readonly opened: readonly number[];
  readonly refreshed: readonly number[];
  readonly write: boolean;
};

const fewest = 100;
const most = 100_000;

/** Reads the command's arguments. @throws TypeError where one is not known or no number */
export function readArguments(args: readonly string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      entries: { type: 'string', multiple: true, default: ['1000', '10000'] },
      opened: {
        type: 'string',
        multiple: true,
        default: ['1000', '10000', '50000', '100000'],
      },
      refreshed: { type: 'string', multiple: true, default: ['15000', '100000'] },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    entries: values.entries.map(entriesOf),
    opened: values.opened.map(entriesOf),
    refreshed: values.refreshed.map(entriesOf),
    write: values.write,
  };
}

function entriesOf(given: string): number {
  const entries = Number(given);
  if (/^\d+$/.test(given) && entries >= fewest && entries <= most) return entries;
  throw new TypeError(`--entries takes a number from ${String(fewest)} to ${String(most)}`);
}
