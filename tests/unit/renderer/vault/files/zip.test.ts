import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromUtf8, utf8, type Bytes } from '../../../../../shared/base/bytes.ts';
import { readableOf, type Readable } from '../../../../../renderer/vault/files/readable.ts';
import { openMember, zipMembers } from '../../../../../renderer/vault/files/zip.ts';

const own = (bytes: Uint8Array): Bytes => Uint8Array.from(bytes);
const gibibyte = 1024 ** 3;

async function read(zip: Readable): Promise<(readonly [string, string])[]> {
  const read: (readonly [string, string])[] = [];
  for (const member of await zipMembers(zip)) {
    read.push([member.path, fromUtf8(await openMember(zip, member))]);
  }
  return read;
}

/** Numbers, each as `[bytes, value]`, little end first. */
function fields(...numbers: readonly (readonly [2 | 4 | 8, number])[]): Bytes {
  return concatBytes(
    ...numbers.map(([length, value]) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, BigInt(value), true);
      return new Uint8Array(view.buffer, 0, length);
    }),
  );
}

const most16 = 0xffff;
const most32 = 0xffffffff;

/** A ZIP64 of one stored file, every number of it in the fields for long archives; `before` it lie so many bytes. */
function zip64(content: string, crc: number, before = 0): Bytes {
  const [name, bytes] = [utf8('a.json'), utf8(content)];
  const common = fields([2, 0], [2, 0], [4, 0], [4, crc], [4, most32], [4, most32]);
  const sizes = fields([8, bytes.length], [8, bytes.length]);
  const local = concatBytes(
    fields([4, 0x04034b50], [2, 45]),
    common,
    fields([2, name.length], [2, 20]),
    name,
    fields([2, 1], [2, 16]),
    sizes,
    bytes,
  );
  const central = concatBytes(
    fields([4, 0x02014b50], [2, 45], [2, 45]),
    common,
    fields([2, name.length], [2, 28], [2, 0], [2, 0], [2, 0], [4, 0], [4, most32]),
    name,
    fields([2, 1], [2, 24]),
    sizes,
    fields([8, before]),
  );
  const start = before + local.length;
  const end64 = fields(
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, 45],
      [2, 45],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, 1],
      [8, 1],
      [8, central.length],
      [8, start],
    ] as const),
  );
  const ends = fields(
    ...([
      [4, 0x07064b50],
      [4, 0],
      [8, start + central.length],
      [4, 1],
    ] as const),
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, most16],
      [2, most16],
      [4, most32],
      [4, most32],
      [2, 0],
    ] as const),
  );
  return concatBytes(local, central, end64, ends);
}

/** CRC-32 of `{"a":1}`, as Python's zlib says. */
const crcOfA = 0x561bacaf;

/** A file whose first `before` bytes are nothing, without their taking any room. */
function after(before: number, bytes: Bytes): Readable {
  return {
    size: before + bytes.length,
    read: (from, to) => {
      const zeros = new Uint8Array(Math.max(0, Math.min(to, before) - from));
      const rest = bytes.subarray(Math.max(0, from - before), Math.max(0, to - before));
      return Promise.resolve(concatBytes(zeros, rest));
    },
  };
}

