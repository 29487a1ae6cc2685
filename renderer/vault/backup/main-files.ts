import { createSHA256 } from 'hash-wasm';
import type { Bytes } from '../../../shared/base/bytes.ts';
import { valueOf } from '../../../shared/base/result.ts';
import type { MainBridge } from '../api/vault-api.ts';

/** Files cross to the main process in pieces of this size. */
const pieceLength = 1024 * 1024;

/** What was written, to compare it with what can be read back. */
export type Written = { readonly bytes: number; readonly sha256: string };

/** Writes into a file that main has begun; where something fails it is as if the file was never begun. */
export async function writeFile(
  main: MainBridge,
  id: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Written> {
  const hash = await createSHA256();
  let bytes = 0;
  try {
    for await (const piece of gathered(content)) {
      hash.update(piece);
      bytes += piece.length;
      valueOf(await main('stream:write', { id, bytes: piece }));
    }
    valueOf(await main('stream:finish', { id }));
  } catch (thrown) {
    await main('stream:cancel', { id });
    throw thrown;
  }
  return { bytes, sha256: hash.digest() };
}

/** Length and hash of a file that main has opened, as it lies on the disk. */
export async function readBack(main: MainBridge, id: string): Promise<Written> {
  const hash = await createSHA256();
  let bytes = 0;
  for await (const piece of filePieces(main, id)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest() };
}

/** A file that main has opened, from its beginning; it may be read more than once. `told`: how many bytes were read. */
export async function* filePieces(
  main: MainBridge,
  id: string,
  told: (bytes: number) => void = () => undefined,
): AsyncGenerator<Bytes> {
  for (let at = 0; ;) {
    const piece = valueOf(await main('stream:read', { id, at, length: pieceLength }));
    if (piece.length === 0) return;
    at += piece.length;
    told(at);
    yield piece;
  }
}

/** Bytes in pieces of one length, so that each crossing carries much. */
async function* gathered(content: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
  let piece = new Uint8Array(pieceLength);
  let length = 0;
  for await (const bytes of content) {
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + pieceLength - length);
      piece.set(part, length);
      from += part.length;
      length += part.length;
      if (length === pieceLength) {
        yield piece;
        piece = new Uint8Array(pieceLength);
        length = 0;
      }
    }
  }
  if (length > 0) yield piece.slice(0, length);
}
