import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '../../../../../shared/base/bytes.ts';
import { isLarge, addLarge } from '../../../../../renderer/vault/files/large-file.ts';
import { readFound } from '../../../../../renderer/vault/files/read-part.ts';
import { readableOf } from '../../../../../renderer/vault/files/readable.ts';
import { recognise } from '../../../../../renderer/vault/files/recognise.ts';
import {
  unpackFiles,
  unpackLimits,
  type FoundFile,
} from '../../../../../renderer/vault/files/unpack-files.ts';
import { aBundle, aCondition, aFilesIntake, aPatient, aVault } from '../builders.ts';

const reading = { ...aFilesIntake, now: new Date('2026-11-22T09:00:00Z') };
/** A text that does not shrink to nothing. */
const longText = Array.from({ length: 1000 }, (_, at) => String(at * at)).join(' ');

describe('a file is recognised by its content', () => {
  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['{"resourceType":"Patient"}', 'json'],
    ['\ufeff[{"resourceType":"Patient"}]', 'json'],
    ['{"resourceType":"Patient"}\n{"resourceType":"Condition"}\n', 'ndjson'],
    ['{\n "resourceType":"Bundle",\n "entry":[{"a":{}\n},\n{"b":{}}]}', 'json'],
    ['<Patient xmlns="http://hl7.org/fhir"/>', 'fhir-xml'],
    ['<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>', 'ccda'],
    ['<!doctype html><p>Dear Mrs Hale', 'html'],
    ['<?xml version="1.0"?><kml/>', 'unknown'],
    ['{"verifiableCredential": ["eyJ6aXAiOiJERUYi"]}', 'health-card'],
    ['shc:/567629095243206034602924', 'health-card'],
    ['https://viewer.example/#shlink:/eyJ1cmwi', 'health-link'],
    ['Your link is shlink:/eyJ1cmwi and it ends soon', 'text'],
    ['HEALTH SUMMARY: Margaret Hale\nNHS', 'text-card'],
    ['{\\rtf1 Dear Mrs Hale}', 'rtf'],
    ['Dear Mrs Hale,\r\n', 'text'],
    ['%PDF-1.7\n', 'pdf'],
    [`${'\0'.repeat(128)}DICM`, 'dicom'],
    ['age-encryption.org/v1\n-> X25519 ', 'backup'],
  ])('%j is %s', (text, kind) => {
    expect(recognise(utf8(text))).toBe(kind);
  });

  it.each([
    [[0x89, 0x50, 0x4e, 0x47], 'image'],
    [[0xff, 0xd8, 0xff, 0xe0], 'image'],
    [[0x49, 0x49, 0x2a, 0x00], 'image'],
    [[0x1f, 0x8b, 8], 'gzip'],
    [[0xd0, 0xcf, 0x11, 0xe0], 'office'],
    [[0x00, 0x01, 0x02], 'unknown'],
    // A letter in the character set of old Windows programs: "Ménière".
    [[0x4d, 0xe9, 0x6e, 0x69, 0xe8, 0x72, 0x65], 'text'],
  ])('%j is %s', (bytes, kind) => {
    expect(recognise(Uint8Array.from(bytes))).toBe(kind);
  });

  it('a word processor’s letter is no ZIP to be unpacked', () => {
    const docx = zipSync({
      '[Content_Types].xml': utf8('<Types/>'),
      'word/document.xml': utf8('<w/>'),
    });
    expect(recognise(own(docx))).toBe('office');
    expect(recognise(own(zipSync({ 'a.json': utf8('{}') })))).toBe('zip');
  });
});

