import { Decrypter, Encrypter } from 'age-encryption';
import { AppError, type ErrorCode } from '../../../shared/base/error.ts';
import { fromUtf8, utf8, type Bytes } from '../../../shared/base/bytes.ts';

/** Bytes that are fetched piece by piece; an empty piece is the end. */
export type Pieces = AsyncIterable<Bytes>;

const versionLine = 'age-encryption.org/v1\n';
const nonceLength = 16;
/** The payload is sealed in chunks, each with a tag. */
export const chunkLength = 64 * 1024;
const sealedChunk = chunkLength + 16;

/** Encrypts to an age recipient, piece by piece. @see https://age-encryption.org/v1 */
export async function* encrypted(recipient: string, plain: Pieces): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  yield* piecesOf(await encrypter.encrypt(streamOf(plain)));
}

/**
 * Decrypts what `encrypted` made. Bytes are given out as they are found true; only the end tells that nothing is missing.
 * @throws backup-not-readable where it is no age file
 * @throws backup-wrong-code where it is for somebody else
 * @throws backup-truncated where its length is none that a backup has, backup-damaged where something else is wrong
 */
export async function* decrypted(identity: string, cipher: Pieces): AsyncGenerator<Bytes> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const source = counted(cipher);
  try {
    // What the library gives out lies in plain ArrayBuffers.
    yield* piecesOf(await decrypter.decrypt(streamOf(source.pieces()))) as AsyncGenerator<Bytes>;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError(await meaningOf(thrown, source), { cause: thrown });
  }
}

/** Plain bytes are filled up to whole chunks (`zip.ts`), so a length that is not one of whole chunks was cut. */
async function meaningOf(thrown: unknown, source: Counted): Promise<ErrorCode> {
  const isForOthers = thrown instanceof Error && thrown.message.includes('no identity matched');
  if (isForOthers) return 'backup-wrong-code';
  const { payload, length } = await source.rest();
  const isWhole = payload !== undefined && (length - payload) % sealedChunk === 0;
  return isWhole ? 'backup-damaged' : 'backup-truncated';
}

type Counted = {
  pieces(): AsyncGenerator<Bytes>;
  /** Where the payload begins, if the header has an end, and the length of all, once the rest was read. */
  rest(): Promise<{ readonly payload: number | undefined; readonly length: number }>;
};

function counted(cipher: Pieces): Counted {
  const source = cipher[Symbol.asyncIterator]();
  let payload: number | undefined;
  let length = 0;
  const next = async (): Promise<Bytes | undefined> => {
    const read = await source.next();
    if (read.done === true) return undefined;
    if (length === 0) payload = payloadStart(read.value);
    length += read.value.length;
    return read.value;
  };
  return {
    async *pieces() {
      for (let piece = await next(); piece !== undefined; piece = await next()) {
        if (length === piece.length && !isAge(piece)) throw new AppError('backup-not-readable');
        yield piece;
      }
      if (length === 0) throw new AppError('backup-not-readable');
    },
    async rest() {
      let piece: Bytes | undefined;
      do piece = await next();
      while (piece !== undefined);
      return { payload, length };
    },
  };
}

/** Behind the header's last line, which begins with three hyphens, and the nonce. @see https://age-encryption.org/v1 */
function payloadStart(first: Bytes): number | undefined {
  const mark = utf8('\n--- ');
  const last = first.findIndex((_, at) =>
    mark.every((byte, offset) => first[at + offset] === byte),
  );
  const end = last < 0 ? -1 : first.indexOf(0x0a, last + mark.length);
  return end < 0 ? undefined : end + 1 + nonceLength;
}

/** A file that is another's would be read to its first line break by the library, however long that is. */
function isAge(piece: Uint8Array): boolean {
  try {
    return fromUtf8(piece.subarray(0, versionLine.length)) === versionLine;
  } catch {
    return false;
  }
}

function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