describe('a ZIP', () => {
  it('of the kind for long archives is read', async () => {
    expect(await read(readableOf(zip64('{"a":1}', crcOfA)))).toEqual([['a.json', '{"a":1}']]);
  });

  it('whose files lie beyond 4 GiB is read, a few bytes at a time', async () => {
    const before = 5 * gibibyte;
    const far = after(before, zip64('{"a":1}', crcOfA, before));
    let most = 0;
    const watched = (from: number, to: number) => {
      most = Math.max(most, to - from);
      return far.read(from, to);
    };
    expect(await read({ size: far.size, read: watched })).toEqual([['a.json', '{"a":1}']]);
    expect(most).toBeLessThanOrEqual(200_000);
  });

  it('of the kind for long archives whose end was cut is told as cut', async () => {
    const zip = zip64('{"a":1}', crcOfA);
    for (const missing of [1, 22, 30, 42, 100]) {
      await expect(read(readableOf(zip.subarray(0, -missing)))).rejects.toMatchObject({
        code: 'file-truncated',
      });
    }
  });

  it.each([
    [
      'the letters of DOS, where it says nothing',
      [0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72],
      0,
      'Müller',
    ],
    ['UTF-8 where it says nothing', [...utf8('Müller')], 0, 'Müller'],
    ['UTF-8 where it says so', [...utf8('Müller')], 0x800, 'Müller'],
  ])('has its names in %s', async (_, name, flags, expected) => {
    const zip = own(zipSync({ ['x'.repeat(name.length)]: utf8('Dear') }, { level: 0 }));
    const view = new DataView(zip.buffer);
    const directory = Buffer.from(zip).indexOf('PK\u0001\u0002');
    zip.set(name, 30);
    zip.set(name, directory + 46);
    for (const at of [6, directory + 8]) view.setUint16(at, flags, true);
    expect(await read(readableOf(zip))).toEqual([[expected, 'Dear']]);
  });

  it('that was cut behind a whole ZIP inside it is told as cut, and not taken for that one', async () => {
    const inner = own(zipSync({ 'inner.json': utf8('{}') }, { level: 0 }));
    const outer = own(zipSync({ 'inner.zip': inner, 'b.json': utf8('{"b":1}') }, { level: 0 }));
    const cut = outer.subarray(0, outer.length - 150);
    expect(Buffer.from(cut).includes('PK\u0005\u0006')).toBe(true);
    await expect(read(readableOf(cut))).rejects.toMatchObject({ code: 'file-truncated' });
  });

  it.each([0, 1, 2])('whose end counts %i of its three files is told as cut', async (count) => {
    const files = { 'a.json': utf8('{}'), 'b.json': utf8('{}'), 'c.json': utf8('{}') };
    const zip = own(zipSync(files, { level: 0 }));
    const view = new DataView(zip.buffer);
    for (const at of [8, 10]) view.setUint16(zip.length - 22 + at, count, true);
    await expect(zipMembers(readableOf(zip))).rejects.toMatchObject({ code: 'file-truncated' });
  });

  it('of the kind for long archives whose end counts too few files is told as cut', async () => {
    const zip = zip64('{"a":1}', crcOfA);
    const view = new DataView(zip.buffer);
    for (const at of [24, 32]) view.setBigUint64(zip.length - 98 + at, 0n, true);
    await expect(zipMembers(readableOf(zip))).rejects.toMatchObject({ code: 'file-truncated' });
  });

  it('with a signature behind its directory is read', async () => {
    const zip = own(zipSync({ 'a.json': utf8('{}') }, { level: 0 }));
    const end = zip.slice(-22);
    const view = new DataView(end.buffer);
    view.setUint32(12, view.getUint32(12, true) + 9, true);
    const signature = concatBytes(fields([4, 0x05054b50], [2, 3]), utf8('abc'));
    const signed = concatBytes(zip.subarray(0, -22), signature, end);
    expect(await read(readableOf(signed))).toEqual([['a.json', '{}']]);
  });

  it('leaves out folders, and gives what is called as one and holds something', async () => {
    const files = { 'empty/': utf8(''), 'full/': utf8('Dear') };
    const zip = own(zipSync(files, { level: 0 }));
    expect(await read(readableOf(zip))).toEqual([['full', 'Dear']]);
  });

  it('says two files of one name, and both are read', async () => {
    const zip = own(zipSync({ 'a.txt': utf8('one'), 'b.txt': utf8('two') }, { level: 0 }));
    const renamed = Uint8Array.from(Buffer.from(zip), (byte) => (byte === 0x62 ? 0x61 : byte));
    expect(await read(readableOf(renamed))).toEqual([
      ['a.txt', 'one'],
      ['a.txt', 'two'],
    ]);
  });

  it('without an end is given up without reading the whole of it', async () => {
    let most = 0;
    const endless: Readable = {
      size: 4 * gibibyte,
      read: (from, to) => {
        most = Math.max(most, to - from);
        return Promise.resolve(new Uint8Array(Math.min(to - from, 1024 * 1024)));
      },
    };
    await expect(zipMembers(endless)).rejects.toMatchObject({ code: 'file-truncated' });
    expect(most).toBeLessThan(200_000);
  });
});
