import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromBase64, utf8, type Bytes } from '../../../../../shared/base/bytes.ts';
import { addFiles } from '../../../../../renderer/vault/files/add-files.ts';
import { isLarge, addLarge } from '../../../../../renderer/vault/files/large-file.ts';
import { readableOf } from '../../../../../renderer/vault/files/readable.ts';
import {
  unpackFiles,
  unpackLimits,
  type FoundFile,
} from '../../../../../renderer/vault/files/unpack-files.ts';
import { aBundle, aCondition, aFile, aFilesIntake, aPatient, aVault } from '../builders.ts';

const longFolder = 'l'.repeat(120);
/** A letter in a folder with a name of 120 letters, as GNU tar 1.34 packed it: in its own format, and in POSIX's. */
const byGnuTar = {
  gnu: 'H4sIAAAAAAACA+3UPw6CMByG4R6lJ4D+hdXBwQEOwUAMkUCCmHgkPQcXExgcJOKEir7P0ubXLk3zfUEYhJukrvZJUR3EMlQvcm5ce4+r0rG578e51pGyQibiDU7HNmukFE1dt3P3Xp2vVPkhocC//P8Q6tj7p/kf9tpr4611bphbF1ktpCf/iwu+oP+Niqf9b+j/n+7/tLtWRXdp8qA9t/Twr/f/XP6V9pP+N7GQivwvbpv3r0+bo9xlZU4cAAAAAAAAAAAAgFW7AZpshUAAKAAA',
  pax: 'H4sIAAAAAAACA+3VSw6CMBQF0Dd2FV0B9Pdw5MwBExK30MQmmhA1pSYsSdfBxoQ4EuNnYonhnkkJZUDzuJcs37i29G7rQ5PXvyF7hbUk78ar1NKQYqXZGGuH+0YzGxItJXBuogv9q9A8KaPEycXdqp5IviCYTooRDxlfMr/M/3D9mP+i/yxJcMr8h+Mxvnvu0/74cJj/9/2vx/M3qmD0f5L+t3bi/q+662HfXYLPYhvxM5hh/qXip/7XSxIyZf5n2v9r74KoQiNKV3vEAQAAAAAAAAAAAAAAAOCv3QDaRR+iACgAAA==',
};

