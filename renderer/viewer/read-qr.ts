import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url&inline';
import { fromBase64, type Bytes } from '../../shared/base/bytes.ts';
import { makeQrReader } from '../../shared/share/qr-reader.ts';

let reader: ReturnType<typeof makeQrReader> | undefined;

/** The text of the QR code in a picture; `undefined` where none is found. The reader is inside this page: nothing is fetched. */
export async function readQr(picture: Bytes): Promise<readonly string[]> {
  reader ??= makeQrReader(wasmBytes());
  const read = await reader;
  return read(picture);
}

/** The WebAssembly of the reader, out of the `data:` address into which the build put it. */
function wasmBytes(): ArrayBuffer {
  const bytes = fromBase64(wasm.slice(wasm.indexOf(',') + 1));
  if (bytes === undefined) throw new Error('the QR reader is not inside this page');
  return bytes.buffer;
}
