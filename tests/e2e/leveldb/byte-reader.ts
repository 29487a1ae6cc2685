/** Reads the numbers and byte strings of LevelDB, one after the other. Every read beyond the end is a RangeError. */
export type ByteReader = {
  readonly isAtEnd: () => boolean;
  readonly byte: () => number;
  /** A whole number in groups of seven bits, the lowest first. */
  readonly varint: () => number;
  readonly uint32: () => number;
  readonly uint64: () => number;
  readonly take: (length: number) => Uint8Array;
  /** A varint and as many bytes. */
  readonly counted: () => Uint8Array;
};

export function readBytes(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const moved = (length: number): number => {
    const from = at;
    if (length < 0 || from + length > bytes.length) throw new RangeError('beyond the end');
    at += length;
    return from;
  };
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = view.getUint8(moved(1));
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new RangeError('no number is so long');
  };
  const take = (length: number): Uint8Array => {
    const from = moved(length);
    return bytes.subarray(from, from + length);
  };
  return {
    isAtEnd: () => at >= bytes.length,
    byte: () => view.getUint8(moved(1)),
    varint,
    uint32: () => view.getUint32(moved(4), true),
    // Sequence numbers have 56 bits, and nobody makes 2^53 changes.
    uint64: () => Number(view.getBigUint64(moved(8), true)),
    take,
    counted: () => take(varint()),
  };
}
