import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** The text of the QR code in a picture, and its version (1 to 40: how large it is). */
export async function readQrCode(
  picture: string,
): Promise<{ readonly text: string; readonly version: number } | undefined> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const [code] = await readBarcodes(new Uint8Array(await readFile(picture)), {
    formats: ['QRCode'],
  });
  // ISO/IEC 18004: a code of version v has 17 + 4 v modules a side.
  return code && { text: code.text, version: (code.symbol.width - 17) / 4 };
}
