import { readBytes, type ByteReader } from './byte-reader.ts';

/** More than any block of a database of ours: a damaged length must not fill the memory. */
const mostBytes = 512 * 1024 * 1024;

/**
 * Decompresses a raw Snappy block.
 * @throws RangeError where it is none
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unsnappy(compressed: Uint8Array): Uint8Array {
  const reader = readBytes(compressed);
  const length = reader.varint();
  if (length > mostBytes) throw new RangeError('too long');
  const out = new Uint8Array(length);
  let filled = 0;
  while (!reader.isAtEnd()) {
    const tag = reader.byte();
    const kind = tag & 3;
    if (kind === 0) {
      const literal = reader.take(literalLength(tag, reader));
      if (filled + literal.length > length) throw new RangeError('longer than it says');
      out.set(literal, filled);
      filled += literal.length;
    } else {
      const copy = kind === 1 ? nearCopy(tag, reader) : farCopy(tag, reader);
      filled = copyBack(out, filled, copy);
    }
  }
  if (filled !== length) throw new RangeError('shorter than it says');
  return out;
}

type Copy = { readonly length: number; readonly offset: number };

function literalLength(tag: number, reader: ByteReader): number {
  const short = tag >>> 2;
  if (short < 60) return short + 1;
  return littleEndian(reader.take(short - 59)) + 1;
}

function nearCopy(tag: number, reader: ByteReader): Copy {
  return { length: ((tag >>> 2) & 7) + 4, offset: ((tag >>> 5) << 8) | reader.byte() };
}

function farCopy(tag: number, reader: ByteReader): Copy {
  return { length: (tag >>> 2) + 1, offset: littleEndian(reader.take((tag & 3) === 2 ? 2 : 4)) };
}

/** Byte by byte: a copy may reach into what it writes. */
function copyBack(out: Uint8Array, filled: number, { length, offset }: Copy): number {
  if (offset === 0 || offset > filled || filled + length > out.length) {
    throw new RangeError('a copy from nowhere');
  }
  for (let at = filled; at < filled + length; at += 1) out[at] = out[at - offset] ?? 0;
  return filled + length;
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}
