/**
 * What the spare costs a download: the same download in turns with it and, a file standing where its folder should be,
 * without. `npx tsx tests/bench/measure-spare.ts ENTRIES ROUNDS`, after a build, on a screen.
 */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../../scripts/say.mjs';
import { goTo, lock } from '../e2e/pages/places.ts';
import { descendantsOf } from '../e2e/processes.ts';
import { freshFolders, startProgram } from '../e2e/program.ts';
import { measureDownload } from './measure-download.ts';
import { unlockOnce } from './measure-unlock.ts';
import { startBenchProvider, type BenchProvider } from './start-provider.ts';
import { median } from './statistics.ts';

type Cost = {
  /** Milliseconds on the clock. */
  readonly storing: number;
  readonly firstScreen: number;
  /** Seconds of processor time of all the program's processes, up to the end of the download. */
  readonly processor: number;
  readonly databaseBytes: number;
  readonly spareBytes: number;
};

async function main(): Promise<void> {
  const [entries = 15_000, rounds = 3] = process.argv.slice(2).map(Number);
  const provider = await startBenchProvider(entries);
  const costs: Record<'with' | 'without', Cost[]> = { with: [], without: [] };
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const spare of round % 2 === 0
        ? (['with', 'without'] as const)
        : (['without', 'with'] as const)) {
        const cost = await downloadOnce(provider, spare === 'with');
        costs[spare].push(cost);
        say(`${spare} ${JSON.stringify(cost)}`);
      }
    }
  } finally {
    await provider.close();
  }
  for (const spare of ['without', 'with'] as const)
    say(`${spare}: ${JSON.stringify(middle(costs[spare]))}`);
}

async function downloadOnce(provider: BenchProvider, hasSpare: boolean): Promise<Cost> {
  const folders = await freshFolders();
  await mkdir(folders.profile, { recursive: true });
  if (!hasSpare) await writeFile(path.join(folders.profile, 'Spare'), '');
  const program = await startProgram(folders);
  try {
    const { storing } = await measureDownload(program, provider);
    const processor = await processorTime(program.app.process().pid ?? 0);
    await goTo(program.window, 'Overview');
    await lock(program.window);
    const { firstScreen } = await unlockOnce(program.window);
    await program.close();
    return {
      storing,
      firstScreen,
      processor,
      databaseBytes: await sizeOf(path.join(folders.profile, 'IndexedDB')),
      spareBytes: hasSpare ? await sizeOf(path.join(folders.profile, 'Spare')) : 0,
    };
  } finally {
    await folders.remove();
  }
}

/** User and system time of a process and all that it started, as Linux counts it: in hundredths of a second. */
async function processorTime(pid: number): Promise<number> {
  let hundredths = 0;
  for (const one of [pid, ...(await descendantsOf(pid))]) {
    const fields = await readFile(`/proc/${String(one)}/stat`, 'utf8').catch(() => '');
    const [, , ...numbers] = fields.slice(fields.lastIndexOf(')')).split(' ');
    hundredths += Number(numbers[10] ?? 0) + Number(numbers[11] ?? 0);
  }
  return hundredths / 100;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(({ parentPath, name }) => stat(path.join(parentPath, name))),
  );
  return found.reduce((sum, { size }) => sum + size, 0);
}

function middle(costs: readonly Cost[]): Cost {
  const of = (member: keyof Cost) => median(costs.map((cost) => cost[member]));
  return {
    storing: of('storing'),
    firstScreen: of('firstScreen'),
    processor: of('processor'),
    databaseBytes: of('databaseBytes'),
    spareBytes: of('spareBytes'),
  };
}

await main();
