import { concatBytes, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { gzip } from '../crypto/compress.ts';

/*
 * A ZIP archive whose every file says its lengths and its CRC-32 before its bytes (APPNOTE.TXT 4.3.7), so that a reader
 * can take one file after the other without looking for their ends. Streaming writers put lengths behind the bytes,
 * and a reader then mistakes a document that is a ZIP itself for the end of a file.
 * From 4 GiB on, offsets stand in the ZIP64 fields (4.5.3, 4.3.14, 4.3.15). Files are deflated; names are ASCII.
 */
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
const endOfDirectory64 = 0x06064b50;
const locator64 = 0x07064b50;
const utf8Names = 0x0800;
const stored = 0;
const deflated = 8;
/** Says nothing. */
const paddingFile = 'padding';
const version20 = 20;
const version45 = 45;
const zip64Extra = 1;
const most16 = 0xffff;
const most32 = 0xffffffff;

/** A gzip member is a file's deflated bytes between a header and a CRC-32 with the length. @see RFC 1952 section 2.3 */
const gzipHeader = 10;
const gzipTrailer = 8;

type Entry = { readonly fields: Bytes; readonly name: Bytes; readonly offset: number };

export type ZipArchive = {
  /** The next file, as bytes of the archive. */
  file(name: string, content: Bytes): Promise<Bytes>;
  /** The directory, which ends the archive. With `unit`, the whole is filled up to a multiple of it. */
  end(unit?: number): Bytes;
};

/** Writes an archive file by file. `at`: where it begins, which only a test of long archives sets. */
export function zipArchive(madeAt: Date, at = 0): ZipArchive {
  const entries: Entry[] = [];
  let offset = at;
  const time = dosTime(madeAt);
  return {
    async file(name, content) {
      const zipped = await gzip(content);
      const body = zipped.subarray(gzipHeader, zipped.length - gzipTrailer);
      const crc = zipped.subarray(zipped.length - gzipTrailer, zipped.length - 4);
      const ascii = utf8(name);
      // What a file's own header and the directory say alike (4.4).
      const fields = concatBytes(
        numbers16(utf8Names, deflated, ...time),
        crc,
        numbers32(body.length, content.length),
        numbers16(ascii.length),
      );
      entries.push({ fields, name: ascii, offset });
      const header = concatBytes(numbers32(localHeader), numbers16(version20), fields);
      const bytes = concatBytes(header, numbers16(0), ascii, body);
      offset += bytes.length;
      return bytes;
    },
    end(unit = 1) {
      const padding = paddingFor(entries, offset, unit);
      if (padding === undefined) return directoryOf(entries, offset);
      const { fields, name, bytes } = padding;
      const directory = directoryOf([...entries, { fields, name, offset }], offset + bytes.length);
      return concatBytes(bytes, directory);
    },
  };
}

/** A last file of zeroes, stored as they are, that fills the archive up to a multiple of `unit`. */
function paddingFor(entries: readonly Entry[], offset: number, unit: number) {
  if (unit === 1) return undefined;
  const name = utf8(paddingFile);
  const withLength = (length: number) => {
    const crc = numbers32(crc32OfZeroes(length));
    const fields = concatBytes(
      numbers16(utf8Names, stored, 0, 0x21),
      crc,
      numbers32(length, length),
      numbers16(name.length),
    );
    const header = concatBytes(numbers32(localHeader), numbers16(version20), fields, numbers16(0));
    return { fields, name, bytes: concatBytes(header, name, new Uint8Array(length)) };
  };
  const empty = withLength(0);
  const least = offset + empty.bytes.length;
  const end = directoryOf([...entries, { ...empty, offset }], least).length;
  return withLength((unit - ((least + end) % unit)) % unit);
}

/** The bitwise form is slow, and long enough for this. @see ISO 3309 */
function crc32OfZeroes(length: number): number {
  let crc = 0xffffffff;
  for (let bit = 0; bit < length * 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return (crc ^ 0xffffffff) >>> 0;
}

function directoryOf(entries: readonly Entry[], offset: number): Bytes {
  const directory = concatBytes(...entries.map(directoryEntry));
  const isLong = offset + directory.length > most32 || entries.length > most16;
  const [count, length, start] = isLong
    ? [most16, most32, most32]
    : [entries.length, directory.length, offset];
  return concatBytes(
    directory,
    isLong ? end64(entries.length, directory.length, offset) : new Uint8Array(),
    numbers32(endOfDirectory),
    numbers16(0, 0, count, count),
    numbers32(length, start),
    numbers16(0),
  );
}

function directoryEntry({ fields, name, offset }: Entry): Bytes {
  const isFar = offset >= most32;
  const extra = isFar ? concatBytes(numbers16(zip64Extra, 8), number64(offset)) : new Uint8Array();
  const version = isFar ? version45 : version20;
  return concatBytes(
    numbers32(centralHeader),
    numbers16(version, version),
    fields,
    numbers16(extra.length, 0, 0, 0),
    numbers32(0, isFar ? most32 : offset),
    name,
    extra,
  );
}

function end64(count: number, length: number, offset: number): Bytes {
  const rest = concatBytes(
    numbers16(version45, version45),
    numbers32(0, 0),
    number64(count),
    number64(count),
    number64(length),
    number64(offset),
  );
  return concatBytes(
    numbers32(endOfDirectory64),
    number64(rest.length),
    rest,
    numbers32(locator64, 0),
    number64(offset + length),
    numbers32(1),
  );
}

/** Two seconds exact, from 1980 on, in UTC: the archive must not tell a time zone. @see APPNOTE.TXT 4.4.6 */
function dosTime(date: Date): [number, number] {
  const seconds = date.getUTCSeconds() >> 1;
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | seconds;
  const years = Math.min(Math.max(date.getUTCFullYear() - 1980, 0), 127);
  return [time, (years << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()];
}

function numbers16(...values: number[]): Bytes {
  return new Uint8Array(values.flatMap((value) => [value & 255, (value >> 8) & 255]));
}

function numbers32(...values: number[]): Bytes {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [at, value] of values.entries()) view.setUint32(at * 4, value, true);
  return new Uint8Array(view.buffer);
}

function number64(value: number): Bytes {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value), true);
  return new Uint8Array(view.buffer);
}
