import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatBytes, fromUtf8, utf8, type Bytes } from '../../../../../shared/base/bytes.ts';
import { filesOf } from '../../../../../renderer/vault/backup/unzip.ts';
import { zipArchive } from '../../../../../renderer/vault/backup/zip.ts';
import { nestedZip, now } from './builders.ts';

const run = promisify(execFile);
const gibibyte = 1024 ** 3;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'phr-zip-'));
});

afterAll(() => rm(folder, { recursive: true }));

const files: readonly (readonly [string, Bytes])[] = [
  ['empty', new Uint8Array()],
  ['documents/1/1.zip', nestedZip],
  ['fhir/1/Condition.ndjson', utf8('{"resourceType":"Condition"}\n'.repeat(5000))],
  ['manifest.json', utf8('{}')],
];

/** The archive as bytes; `at` is where in a longer file it begins. */
async function archived(at = 0, unit = 1): Promise<Bytes> {
  const archive = zipArchive(now, at);
  const parts = [];
  for (const [name, bytes] of files) parts.push(await archive.file(name, bytes));
  return concatBytes(...parts, archive.end(unit));
}

describe('an archive', () => {
  it('is tested and listed by unzip without a complaint', async () => {
    const file = path.join(folder, 'plain.zip');
    await writeFile(file, await archived());
    const { stdout } = await run('unzip', ['-t', file]);
    for (const [name] of files) expect(stdout).toMatch(new RegExp(`testing: ${name} +OK`));
    const listed = await run('unzip', ['-l', file]);
    expect(listed.stdout).toContain('2026-11-22 09:00');
  });

  it('fills whole units, with a file that unzip finds right', async () => {
    const bytes = await archived(0, 64 * 1024);
    expect(bytes.length % (64 * 1024)).toBe(0);
    const file = path.join(folder, 'padded.zip');
    await writeFile(file, bytes);
    expect((await run('unzip', ['-t', file])).stdout).toMatch(/testing: padding +OK/);
  });

  it('is read in pieces of any length, also with a document that looks like the end of a file', async () => {
    const bytes = await archived();
    for (const length of [1, 7, 1000, bytes.length]) {
      const found = [];
      for await (const file of filesOf(inPieces(bytes, length))) {
        found.push([file.name, latin1(file.bytes)]);
      }
      expect(found).toEqual(files.map(([name, content]) => [name, latin1(content)]));
    }
  });

  it('opens with unzip also beyond 4 GiB', async () => {
    const file = path.join(folder, 'long.zip');
    const at = 5 * gibibyte;
    const bytes = await archived(at);
    await writeFile(file, '');
    await truncate(file, at);
    const handle = await open(file, 'r+');
    await handle.write(bytes, 0, bytes.length, at);
    await handle.close();
    const { stdout } = await run('unzip', ['-p', file, 'fhir/1/Condition.ndjson']);
    expect(stdout).toBe(fromUtf8(files[2]?.[1] ?? new Uint8Array()));
  });
});

function latin1(bytes: Bytes): string {
  return Buffer.from(bytes).toString('latin1');
}

async function* inPieces(bytes: Bytes, length: number): AsyncGenerator<Bytes> {
  for (let at = 0; at < bytes.length; at += length) {
    yield await Promise.resolve(bytes.slice(at, at + length));
  }
}
