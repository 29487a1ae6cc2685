import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';

/*
 * A header of a tar file: one block of 512 bytes, its numbers in octal digits.
 * @see POSIX.1-2017, pax: "ustar Interchange Format" and "pax Extended Header"
 */
export const blockLength = 512;

const [nameEnd, sizeAt, sizeEnd, checksumAt, checksumEnd, typeAt] = [100, 124, 136, 148, 156, 156];
const [magicAt, magicEnd, prefixAt, prefixEnd] = [257, 263, 345, 500];

export type TarHeader = {
  readonly path: string;
  /** Bytes of what follows, without the padding to a whole block. */
  readonly size: number;
  /** `typeflag`: "0" is a file, "5" a folder, "x" an extended header for what comes next. */
  readonly type: string;
};

/** Reads a header block; `undefined` for one of zeros, which ends a tar. @throws file-damaged */
export function readTarHeader(block: Bytes): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (octal(block.subarray(checksumAt, checksumEnd)) !== checksumOf(block)) {
    throw new AppError('file-damaged', { where: 'tar header' });
  }
  const name = textUpToNul(block.subarray(0, nameEnd));
  // GNU's older format keeps other things where POSIX has the first part of a long path.
  const isPosix = textUpToNul(block.subarray(magicAt, magicEnd)) === 'ustar';
  const prefix = isPosix ? textUpToNul(block.subarray(prefixAt, prefixEnd)) : '';
  const flag = block[typeAt] ?? 0;
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    size: sizeOf(block.subarray(sizeAt, sizeEnd)),
    type: flag === 0 ? '0' : String.fromCharCode(flag),
  };
}

/** The records of an extended header, such as `path` and `size`. @throws file-damaged */
export function paxRecords(bytes: Bytes): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  let at = 0;
  while (at < bytes.length) {
    // "25 path=2024/letter.txt\n": its own length comes first, of all of it.
    const digits = /^\d{1,9}(?= )/.exec(textUpToNul(bytes.subarray(at, at + 10)))?.[0];
    const length = Number(digits ?? 0);
    if (length === 0 || at + length > bytes.length) {
      throw new AppError('file-damaged', { where: 'tar header' });
    }
    const record = textUpToNul(bytes.subarray(at + String(digits).length + 1, at + length - 1));
    const [key = '', ...value] = record.split('=');
    records.set(key, value.join('='));
    at += length;
  }
  return records;
}

/** The text of a field, which may fill it. Of names in no known character set, Latin-1 is as good a guess as any. */
export function textUpToNul(bytes: Bytes): string {
  const nul = bytes.indexOf(0);
  const own = nul < 0 ? bytes : bytes.subarray(0, nul);
  try {
    return fromUtf8(own);
  } catch {
    return new TextDecoder('latin1').decode(own);
  }
}

/** What is too large for octal digits, GNU writes as a binary number behind a first byte of 0x80. @throws file-damaged */
function sizeOf(field: Bytes): number {
  const [first = 0, ...digits] = field;
  const size =
    first === 0x80 ? digits.reduce((sum, byte) => sum * 256 + byte, 0) : (octal(field) ?? -1);
  if (size < 0 || !Number.isSafeInteger(size)) {
    throw new AppError('file-damaged', { where: 'tar header' });
  }
  return size;
}

/** An empty field is zero. */
function octal(field: Bytes): number | undefined {
  const digits = textUpToNul(field).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : undefined;
}

/** The sum of all bytes, those of the checksum itself taken for spaces. */
function checksumOf(block: Bytes): number {
  return block.reduce(
    (sum, byte, at) => sum + (at >= checksumAt && at < checksumEnd ? 0x20 : byte),
    0,
  );
}
