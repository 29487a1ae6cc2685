import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Bytes } from '../base/bytes.ts';

/**
 * A reader of QR codes in pictures (PNG, JPEG and what else zxing decodes).
 * @param wasm the bytes of `zxing-wasm/reader/zxing_reader.wasm`, handed in because nothing is fetched
 * @returns a function from a picture to the texts of all codes in it
 */
export async function makeQrReader(
  wasm: ArrayBuffer,
): Promise<(picture: Bytes) => Promise<readonly string[]>> {
  await prepareZXingModule({ overrides: { wasmBinary: wasm }, fireImmediately: true });
  return async (picture) => {
    const codes = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
    return codes.filter((code) => code.isValid).map((code) => code.text);
  };
}
