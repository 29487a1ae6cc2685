import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Bytes } from '../../shared/base/bytes.ts';
import { makeQrReader } from '../../shared/share/qr-reader.ts';

let reader: ReturnType<typeof makeQrReader> | undefined;

/** The texts of the QR codes in a picture. The reader is loaded when the first picture comes. */
export async function readQr(picture: Bytes): Promise<readonly string[]> {
  reader ??= loaded();
  return (await reader)(picture);
}

async function loaded(): ReturnType<typeof makeQrReader> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  return makeQrReader(new Uint8Array(await readFile(file)).buffer);
}
