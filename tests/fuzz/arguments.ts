import { parseArgs } from 'node:util';

export const usage = `Usage: npm run test:fuzz [-- --count N --seed N]

Puts mutated resources through everything that reads one: files in JSON, NDJSON, XML and C-CDA, of all
versions, the record, its search, and the summary. None may crash, hang, or be stored twice.
  --count N   how many resources (default: 100000)
  --seed N    which ones; the run prints it, so that it can be repeated (default: by chance)`;

export type FuzzOptions = { readonly count: number; readonly seed: number };

/** Reads the command's arguments. @throws TypeError where one is not known or no number */
export function readArguments(args: readonly string[]): FuzzOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '100000' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    count: numberOf('--count', values.count),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : numberOf('--seed', values.seed),
  };
}

function numberOf(option: string, given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new TypeError(`${option} takes a whole number`);
}
