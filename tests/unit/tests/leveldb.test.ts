import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBatch, writeBatch } from '../../e2e/leveldb/change.ts';
import { crc32c, masked } from '../../e2e/leveldb/crc32c.ts';
import { readLogFile, writeLogFile } from '../../e2e/leveldb/log-file.ts';
import { unsnappy } from '../../e2e/leveldb/snappy.ts';
import { fromUtf8, utf8 } from '../../../shared/base/bytes.ts';
import { fixtures } from '../../places.ts';

const fixture = fileURLToPath(
  new URL('vaults/v1/IndexedDB/app_phr_0.indexeddb.leveldb/', fixtures),
);

describe('checksums', () => {
  // RFC 3720, appendix B.4.
  test.each([
    ['32 bytes of zeroes', new Uint8Array(32), 0x8a9136aa],
    ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['32 ascending bytes', Uint8Array.from({ length: 32 }, (_each, index) => index), 0x46dd794e],
  ])('are those of the standard for %s', (_what, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  test('are stored masked, as Chromium wrote them', async () => {
    const log = await readFile(`${fixture}000003.log`);
    const length = log.readUInt16LE(4);
    expect(masked(crc32c(log.subarray(6, 7 + length)))).toBe(log.readUInt32LE(0));
  });
});

describe('Snappy blocks', () => {
  test('are unpacked from literals and copies that reach into what they write', () => {
    // "abcd" as it is, then a copy of 8 bytes from 4 back, then one of 5 from 12 back with a two-byte offset.
    const block = Uint8Array.of(17, 3 << 2, 97, 98, 99, 100, (4 << 2) | 1, 4, (4 << 2) | 2, 12, 0);
    expect(fromUtf8(unsnappy(block))).toBe('abcdabcdabcdabcda');
  });

  test('are refused where a copy comes from before the beginning', () => {
    expect(() => unsnappy(Uint8Array.of(8, 0, 97, (3 << 2) | 1, 9))).toThrow(RangeError);
  });

  test('are refused where they are cut short', () => {
    expect(() => unsnappy(Uint8Array.of(17, 3 << 2, 97))).toThrow(RangeError);
  });
});

describe('log files', () => {
  const records = fc.array(fc.uint8Array({ maxLength: 70_000 }), { maxLength: 6 });

  test('are read as they were written, over the ends of blocks', () => {
    fc.assert(
      fc.property(records, (all) => {
        const read = readLogFile(writeLogFile(all));
        expect(read.records.map((one) => [...one])).toEqual(all.map((one) => [...one]));
        expect(read).toMatchObject({ isDamaged: false, isCut: false });
      }),
      { numRuns: 30 },
    );
  });

  test('lose only the record in which a bit was flipped', () => {
    const texts = Array.from({ length: 9 }, (_each, index) =>
      `record ${String(index)}`.repeat(3000),
    );
    const file = writeLogFile(texts.map(utf8));
    const at = Math.floor(file.length / 2);
    file[at] = (file[at] ?? 0) ^ 1;
    const read = readLogFile(file);
    expect(read.isDamaged).toBe(true);
    expect(read.records).toHaveLength(8);
    for (const record of read.records) expect(texts).toContain(fromUtf8(record));
  });

  test('that are cut short say so, and give what came before', () => {
    const file = writeLogFile([utf8('first'), utf8('second')]);
    expect(readLogFile(file.subarray(0, -2))).toMatchObject({ isDamaged: false, isCut: true });
    expect(readLogFile(file.subarray(0, -2)).records.map(fromUtf8)).toEqual(['first']);
  });
});

test('batches of changes are read as they were written', () => {
  const changes = [
    { sequence: 7, key: utf8('a'), value: utf8('one') },
    { sequence: 8, key: utf8('b'), value: undefined },
    { sequence: 9, key: utf8('c'.repeat(300)), value: new Uint8Array(70_000) },
  ];
  expect(readBatch(writeBatch(7, changes))).toEqual(changes);
});

test('reads the log of a vault that the first program made, to its last change', async () => {
  const { records, isDamaged } = readLogFile(await readFile(`${fixture}000003.log`));
  const changes = records.flatMap(readBatch);
  expect(isDamaged).toBe(false);
  expect(changes.length).toBeGreaterThan(50);
  // Every change has the number after the one before it: none was passed over.
  expect(changes.map(({ sequence }) => sequence)).toEqual(
    changes.map((_each, index) => index + (changes[0]?.sequence ?? 0)),
  );
});
