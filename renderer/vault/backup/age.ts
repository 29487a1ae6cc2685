import { Decrypter, Encrypter } from 'age-encryption';
import { AppError, type ErrorCode } from '../../../shared/base/error.ts';
import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';

/** Bytes that are fetched piece by piece; an empty piece is the end. */
export type Pieces = AsyncIterable<Uint8Array<ArrayBuffer>>;

const versionLine = 'age-encryption.org/v1\n';

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
 * @throws backup-damaged where a part was changed, backup-truncated where that part is the end
 */
export async function* decrypted(identity: string, cipher: Pieces): AsyncGenerator<Bytes> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const source = watched(cipher);
  try {
    // What the library gives out lies in plain ArrayBuffers.
    yield* piecesOf(await decrypter.decrypt(streamOf(source.pieces))) as AsyncGenerator<Bytes>;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError(meaningOf(thrown, source.ended()), { cause: thrown });
  }
}

/** The last chunk is only opened when the source has ended, so a failure then is one of the end. */
function meaningOf(thrown: unknown, ended: boolean): ErrorCode {
  const isForOthers = thrown instanceof Error && thrown.message.includes('no identity matched');
  if (isForOthers) return 'backup-wrong-code';
  return ended ? 'backup-truncated' : 'backup-damaged';
}

function watched(cipher: Pieces): { readonly pieces: Pieces; readonly ended: () => boolean } {
  let ended = false;
  async function* pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let isFirst = true;
    for await (const piece of cipher) {
      if (isFirst && !isAge(piece)) throw new AppError('backup-not-readable');
      isFirst = false;
      yield piece;
    }
    ended = true;
    if (isFirst) throw new AppError('backup-not-readable');
  }
  return { pieces: pieces(), ended: () => ended };
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
