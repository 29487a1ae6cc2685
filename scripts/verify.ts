/** `npm run verify -- FILE [--at ISO-DATE]`: says in plain words whether a share is unchanged and in time. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Bytes } from '../shared/base/bytes.ts';
import { isCalendarDate } from '../shared/share/share-terms.ts';
import { makeQrReader } from '../shared/share/qr-reader.ts';
import { oneLine } from '../shared/share/text-card-content.ts';
import { verdictWords } from '../shared/share/verdict-words.ts';
import type { Verdict } from '../shared/share/verdict.ts';
import { verifyShare } from '../shared/share/verify-share.ts';

const usage = `Usage: npm run verify -- FILE [--at ISO-DATE]

FILE      a summary as PDF or FHIR file, a text card, or a picture of its QR code (PNG or JPEG)
--at      the day or time to check for, such as 2026-12-01 or 2026-12-01T09:00:00Z (otherwise now)

Exit code: 0 unchanged, 2 unchanged but past its end, 3 changed, 4 not readable, 64 wrong use.`;

const exitCodes = {
  unchanged: 0,
  'past-its-end': 2,
  changed: 3,
  'not-readable': 4,
} as const satisfies Record<Verdict['state'], number>;
const usageError = 64;

/** An ISO 8601 date (midday UTC of it) or dateTime with a zone; `undefined` for anything else. */
function instantOf(text: string): Date | undefined {
  const day = text.slice(0, 10);
  if (!isCalendarDate(day)) return undefined;
  if (text === day) return new Date(`${day}T12:00:00Z`);
  if (!/^T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text.slice(10))) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** What was asked for; `undefined` where it was asked wrongly. */
function readCommand(args: string[]): { file: string; now: Date } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { at: { type: 'string' } },
      allowPositionals: true,
    });
    const now = values.at === undefined ? new Date() : instantOf(values.at);
    const [file, another] = positionals;
    return file === undefined || another !== undefined || now === undefined
      ? undefined
      : { file, now };
  } catch {
    return undefined; // parseArgs throws at an option it does not know
  }
}

/** Reads the QR code in a picture; the reader is loaded only for a picture. */
async function readQr(picture: Bytes): Promise<string | undefined> {
  const wasm = await readFile(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  const read = await makeQrReader(new Uint8Array(wasm).buffer);
  return read(picture);
}

function print(verdict: Verdict): void {
  const words = verdictWords(verdict);
  console.log(`${words.headline}. ${words.explanation}`);
  // a name in a share may hold anything, even commands to the terminal
  for (const { name, value } of words.facts) console.log(`  ${name}: ${oneLine(value)}`);
  for (const line of [words.proves, words.doesNotProve, words.whatToDo]) {
    if (line !== '') console.log(line);
  }
}

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  if (command === undefined) {
    console.error(usage);
    return usageError;
  }
  // npm runs scripts in the project's folder, and says where the person was
  const file = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), command.file);
  let bytes: Bytes;
  try {
    bytes = new Uint8Array(await readFile(file));
  } catch {
    console.log('Not readable. The file does not exist or could not be opened.');
    console.log('Check its name and whether you may read it.');
    return exitCodes['not-readable'];
  }
  const verdict = await verifyShare(bytes, { now: command.now, readQr });
  print(verdict);
  return exitCodes[verdict.state];
}

process.exitCode = await main();
