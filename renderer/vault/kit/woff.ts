import { unzlibSync } from 'fflate';
import { AppError } from '../../../shared/base/error.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';

/*
 * WOFF 1.0, the form in which the program carries its typeface: a header of 44 bytes, then a directory with
 * 20 bytes a table (tag, offset, packed length, length, checksum), then the tables, packed by zlib where that helps.
 * A PDF wants the same tables as TrueType: a header of 12 bytes and 16 bytes a table.
 * @see https://www.w3.org/TR/WOFF/
 * @see https://learn.microsoft.com/typography/opentype/spec/otff
 */
export type FontTable = { readonly tag: string; readonly checksum: number; readonly bytes: Bytes };

const woffSignature = 0x774f4646;
const trueTypeVersion = 0x00010000;
const woffHeaderLength = 44;
const woffEntryLength = 20;
const headerLength = 12;
const entryLength = 16;

/** The tables of a WOFF file, in the order of its directory, which is that of their tags. @throws unexpected where it is no WOFF */
export function tablesOfWoff(woff: Bytes): readonly FontTable[] {
  const view = dataViewOf(woff);
  if (view.getUint32(0) !== woffSignature) throw new AppError('unexpected', { where: 'font' });
  return Array.from({ length: view.getUint16(12) }, (_, index) => {
    const entry = woffHeaderLength + index * woffEntryLength;
    const [offset, packed] = [view.getUint32(entry + 4), view.getUint32(entry + 8)];
    const [length, checksum] = [view.getUint32(entry + 12), view.getUint32(entry + 16)];
    const stored = woff.slice(offset, offset + packed);
    const bytes = packed < length ? unzlibSync(stored, { out: new Uint8Array(length) }) : stored;
    const tag = String.fromCharCode(...woff.subarray(entry, entry + 4));
    return { tag, checksum, bytes: new Uint8Array(bytes) };
  });
}

/** A TrueType file of these tables, which stand in the order of their tags. */
export function trueTypeOf(tables: readonly FontTable[]): Bytes {
  const start = headerLength + tables.length * entryLength;
  const file = new Uint8Array(tables.reduce((end, { bytes }) => end + padded(bytes.length), start));
  const view = dataViewOf(file);
  const selector = Math.floor(Math.log2(tables.length));
  view.setUint32(0, trueTypeVersion);
  view.setUint16(4, tables.length);
  view.setUint16(6, 2 ** selector * entryLength);
  view.setUint16(8, selector);
  view.setUint16(10, (tables.length - 2 ** selector) * entryLength);
  let offset = start;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = headerLength + index * entryLength;
    for (let at = 0; at < 4; at += 1) view.setUint8(entry + at, tag.charCodeAt(at));
    view.setUint32(entry + 4, checksum);
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, bytes.length);
    file.set(bytes, offset);
    offset += padded(bytes.length);
  }
  return file;
}

/** A view of exactly these bytes, also where they are a part of a larger buffer. */
export function dataViewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