describe('a tar file', () => {
  it.each(['gnu', 'pax'] as const)('that tar itself packed gives what is in it: %s', async (by) => {
    const packed = fromBase64(byGnuTar[by]) ?? new Uint8Array();
    expect(await found(packed)).toEqual([[`all.tar/${longFolder}/Ménière.txt`, 'text']]);
  });

  it('gives its files, gzipped or not, and says of a link that it is none', async () => {
    const inner = aTar([{ name: 'letter.txt', content: 'Dear Mrs Hale' }]);
    const tar = aTar([
      { name: './export/', type: '5' },
      { name: './export/Patient.json', content: '{"resourceType":"Patient"}' },
      { name: 'export/passwords', type: '2' },
      { name: '._litter', content: 'litter' },
      { name: 'x'.repeat(90), prefix: '../2024', content: 'Dear Mrs Hale' },
      { name: 'inner.tgz', content: gzipSync(inner) },
    ]);
    for (const bytes of [tar, gzipSync(tar)]) {
      expect(await found(bytes)).toEqual([
        ['all.tar/export/Patient.json', 'json'],
        ['all.tar/export/passwords', 'file-unknown-kind'],
        [`all.tar/../2024/${'x'.repeat(90)}`, 'text'],
        ['all.tar/inner.tgz/letter.txt', 'text'],
      ]);
    }
  });

  it('of a bulk export is one source, whose parts find one another', async () => {
    const { vault } = await aVault();
    const lines = (...all: object[]) => all.map((one) => JSON.stringify(one)).join('\n');
    const tar = aTar([
      {
        name: 'Condition.ndjson',
        content: lines(aCondition('c1', 'Gout'), aCondition('c2', 'Flu')),
      },
      { name: 'Patient.ndjson', content: lines(aPatient()) },
    ]);
    await addFiles(vault, [aFile(new Uint8Array(gzipSync(tar)), 'export.tgz')], aFilesIntake);
    expect([...vault.state.sources.values()]).toMatchObject([
      { name: 'export.tgz', state: 'complete', received: { Condition: 2, Patient: 1 } },
    ]);
  });

  it('that is not whole, or not as it was packed, gives nothing of it', async () => {
    const tar = aTar([
      { name: 'a.txt', content: 'first' },
      { name: 'b.txt', content: 'second' },
    ]);
    expect(await found(tar.subarray(0, 512 * 3))).toEqual([['all.tar', 'file-truncated']]);
    expect(await found(tar.subarray(0, -512))).toEqual([['all.tar', 'file-truncated']]);
    const damaged = new Uint8Array(tar);
    damaged[512 * 2] = 0x7a;
    expect(await found(damaged)).toEqual([['all.tar', 'file-damaged']]);
    const gzip = new Uint8Array(gzipSync(tar));
    expect(await found(gzip.subarray(0, -9))).toEqual([['all.tar', 'file-truncated']]);
    gzip[gzip.length - 8] = (gzip[gzip.length - 8] ?? 0) ^ 1;
    expect(await found(gzip)).toEqual([['all.tar', 'file-damaged']]);
  });

  it.each(['abc', '99999999999999999999', '-1'])(
    'whose extended header claims a size of %s is damaged',
    async (size) => {
      const header = { name: 'h', type: 'x', content: paxRecord(`size=${size}`) };
      const tar = aTar([header, { name: 'a.txt', content: 'first' }]);
      expect(await found(tar)).toEqual([['all.tar', 'file-damaged']]);
    },
  );

  it('gives what is called as a folder and holds something', async () => {
    const tar = aTar([{ name: 'old/' }, { name: 'full/', content: 'Dear Mrs Hale' }]);
    expect(await found(tar)).toEqual([['all.tar/full', 'text']]);
  });

  it('takes a path from whichever of several headers before a file says one, and no endless row of them', async () => {
    const file = { name: 'a.txt', content: 'first' };
    const one = { name: 'h', type: 'x', content: paxRecord('path=b.txt') };
    const others = Array.from({ length: 99 }, (_, at) => {
      const content = paxRecord(`comment=${String(at).padStart(2, '0')}`);
      return { name: 'h', type: 'x', content };
    });
    expect(await found(aTar([one, ...others, file]))).toEqual([['all.tar/b.txt', 'text']]);
    const endless = aTar([one, one, ...others, file]);
    expect(await found(endless)).toEqual([['all.tar', 'file-damaged']]);
  });

  it('with nothing in it is empty', async () => {
    expect(await found(aTar([{ name: 'export/', type: '5' }]))).toEqual([
      ['all.tar', 'file-empty'],
    ]);
  });

  it('is refused where it holds more than it may, swells beyond all measure or lies in too many others', async () => {
    const content = 'Dear Mrs Hale';
    const three = aTar(['a', 'b', 'c'].map((name) => ({ name, content })));
    const refused = [['all.tar', 'file-bomb']];
    expect(await found(three, { ...unpackLimits, files: 2 })).toEqual(refused);
    expect(await found(gzipSync(three), { ...unpackLimits, bytes: 1000 })).toEqual(refused);
    expect(await found(three, { ...unpackLimits, bytes: 1000 })).toEqual([
      ['all.tar', 'file-too-large'],
    ]);
    let nested: Bytes = utf8(content);
    for (let depth = 0; depth < 6; depth += 1) nested = aTar([{ name: 'n', content: nested }]);
    const [[, outcome] = []] = await found(nested);
    expect(outcome).toBe('file-bomb');
  });

  it('gives JSON that is too large to be held whole as it streams, and refuses anything else so large', async () => {
    const record = aBundle([aPatient(), aCondition('c1', 'Gout')]);
    const tar = aTar([
      { name: 'first.txt', content: 'small' },
      { name: 'record.json', content: record },
      { name: 'letter.txt', content: 'Dear Mrs Hale'.repeat(20) },
    ]);
    for (const bytes of [tar, gzipSync(tar)]) {
      const files = await foundFiles(bytes, { ...unpackLimits, fileBytes: 100 });
      expect(files.map(whatOf)).toEqual([
        ['all.tar/first.txt', 'text'],
        ['all.tar/record.json', 'json'],
        ['all.tar/letter.txt', 'file-too-large'],
      ]);
      const [, file] = files;
      if (file === undefined || 'refused' in file) throw new Error('not found');
      const { vault } = await aVault();
      expect(await isLarge(file)).toBe(true);
      expect(await addLarge(vault, file, aFilesIntake)).toMatchObject({ stored: { added: 2 } });
    }
  });
});

type Member = {
  readonly name: string;
  readonly prefix?: string;
  readonly type?: string;
  readonly content?: string | Uint8Array;
};

/** A tar as POSIX has it. */
function aTar(members: readonly Member[]): Bytes {
  const blocks = members.flatMap(({ content = '', ...header }) => {
    const bytes = Buffer.from(content);
    return [headerOf({ ...header, size: bytes.length }), bytes, padding(bytes.length)];
  });
  return new Uint8Array(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function headerOf({
  name,
  prefix = '',
  type = '0',
  size,
}: Member & { readonly size: number }): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 'utf8');
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write(`        ${type}`, 148);
  header.write('ustar\u000000', 257);
  header.write(prefix, 345, 'utf8');
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function padding(length: number): Buffer {
  return Buffer.alloc((512 - (length % 512)) % 512);
}

function paxRecord(words: string): string {
  const length = words.length + 4;
  return `${String(length)} ${words}\n`;
}

async function found(bytes: Uint8Array, limits = unpackLimits) {
  return (await foundFiles(bytes, limits)).map(whatOf);
}

async function foundFiles(bytes: Uint8Array, limits: typeof unpackLimits) {
  const all: FoundFile[] = [];
  const content = readableOf(new Uint8Array(bytes));
  for await (const one of unpackFiles([{ name: 'all.tar', content }], limits)) all.push(one);
  return all;
}

function whatOf(file: FoundFile) {
  return [file.path, 'refused' in file ? file.refused : file.kind];
}
