import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { streamOf, readableOf, type Readable } from './readable.ts';

/**
 * Unzips, giving up beyond `limit` bytes.
 * @throws file-too-large beyond the limit
 * @throws file-truncated where it is cut short, file-damaged where it is not what was packed, or more than that
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
      const { done, value } = await readOrSay(reader);
      if (done) return;
      length += value.length;
      if (length > limit) throw new AppError('file-too-large');
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // what failed is cancelled already
  }
}

async function readOrSay(
  reader: ReadableStreamDefaultReader<Bytes>,
): Promise<ReadableStreamReadResult<Bytes>> {
  try {
    return await reader.read();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(isCutShort(cause) ? 'file-truncated' : 'file-damaged', { cause });
  }
}

/** Only words tell it from damage: Chromium's “Compressed input was truncated.”, zlib's “unexpected end of file”. */
function isCutShort(cause: unknown): boolean {
  return cause instanceof Error && /truncated|unexpected end/i.test(cause.message);
}
