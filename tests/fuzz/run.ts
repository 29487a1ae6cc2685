/** `npm run test:fuzz`: mutated resources through everything that reads one. */
import { fork } from 'node:child_process';
import path from 'node:path';
import { readArguments, usage, type FuzzOptions } from './arguments.ts';
import type { Told, Work } from './worker.ts';

/** Resources in a file. */
const size = 40;
const workers = 2;
/** What a file may take, so that a slow machine is no hang: so much, and so much for each character. */
const longest = { milliseconds: 20_000, perCharacter: 0.1 };
/** Files of fewer letters are not measured. */
const leastMeasured = 10_000;
/** How much of a failing input is shown. */
const shown = 3000;

type Found = { readonly number: number; readonly fault: string; readonly input: string };

type Took = Extract<Told, { kind: 'took' }>;
/** The file of the run that took longest for its length; of short ones the beginning alone would be measured. */
const measured: { slowest?: Took } = {};

const options = argumentsGiven();
const started = performance.now();
console.log(`${String(options.count)} resources, seed ${String(options.seed)}`);
const faults = await fuzz(options);
for (const { number, fault, input } of faults) {
  console.error(`\nFile ${String(number)}: ${fault}\n${input.slice(0, shown)}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  `${String(options.count)} resources read in ${seconds} s, ${String(faults.length)} files failed.`,
);
if (measured.slowest !== undefined) {
  const { number, milliseconds, length } = measured.slowest;
  console.log(
    `Slowest: file ${String(number)}, ${perLetter(measured.slowest).toFixed(4)} ms a letter (${milliseconds.toFixed(0)} ms, ${String(length)} letters).`,
  );
}
if (faults.length > 0)
  console.log(
    `Again: npm run test:fuzz -- --count ${String(options.count)} --seed ${String(options.seed)}`,
  );
process.exitCode = faults.length > 0 ? 1 : 0;

function perLetter({ milliseconds, length }: Took): number {
  return milliseconds / Math.max(1, length);
}

function slower(before: Took | undefined, told: Took): Took {
  return before === undefined || perLetter(told) > perLetter(before) ? told : before;
}

function argumentsGiven(): FuzzOptions {
  try {
    const given = readArguments(process.argv.slice(2));
    if (given !== 'help') return given;
    console.log(usage);
    process.exit(0);
  } catch (thrown) {
    console.error(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${usage}`);
    process.exit(64);
  }
}

async function fuzz({ count, seed }: FuzzOptions): Promise<Found[]> {
  const files = Math.ceil(count / size);
  const each = Math.ceil(files / workers);
  const runs = Array.from({ length: workers }, (_, at) =>
    readFiles({ seed, size, first: at * each, files: Math.min(each, files - at * each) }),
  );
  return (await Promise.all(runs)).flat();
}

/** A file that a process does not come to the end of is a fault; another process goes on with the next one. */
async function readFiles(work: Work): Promise<Found[]> {
  const faults: Found[] = [];
  for (let { first } = work; first < work.first + work.files;) {
    const files = work.first + work.files - first;
    const stuckAt = await readUntilStuck({ ...work, first, files }, faults);
    if (stuckAt === undefined) break;
    first = stuckAt + 1;
  }
  return faults;
}

function readUntilStuck(work: Work, faults: Found[]): Promise<number | undefined> {
  const worker = fork(path.join(import.meta.dirname, 'worker.ts'), [JSON.stringify(work)]);
  let current = work.first;
  let clock: NodeJS.Timeout | undefined;
  let isDone = false;
  return new Promise((resolve) => {
    let end: { readonly stuckAt?: number } = {};
    const stuck = (fault: string) => {
      faults.push({ number: current, fault, input: '' });
      end = { stuckAt: current };
      worker.kill('SIGKILL');
    };
    worker.on('message', (told: Told) => {
      clearTimeout(clock);
      if (told.kind === 'took' && told.length >= leastMeasured)
        measured.slowest = slower(measured.slowest, told);
      isDone ||= told.kind === 'done';
      if (told.kind === 'failed') faults.push(told);
      if (told.kind !== 'begun') return;
      current = told.number;
      const limit = longest.milliseconds + told.length * longest.perCharacter;
      clock = setTimeout(stuck, limit, `no end after ${String(Math.round(limit))} ms`);
    });
    worker.on('exit', (code) => {
      clearTimeout(clock);
      if (!isDone && end.stuckAt === undefined) stuck(`the process ended with ${String(code)}`);
      resolve(end.stuckAt);
    });
  });
}
