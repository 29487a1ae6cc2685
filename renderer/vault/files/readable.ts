import type { Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';

/** A file that is read from where it lies, as little of it at a time as one likes. */
export type Readable = {
  readonly size: number;
  /** The bytes from `from` up to but without `to`; fewer at the end of the file. */
  read(from: number, to: number): Promise<Bytes>;
};

const chunkLength = 1024 * 1024;

export function readableOf(bytes: Bytes): Readable {
  return {
    size: bytes.length,
    read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
  };
}

/**
 * A file that the person chose or dropped. It stays on their disk: a Blob made of its bytes would let the browser
 * write them, readable, into its own folder.
 */
export function readableOfFile(file: Blob): Readable {
  return {
    size: file.size,
    read: async (from, to) => {
      try {
        return new Uint8Array(await file.slice(from, to).arrayBuffer());
      } catch (cause) {
        // It was moved or changed meanwhile, or may not be read.
        throw new AppError('file-unreadable', { cause });
      }
    },
  };
}

export function readWhole(file: Readable): Promise<Bytes> {
  return file.read(0, file.size);
}

/** The file a part at a time. */
export async function* bytesOf(file: Readable): AsyncGenerator<Bytes> {
  const reader = streamOf(file).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

/** The file in chunks, each read when it is asked for. */
export function streamOf(file: Readable): ReadableStream<Bytes> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      const chunk = await file.read(at, at + chunkLength);
      at += chunk.length;
      if (chunk.length === 0) controller.close();
      else controller.enqueue(chunk);
    },
  });
}