describe('packed files', () => {
  it('give what is in them, with their folders, packed ones within too', async () => {
    const inner = zipSync({ 'letter.txt': utf8('Dear Mrs Hale') });
    const zip = zipSync({
      '2024/patient.json': utf8('{"resourceType":"Patient"}'),
      'inner.zip': inner,
      'packed.txt.gz': gzipSync('Dear Mrs Hale'),
      '__MACOSX/._patient.json': utf8('litter'),
    });
    expect(await found('all.zip', zip)).toEqual([
      ['all.zip/2024/patient.json', 'json'],
      ['all.zip/inner.zip/letter.txt', 'text'],
      ['all.zip/packed.txt.gz', 'text'],
    ]);
  });

  it('that are damaged in one place lose only what lay there', async () => {
    const zip = zipSync({ 'a.txt': utf8('first'), 'b.txt': utf8('second') }, { level: 0 });
    const damaged = own(zip);
    damaged[Buffer.from(damaged).indexOf('second')] = 0x53;
    expect(await found('all.zip', damaged)).toEqual([
      ['all.zip/a.txt', 'text'],
      ['all.zip/b.txt', 'file-damaged'],
    ]);
  });

  it('that are locked with a password say so', async () => {
    const zip = own(zipSync({ 'a.txt': utf8('first') }));
    const directory = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    zip[directory + 8] = 1;
    expect(await found('all.zip', zip)).toEqual([['all.zip/a.txt', 'file-encrypted']]);
  });

  it('that end in the middle are told', async () => {
    const zip = own(zipSync({ 'a.txt': utf8('first') }));
    expect(await found('all.zip', zip.subarray(0, -12))).toEqual([['all.zip', 'file-truncated']]);
    const gzip = own(gzipSync('x'.repeat(100_000)));
    expect(await found('a.gz', gzip.subarray(0, 60))).toEqual([['a.gz', 'file-truncated']]);
  });

  it('that shrank as much as one packing can are taken: a scan of white pages is no bomb', async () => {
    const white = new Uint8Array(80 * 1024 * 1024);
    white.set(utf8('BM0000\0\0\0\0'));
    expect(await found('scan.zip', zipSync({ 'scan.bmp': white }))).toEqual([
      ['scan.zip/scan.bmp', 'image'],
    ]);
    expect(await found('scan.gz', gzipSync(white))).toEqual([['scan.gz', 'image']]);
  });

  it('that are packed several times over, to swell beyond all measure, are refused', async () => {
    const zeros = new Uint8Array(80 * 1024 * 1024);
    const twice = zipSync({ 'inner.zip': zipSync({ 'a.txt': zeros }) });
    expect(await found('bomb.zip', twice)).toEqual([['bomb.zip/inner.zip/a.txt', 'file-bomb']]);
    expect(await found('bomb.gz', gzipSync(gzipSync(zeros)))).toEqual([['bomb.gz', 'file-bomb']]);
  });

  it('whose directory names the same bytes again and again are refused', async () => {
    const zip = own(zipSync({ 'a.txt': new Uint8Array(30 * 1024 * 1024) }));
    expect((await found('bomb.zip', namingAgain(zip, 5))).at(-1)).toEqual([
      'bomb.zip/a.txt',
      'file-bomb',
    ]);
  });

  it('that hold more than they may are refused', async () => {
    const three = zipSync({ a: utf8('first'), b: utf8('second'), c: utf8('third') });
    expect(await found('all.zip', three, { ...unpackLimits, files: 2 })).toEqual([
      ['all.zip/a', 'text'],
      ['all.zip/b', 'text'],
      ['all.zip', 'file-bomb'],
    ]);
    expect(await found('all.zip', three, { ...unpackLimits, bytes: 8 })).toEqual([
      ['all.zip/a', 'text'],
      ['all.zip/b', 'file-bomb'],
      ['all.zip/c', 'file-bomb'],
    ]);
  });

  it('hold JSON that is too large to be held whole as it streams, and refuse anything else so large', async () => {
    const record = aBundle([aPatient(), aCondition('c1', 'Gout')]);
    const zip = own(
      zipSync({
        'record.json': utf8(record),
        'plain.json': [utf8(record), { level: 0 }],
        'letter.txt': utf8('Dear Mrs Hale'.repeat(20)),
        'small.txt': utf8('Dear Mrs Hale'),
      }),
    );
    const limits = { ...unpackLimits, fileBytes: 100 };
    const files = await foundFiles('all.zip', zip, limits);
    expect(files.map(whatOf)).toEqual([
      ['all.zip/record.json', 'json'],
      ['all.zip/plain.json', 'json'],
      ['all.zip/letter.txt', 'file-too-large'],
      ['all.zip/small.txt', 'text'],
    ]);
    for (const file of files.slice(0, 2)) {
      const { vault } = await aVault();
      if ('refused' in file) throw new Error(file.refused);
      expect(await isLarge(file)).toBe(true);
      expect(await addLarge(vault, file, aFilesIntake)).toMatchObject({ stored: { added: 2 } });
    }
  });

  it('store nothing of large JSON that is not what was put in', async () => {
    const long = aBundle([aPatient(), aCondition('c1', 'x'.repeat(300_000))]);
    const zip = own(zipSync({ 'record.json': utf8(long) }));
    const directory = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(zip.buffer).setUint32(directory + 16, 7, true);
    const [file] = await foundFiles('all.zip', zip, { ...unpackLimits, fileBytes: 100 });
    const { vault } = await aVault();
    if (file === undefined || 'refused' in file) throw new Error('not found');
    await expect(addLarge(vault, file, aFilesIntake)).rejects.toMatchObject({
      code: 'file-damaged',
    });
    expect(vault.state.entries.size).toBe(0);
  });

  it('that lie ever deeper in one another are refused', async () => {
    let nested: Bytes = utf8('Dear Mrs Hale');
    for (let depth = 0; depth < 6; depth += 1) nested = own(zipSync({ n: nested }));
    const [[, outcome] = []] = await found('n.zip', nested);
    expect(outcome).toBe('file-bomb');
  });

  it.each([
    ['calls a file shorter than it is', 24, 10],
    ['calls a file longer than it is', 24, 5000],
    ['names fewer packed bytes than there are', 20, 10],
  ])('whose directory %s lose that file, as damaged', async (_what, field, claimed) => {
    const zip = own(zipSync({ 'a.txt': utf8(longText), 'b.txt': utf8('second') }));
    const directory = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(zip.buffer).setUint32(directory + field, claimed, true);
    expect(await found('all.zip', zip)).toEqual([
      ['all.zip/a.txt', 'file-damaged'],
      ['all.zip/b.txt', 'text'],
    ]);
  });

  it('of gzip are told as damaged where a check fails or something follows, and as cut where they are', async () => {
    const gzip = own(gzipSync(longText));
    const wrong = (at: number) => gzip.map((byte, place) => (place === at ? byte ^ 1 : byte));
    const [crc, length] = [wrong(gzip.length - 8), wrong(gzip.length - 4)];
    const followed = own(Buffer.concat([gzip, utf8('garbage')]));
    for (const damaged of [crc, length, followed]) {
      expect(await found('a.gz', damaged)).toEqual([['a.gz', 'file-damaged']]);
    }
    expect(await found('a.gz', gzip.subarray(0, -1))).toEqual([['a.gz', 'file-truncated']]);
  });

  it('are not kept as a letter where no letter could be so long', async () => {
    const zeros = new Uint8Array(70 * 1024 * 1024).fill('0'.charCodeAt(0));
    expect(await found('zeros.gz', gzipSync(zeros, { level: 1 }))).toEqual([
      ['zeros.gz', 'file-too-large'],
    ]);
    const content = { size: zeros.length, read: () => Promise.reject(new Error('not read')) };
    await expect(
      readFound({ path: 'zeros', kind: 'text', content, gzipped: false }, reading),
    ).rejects.toMatchObject({ code: 'file-too-large' });
  });
});

/** Each file that came out, with its kind, or with why it did not. */
async function found(name: string, bytes: Uint8Array, limits = unpackLimits) {
  return (await foundFiles(name, bytes, limits)).map(whatOf);
}

async function foundFiles(name: string, bytes: Uint8Array, limits = unpackLimits) {
  const all: FoundFile[] = [];
  for await (const one of unpackFiles([{ name, content: readableOf(own(bytes)) }], limits)) {
    all.push(one);
  }
  return all;
}

function whatOf(file: FoundFile) {
  return [file.path, 'refused' in file ? file.refused : file.kind];
}

function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

/** A ZIP whose directory lists its only file so many times. */
function namingAgain(zip: Bytes, times: number): Bytes {
  const whole = Buffer.from(zip);
  const directory = whole.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const end = whole.indexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entry = whole.subarray(directory, end);
  const tail = Buffer.from(whole.subarray(end));
  tail.writeUInt16LE(times, 8);
  tail.writeUInt16LE(times, 10);
  tail.writeUInt32LE(entry.length * times, 12);
  const entries = Array.from({ length: times }, () => entry);
  return own(Buffer.concat([whole.subarray(0, directory), ...entries, tail]));
}
