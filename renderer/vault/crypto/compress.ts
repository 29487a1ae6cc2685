import { AppError } from '../../../shared/base/error.ts';
import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';

/*
 * Packed bytes: byte 0 says how the rest is written, 0 as it is, 1 gzip (RFC 1952).
 * Packing comes before sealing; sealed bytes have nothing left to squeeze.
 */
const asItIs = 0;
const gzipped = 1;
const worthwhileFrom = 256;
const chunkLength = 64 * 1024;

/** The bytes, gzipped where that makes them smaller. */
export async function pack(bytes: Bytes): Promise<Bytes> {
  const small = bytes.length < worthwhileFrom ? bytes : await gzip(bytes);
  return small.length < bytes.length
    ? concatBytes(Uint8Array.of(gzipped), small)
    : concatBytes(Uint8Array.of(asItIs), bytes);
}

/** What `pack` was given. @throws vault-damaged where it was packed in no way we know */
export async function unpack(packed: Bytes): Promise<Bytes> {
  if (packed[0] === asItIs) return packed.subarray(1);
  if (packed[0] === gzipped) return gunzip(packed.subarray(1), Number.POSITIVE_INFINITY);
  throw new AppError('vault-damaged', { where: 'packing' });
}

/** A gzip member without a name, as RFC 1952 has it. */
export async function gzip(bytes: Bytes): Promise<Bytes> {
  const stream = streamOf(bytes).pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The bytes, a chunk at a time when one is wanted: what gzip makes of a chunk is in memory before anybody can count it.
 * A Blob gives such a stream too, but Chromium takes milliseconds to make one.
 */
function streamOf(bytes: Bytes): ReadableStream<Bytes> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + chunkLength));
      else controller.close();
      at += chunkLength;
    },
  });
}

/**
 * Unzips, giving up beyond `limit` bytes, so that a small file cannot fill the memory.
 * @throws file-too-large beyond the limit
 * @throws TypeError where it is cut short or no gzip
 */
export async function gunzip(bytes: Bytes, limit: number): Promise<Bytes> {
  const reader = streamOf(bytes).pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new AppError('file-too-large');
    }
    parts.push(read.value);
  }
  return concatBytes(...parts);
}
