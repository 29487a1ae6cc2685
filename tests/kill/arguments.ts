import { parseArgs } from 'node:util';

export const usage = `Usage: npm run test:kill -- [--moments N] [--seed N] [--only COURSE]…

Ends the real program with SIGKILL at random moments of what people do, starts it again and looks whether
everything that it had called done is there, once, and whole.
  --moments N     how many kills, shared out among the courses (default: 200)
  --seed N        which moments; the run prints it, so that it can be repeated (default: by chance)
  --only COURSE   only this course; may be given several times`;

export type KillOptions = {
  readonly moments: number;
  readonly seed: number;
  readonly only: readonly string[];
};

/** Reads the command's arguments. @throws TypeError where one is not known or no number */
export function readArguments(args: readonly string[]): KillOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      moments: { type: 'string', default: '200' },
      seed: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    moments: numberOf('--moments', values.moments),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : numberOf('--seed', values.seed),
    only: values.only,
  };
}

function numberOf(option: string, given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new TypeError(`${option} takes a whole number`);
}
