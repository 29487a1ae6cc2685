import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { streamOf, readableOf, type Readable } from './readable.ts';

/** Beyond it a packed file was made to fill memories, not to carry a record: health records shrink to a tenth, seldom to a fiftieth. */
const largestRatio = 250;
/** A small file may shrink to nothing: a page of zeros. */
const ratioCountsFrom = 16 * 1024 * 1024;

/**
 * Unzips, giving up beyond `limit` bytes.
 * @throws file-too-large beyond the limit, file-bomb where it swells out of all proportion
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
      if (swells(length, packed.size)) throw new AppError('file-bomb');
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // what failed is cancelled already
  }
}

/** Whether so many bytes out of so few are more than a record would be. */
export function swells(unpacked: number, packed: number): boolean {
  return unpacked > ratioCountsFrom && unpacked > packed * largestRatio;
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
