import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import type { Bytes } from '../base/bytes.ts';
import { AppError } from '../base/error.ts';

/** The largest code that cameras read from paper, measured under blur, tilt, creases and noise. */
const largestVersion = 25;
const modulePixels = 8;

/**
 * A writer of QR codes.
 * @param wasm the bytes of `zxing-wasm/writer/zxing_writer.wasm`, handed in because nothing is fetched
 * @returns a function from text to a PNG: error correction M, marked as UTF-8, quiet zone of 4 modules
 * @throws share-card-too-long (the function) where the text needs more than version 25
 * @see ISO/IEC 18004
 */
export async function makeQrWriter(wasm: ArrayBuffer): Promise<(text: string) => Promise<Bytes>> {
  await prepareZXingModule({ overrides: { wasmBinary: wasm }, fireImmediately: true });
  return async (text) => {
    const { image, symbol } = await writeBarcode(text, {
      format: 'QRCode',
      // without the mark, readers guess a character set as soon as one letter is not ASCII
      options: 'ecLevel=M,eci=UTF-8',
      scale: modulePixels,
    });
    if (image === null || versionOf(symbol.width) > largestVersion) {
      throw new AppError('share-card-too-long');
    }
    return new Uint8Array(await image.arrayBuffer());
  };
}

/** A code of version v has 17 + 4 v modules a side. */
function versionOf(modules: number): number {
  return (modules - 17) / 4;
}
