/** `npm run verify -- FILE [--at ISO-DATE]`: says in plain words whether a share is unchanged and in time. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Bytes } from '../shared/base/bytes.ts';
import { makeQrReader } from '../shared/share/qr-reader.ts';
import { oneLine } from '../shared/share/text-card-content.ts';
import { verdictWords } from '../shared/share/verdict-words.ts';
import type { Verdict } from '../shared/share/verdict.ts';
import { verifyShare } from '../shared/share/verify-share.ts';
import { readCommand, usage } from './verify-arguments.ts';

const exitCodes = {
  unchanged: 0,
  'past-its-end': 2,
  changed: 3,
  'not-readable': 4,
} as const satisfies Record<Verdict['state'], number>;
const usageError = 64;

/** Reads the QR codes in a picture; the reader is loaded only for a picture. */
async function readQr(picture: Bytes): Promise<readonly string[]> {
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
  const command = readCommand(process.argv.slice(2), () => new Date());
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
