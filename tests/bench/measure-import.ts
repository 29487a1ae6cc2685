import { createCipheriv, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { say } from '../../scripts/say.mjs';
import { addRecordsPage } from '../e2e/pages/add-records-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { setUp } from '../e2e/pages/set-up-page.ts';
import { freshFolders, startProgram, type RunningProgram } from '../e2e/program.ts';
import { rendererMemory } from './floors.ts';
import { makeRecord } from './make-record.ts';
import { passphrase } from './measure-download.ts';
import { proportionalOf, windowProcess } from './process-memory.ts';
import { result, type BenchResult } from './result.ts';
import { median } from './statistics.ts';
import { timed } from './stopwatch.ts';

const entries = 10_000;
const rounds = 3;
const mostMs = 3000;
const largeBytes = 500_000_000;
const mostMB = 600;
/** A scanned letter inside a resource: what makes files large. */
const letterBytes = 50_000;
const sampledEvery = 200;

/** What a file of ten thousand entries takes until it is stored, and what one of 500 MB takes of the memory. */
export async function measureImport(): Promise<readonly BenchResult[]> {
  return [...(await importOfMany()), ...(await importOfLarge())];
}

async function importOfMany(): Promise<readonly BenchResult[]> {
  const adding: number[] = [];
  const bare: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const counted = `${String(round)} of ${String(rounds)}`;
    say(`a Bundle of ${entries.toLocaleString('en-GB')} entries, from a file, ${counted}…`);
    await inProgram(async (program, folder) => {
      const file = path.join(folder, 'record.json');
      const lines = makeRecord(entries).split('\n');
      await writeFile(file, `${bundleStart}${lines.map(entryOf).join()}]}`);
      adding.push(await addTimed(program, file));
      bare.push(await bareImport(file));
    });
  }
  const floor = { value: median(bare), of: 'read, parse and encrypt it in Node' };
  const value = median(adding);
  return [result({ name: 'Add a file', entries, value, unit: 'ms', floor, target: mostMs })];
}

async function importOfLarge(): Promise<readonly BenchResult[]> {
  say('a Bundle of 500 MB, from a file…');
  return inProgram(async (program, folder) => {
    const file = path.join(folder, 'large.json');
    await pipeline(Readable.from(largeBundle()), createWriteStream(file));
    await goTo(program.window, 'Add records');
    const memory = await memoryOf(program);
    const before = await memory();
    const peak = await peakOf(memory, () => addFile(program, file));
    const floor = { value: before, of: 'the same window before' };
    const unit = 'MB';
    return [
      result({ name: 'Memory, adding a file of 500 MB', value: peak, unit, floor, target: mostMB }),
    ];
  });
}

async function inProgram<T>(work: (program: RunningProgram, folder: string) => Promise<T>) {
  const folders = await freshFolders();
  const program = await startProgram(folders);
  try {
    await setUp(program.window, passphrase);
    return await work(program, folders.temporary);
  } finally {
    await program.close();
    await folders.remove();
  }
}

/** Milliseconds from the choice of a file to the page that says what came. */
async function addTimed(program: RunningProgram, file: string): Promise<number> {
  await goTo(program.window, 'Add records');
  const span = { from: 'input', until: 'h1', saying: 'Added to your record' } as const;
  return timed(program.window, span, () => addFile(program, file));
}

async function addFile({ window }: RunningProgram, file: string): Promise<void> {
  const page = addRecordsPage(window);
  await page.addFiles(file);
  await page.outcome();
}

async function bareImport(file: string): Promise<number> {
  const started = performance.now();
  const bytes = await readFile(file);
  JSON.parse(bytes.toString('utf8'));
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  cipher.update(bytes);
  cipher.final();
  return performance.now() - started;
}

/** How to look at what the window's process, its worker in it, holds in megabytes. */
async function memoryOf({ app }: RunningProgram): Promise<() => Promise<number>> {
  const id = await windowProcess(app);
  return async () => (await proportionalOf(id)) ?? (await rendererMemory(app));
}

/** The most that it held meanwhile. */
async function peakOf(
  memory: () => Promise<number>,
  work: () => Promise<unknown>,
): Promise<number> {
  let isDone = false;
  const working = work().finally(() => {
    isDone = true;
  });
  let peak = 0;
  const isOver = () => isDone;
  while (!isOver()) {
    peak = Math.max(peak, await memory());
    await Promise.race([working, new Promise((resolve) => setTimeout(resolve, sampledEvery))]);
  }
  await working;
  return Math.max(peak, await memory());
}

const bundleStart = '{"resourceType":"Bundle","type":"collection","entry":[';

function entryOf(resource: string): string {
  return `{"resource":${resource}}`;
}

function* largeBundle(): Generator<string> {
  const patient = {
    resourceType: 'Patient',
    id: 'p',
    name: [{ family: 'Hale', given: ['Margaret'] }],
    birthDate: '1951-04-02',
  };
  yield `${bundleStart}${entryOf(JSON.stringify(patient))}`;
  let written = 0;
  for (let number = 0; written < largeBytes; number += 1) {
    const text = `,${entryOf(JSON.stringify(letter(number)))}`;
    written += text.length;
    yield text;
  }
  yield ']}';
}

function letter(number: number) {
  const attachment = {
    contentType: 'application/rtf',
    title: `Letter ${String(number)}`,
    data: randomBytes((letterBytes / 4) * 3).toString('base64'),
  };
  return {
    resourceType: 'DocumentReference',
    id: `letter-${String(number)}`,
    status: 'current',
    subject: { reference: 'Patient/p' },
    description: attachment.title,
    content: [{ attachment }],
  };
}
