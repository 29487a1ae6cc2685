import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '../../shared/base/bytes.ts';
import { AppError } from '../../shared/base/error.ts';
import { readFound } from '../../renderer/vault/files/read-part.ts';
import { readableOf } from '../../renderer/vault/files/readable.ts';
import { unpackFiles } from '../../renderer/vault/files/unpack-files.ts';

const runs = Number(process.env['RUNS'] ?? 200);
const uk = (name: string) =>
  readFileSync(new URL(`../fixtures/uk-patient/${name}.json`, import.meta.url));
const ccda = new URL('../../../shared/data/records/ccda-hl7/CCD1_CCD.XML.gz', import.meta.url);

const card =
  '<ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole/></recordTarget></ClinicalDocument>';
const whole: readonly Bytes[] = [
  uk('social-care'),
  gzipSync(uk('social-care')),
  zipSync({ 'a.json': uk('social-care'), 'b/c.txt': utf8('Dear Mrs Hale'), 'd.xml': utf8(card) }),
  existsSync(ccda) ? gunzipSync(readFileSync(ccda)) : utf8(card),
  utf8('{"verifiableCredential":["eyJ6aXAiOiJERUYifQ.eyJpc3MiOiJhIn0.c2ln"]}'),
].map((bytes) => new Uint8Array(bytes));

const changes = fc.record({
  file: fc.nat(whole.length - 1),
  flips: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
  cutTo: fc.option(fc.nat(), { nil: undefined }),
  swap: fc.option(fc.tuple(fc.nat(), fc.nat(), fc.nat(400)), { nil: undefined }),
});

describe('mutilated files', () => {
  it('are read, or refused with a reason; none of them breaks the program', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        for (const reason of await reasons(mutilated(change)))
          expect(reason).not.toBe('unexpected');
      }),
      { numRuns: runs },
    );
  }, 600_000);
});

function mutilated({
  file,
  flips,
  cutTo,
  swap,
}: typeof changes extends fc.Arbitrary<infer T> ? T : never) {
  const bytes = new Uint8Array(whole[file] ?? new Uint8Array());
  for (const [at, value] of flips) bytes[at % bytes.length] = value;
  if (swap !== undefined) {
    const [from, to, length] = swap;
    bytes.copyWithin(to % bytes.length, from % bytes.length, (from % bytes.length) + length);
  }
  return cutTo === undefined ? bytes : bytes.subarray(0, cutTo % bytes.length);
}

async function reasons(bytes: Bytes): Promise<string[]> {
  const found: string[] = [];
  for await (const file of unpackFiles([{ name: 'file', content: readableOf(bytes) }])) {
    if ('refused' in file) found.push(file.refused);
    else found.push(await reasonOf(file));
  }
  return found;
}

async function reasonOf(file: Parameters<typeof readFound>[0]): Promise<string> {
  try {
    const read = await readFound(file, {
      now: new Date('2026-11-22T09:00:00Z'),
      readQr: () => Promise.resolve([]),
      issuerKeys: () => Promise.resolve(undefined),
    });
    return read.kind;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
}
