/*
 * CRC-32C (Castagnoli): what LevelDB checks its files with. It finds accidents, not attacks; those the sealed rows find.
 * A stored checksum is rotated and shifted by a constant, because files hold the checksums of other checksums.
 * @see https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4
 * @see https://github.com/google/leveldb/blob/main/util/crc32c.h (Mask)
 */
const polynomial = 0x82f63b78;
const table = Uint32Array.from({ length: 256 }, (_each, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  return crc >>> 0;
});

/** The running state before the first byte. */
export const crcStart = 0xffffffff;

/** The running state after one more byte. */
export function crcStep(state: number, byte: number): number {
  return (state >>> 8) ^ (table[(state ^ byte) & 0xff] ?? 0);
}

/** The checksum that a running state stands for. */
export function crcEnd(state: number): number {
  return (state ^ 0xffffffff) >>> 0;
}

/** The checksum of these bytes. */
export function crc32c(bytes: Uint8Array): number {
  let state = crcStart;
  // By index: a loop over the values takes several times as long, and this reads whole databases.
  for (let at = 0; at < bytes.length; at += 1) state = crcStep(state, bytes[at] ?? 0);
  return crcEnd(state);
}

/** A checksum as LevelDB stores it. */
export function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
