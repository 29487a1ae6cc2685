/** `npm run bench`: puts the real program through generated records and writes what it took to `out/bench.json`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rememberedElectron } from '../../scripts/electron-path.mjs';
import { root } from '../../scripts/run.mjs';
import { say, stopWith } from '../../scripts/say.mjs';
import { readArguments, usage, type BenchOptions } from './arguments.ts';
import { freshFolders, startProgram } from '../e2e/program.ts';
import { measureImport } from './measure-import.ts';
import { measureOpening, type OpeningMeasures } from './measure-opening.ts';
import { measureRecord } from './measure-record.ts';
import { measureRefresh } from './measure-refresh.ts';
import { measureSealing, type SealingTimes } from './measure-sealing.ts';
import { growthResults, openingResults, sealingResults } from './opening-results.ts';
import { originWords, tableOf, thisMachine, type BenchReport } from './report.ts';
import { refreshResults } from './refresh-results.ts';
import type { BenchResult } from './result.ts';
import { resultsOf } from './results-of.ts';
import { writeDocument } from './write-document.ts';

const usageError = 64;
/** Records of these sizes are backed up and brought back, too. */
const backedUp = [10_000, 100_000];

async function main(): Promise<number> {
  const options = askedFor();
  if (options === undefined) return usageError;
  if (options === 'help') {
    say(usage);
    return 0;
  }
  const results = await measureAll(options);
  const report: BenchReport = {
    takenAt: new Date().toISOString(),
    machine: thisMachine(),
    versions: versions(),
    results,
  };
  const file = path.join(root, 'out', 'bench.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
  if (options.write) await writeDocument(path.join(root, 'docs', 'benchmarks.md'), report);
  say(`\n${originWords(report)}\n\n${tableOf(results)}\n`);
  say(`Written to ${file}.`);
  return 0;
}

async function measureAll(options: BenchOptions): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const entries of options.entries) results.push(...resultsOf(await measureRecord(entries)));
  for (const entries of options.refreshed) {
    results.push(...refreshResults(await measureRefresh(entries)));
  }
  const opened: OpeningMeasures[] = [];
  for (const entries of options.opened) {
    opened.push(await measureOpening(entries, backedUp.includes(entries)));
  }
  return [
    ...results,
    ...opened.flatMap(openingResults),
    ...growthResults(opened),
    ...(await measureImport()),
    ...sealingResults(await sealingInProgram()),
  ];
}

async function sealingInProgram(): Promise<readonly SealingTimes[]> {
  const folders = await freshFolders();
  const program = await startProgram(folders);
  try {
    return await measureSealing(program.window);
  } finally {
    await program.close();
    await folders.remove();
  }
}

function askedFor(): BenchOptions | 'help' | undefined {
  try {
    return readArguments(process.argv.slice(2));
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    console.error(`\n${usage}`);
    return undefined;
  }
}

function versions(): BenchReport['versions'] {
  const found = rememberedElectron();
  return {
    electron: found?.electron ?? '',
    chromium: found?.chromium ?? '',
    node: process.versions.node,
  };
}

main().then((code) => {
  process.exitCode = code;
}, stopWith);
