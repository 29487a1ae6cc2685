import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { streamOf, readableOf, type Readable } from './readable.ts';

/**
 * Unzips, giving up beyond `limit` bytes.
 * @throws file-too-large beyond the limit
 * @throws file-truncated where it is cut short or not of this format
 */
export async function inflated(
  packed: Bytes,
  format: CompressionFormat,
  limit: number,
): Promise<Bytes> {
  const parts: Bytes[] = [];
  for await (const part of inflatedParts(readableOf(packed), format, limit)) parts.push(part);
  return concatBytes(...parts);
}

/** The same, a part at a time. */
export async function* inflatedParts(
  packed: Readable,
  format: CompressionFormat,
  limit: number,
): AsyncGenerator<Bytes> {
  const reader = streamOf(packed).pipeThrough(new DecompressionStream(format)).getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await readOrTruncated(reader);
      if (done) return;
      length += value.length;
      if (length > limit) throw new AppError('file-too-large');
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // what failed is cancelled already
  }
}

async function readOrTruncated(
  reader: ReadableStreamDefaultReader<Bytes>,
): Promise<ReadableStreamReadResult<Bytes>> {
  try {
    return await reader.read();
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('file-truncated', { cause });
  }
}
