import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../../../shared/base/bytes.ts';
import { makeQrReader } from '../../../../shared/share/qr-reader.ts';
import { makeQrWriter } from '../../../../shared/share/qr-writer.ts';
import { composeTextCard, maxCardBytes } from '../../../../shared/share/text-card.ts';
import { verifyShare } from '../../../../shared/share/verify-share.ts';
import { aCardContent, itWith, madeAt, runTool, someKeys, wasmOf } from './fixtures.ts';

let writeQr: (text: string) => Promise<Bytes>;
let readQr: (picture: Bytes) => Promise<readonly string[]>;
const folder = mkdtempSync(path.join(tmpdir(), 'phr-qr-'));

beforeAll(async () => {
  writeQr = await makeQrWriter(wasmOf('zxing-wasm/writer/zxing_writer.wasm'));
  readQr = await makeQrReader(wasmOf('zxing-wasm/reader/zxing_reader.wasm'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Width of a PNG in pixels. @see PNG section 11.2.2 */
const widthOf = (png: Bytes) => new DataView(png.buffer).getUint32(16);

describe('the QR code of a card', () => {
  it('is read back letter by letter, and its card is unchanged', async () => {
    const { text } = await composeTextCard(aCardContent(), await someKeys());
    const png = await writeQr(text);
    expect(await readQr(png)).toEqual([text]);
    expect(await verifyShare(png, { now: madeAt, readQr })).toMatchObject({
      state: 'unchanged',
      kind: 'text-card',
      madeBy: 'Łucja Ó Briain',
    });
  });

  itWith('zbarimg')('is read by zbarimg byte for byte, letters beyond ASCII too', async () => {
    const { text } = await composeTextCard(aCardContent(), await someKeys());
    const file = path.join(folder, 'card.png');
    writeFileSync(file, await writeQr(text));
    const { output } = runTool('zbarimg', [
      '--quiet',
      '--raw',
      '-Sdisable',
      '-Sqrcode.enable',
      file,
    ]);
    expect(output).toContain(text);
  });

  it('is at most version 25, 8 pixels a module with a quiet zone of 4, for the longest card', async () => {
    // letters and digits mixed, so that no shorter mode of the code applies
    const png = await writeQr('é' + 'aB3-'.repeat(maxCardBytes).slice(0, maxCardBytes - 2));
    expect(widthOf(png)).toBe((17 + 4 * 25 + 2 * 4) * 8);
  });

  it('is refused above version 25', async () => {
    await expect(writeQr('aB3-'.repeat(260))).rejects.toMatchObject({
      code: 'share-card-too-long',
    });
  });

  it('is not readable where a picture holds none', async () => {
    const blank = await writeQr('not a card');
    expect(await verifyShare(blank, { now: madeAt, readQr })).toMatchObject({
      state: 'not-readable',
      reason: 'not-a-share',
    });
    expect(await verifyShare(blank.slice(0, 200), { now: madeAt, readQr })).toMatchObject({
      state: 'not-readable',
    });
  });
});
