import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '../../../../shared/base/bytes.ts';
import { signBundle } from '../../../../shared/share/bundle-signature.ts';
import { attachBundle } from '../../../../shared/share/pdf-attachment.ts';
import { readByteRange, signedBytes, contentsOf } from '../../../../shared/share/pdf-byte-range.ts';
import { keyThumbprint, type SigningKeys } from '../../../../shared/share/signing-key.ts';
import { verifyShare } from '../../../../shared/share/verify-share.ts';
import {
  aDocument,
  aSignedPdf,
  itWith,
  madeAt,
  offsetsOver,
  runTool,
  someKeys,
  withFlippedBit,
} from './fixtures.ts';

let keys: SigningKeys;
let signed: Bytes;
const folder = mkdtempSync(path.join(tmpdir(), 'phr-share-'));

beforeAll(async () => {
  keys = await someKeys();
  signed = await aSignedPdf(keys);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The path of a file with these bytes, for programs outside of ours. */
function written(name: string, bytes: Bytes): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const verdictOf = (pdf: Bytes) => verifyShare(pdf, { now: madeAt });

describe('a signed PDF', () => {
  it('is unchanged, and tells who made it, when, until when and with which key', async () => {
    expect(await verdictOf(signed)).toMatchObject({
      state: 'unchanged',
      kind: 'pdf',
      madeBy: 'Łucja Ó Briain',
      issued: '2026-11-22T09:30:00Z',
      until: '2026-12-06',
      keyThumbprint: await keyThumbprint(keys.publicKey),
      bundleText: expect.stringContaining('"value":7.0') as string,
    });
  });

  itWith('pdfsig')('is called valid and wholly signed by pdfsig', () => {
    const { output } = runTool('pdfsig', [written('valid.pdf', signed)]);
    expect(output).toContain('Signature is Valid');
    expect(output).toContain('Total document signed');
    expect(output).toContain('ETSI.CAdES.detached');
  });

  itWith('pdfsig')('is called a mismatch by pdfsig after one flipped bit', () => {
    const { output } = runTool('pdfsig', [written('flipped.pdf', withFlippedBit(signed, 900, 0))]);
    expect(output).toContain('Digest Mismatch');
  });

  itWith('qpdf')('is called sound by qpdf', () => {
    const { output, status } = runTool('qpdf', ['--check', written('sound.pdf', signed)]);
    expect(output).toContain('No syntax or stream encoding errors found');
    expect(status).toBe(0);
  });

  itWith('pdfinfo')('keeps the tags, and has a title and a language', async () => {
    const { output } = runTool('pdfinfo', [written('tagged.pdf', signed)]);
    expect(output).toMatch(/Tagged: +yes/);
    expect(output).toMatch(/Title: +Patient summary, Łucja Ó Briain/);
    const document = await PDFDocument.load(signed, { updateMetadata: false });
    expect(document.getLanguage()).toBe('en-GB');
  });

  itWith('pdftotext')('shows readable words where it is signed', () => {
    const { output } = runTool('pdftotext', [written('words.pdf', signed), '-']);
    expect(output).toContain('It proves unchanged, not that it is right.');
  });

  itWith('openssl')('holds a CMS that openssl verifies', () => {
    const range = readByteRange(signed);
    if (range === undefined) throw new Error('no ByteRange');
    const cms = written('cms.der', contentsOf(signed, range) ?? utf8(''));
    const content = written('content.bin', signedBytes(signed, range));
    const args = ['-inform', 'DER', '-in', cms, '-content', content, '-noverify', '-binary'];
    const { output } = runTool('openssl', ['cms', '-verify', ...args, '-out', `${content}.out`]);
    expect(output).toMatch(/Verification successful/i);
  });

  it('is past its end on the day after its last, and not on its last', async () => {
    const at = (time: string) => verifyShare(signed, { now: new Date(time) });
    expect(await at('2026-12-06T23:59:59Z')).toMatchObject({ state: 'unchanged' });
    expect(await at('2026-12-07T00:00:00Z')).toMatchObject({ state: 'past-its-end' });
  });

  it('is noticed as changed wherever one bit is flipped', async () => {
    const unnoticed: number[] = [];
    for (const offset of offsetsOver(signed.length, 150)) {
      const { state } = await verdictOf(withFlippedBit(signed, offset, offset % 8));
      if (state !== 'changed') unnoticed.push(offset);
    }
    expect(unnoticed).toEqual([]);
  });

  it('is noticed as changed where a bit of the place kept for the signature is flipped', async () => {
    const range = readByteRange(signed);
    if (range === undefined) throw new Error('no ByteRange');
    for (let offset = range.contentsStart; offset < range.contentsEnd; offset += 61) {
      const verdict = await verdictOf(withFlippedBit(signed, offset, 5));
      expect(verdict).toMatchObject({ state: 'changed' });
    }
  });

  it('is changed where anything follows the signed part', async () => {
    const longer = new Uint8Array([...signed, 10]);
    expect(await verdictOf(longer)).toMatchObject({
      state: 'changed',
      reason: 'something-appended',
    });
  });

  it('is changed where its signature was taken away', async () => {
    const bundleText = await signBundle(aDocument(), keys);
    const unsigned = await attachBundle(
      await PDFDocument.create().then((document) => document.save()),
      { bundleText, fileName: 'a.json', title: 'a', language: 'en', now: madeAt },
    );
    expect(await verdictOf(unsigned)).toMatchObject({ state: 'changed', reason: 'damaged' });
  });

  it('is changed where the document inside was signed by another key', async () => {
    const bundleText = await signBundle(aDocument(), await someKeys());
    expect(await verdictOf(await aSignedPdf(keys, { bundleText }))).toMatchObject({
      state: 'changed',
      reason: 'attachment-inconsistent',
    });
  });

  it('is changed where the document inside was altered before the PDF was signed', async () => {
    const bundleText = (await signBundle(aDocument(), keys)).replace('Penicillin', 'Nothing');
    expect(await verdictOf(await aSignedPdf(keys, { bundleText }))).toMatchObject({
      state: 'changed',
    });
  });

  it('is not readable where its end is missing', async () => {
    expect(await verdictOf(signed.slice(0, -4000))).toMatchObject({
      state: 'not-readable',
      reason: 'cut-short',
    });
  });

  it('says nothing about a PDF that is not ours', async () => {
    const other = await PDFDocument.create().then((document) => document.save());
    expect(await verdictOf(other)).toMatchObject({
      state: 'not-readable',
      reason: 'not-a-share',
    });
  });

  it('bears no name of the person in its certificate', () => {
    const range = readByteRange(signed);
    const cms = range === undefined ? undefined : contentsOf(signed, range);
    const text = new TextDecoder('latin1').decode(cms);
    expect(text).toContain('Patient-Held Record (self-signed)');
    expect(text).not.toContain('Briain');
  });
});
