import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { crc32c, masked } from './crc32c.ts';

/*
 * A LevelDB log file, and its MANIFEST alike: blocks of 32 KiB, each filled with fragments
 *   bytes 0–3   masked CRC-32C of the type and the content
 *   bytes 4–5   length of the content
 *   byte  6     type: 1 a whole record; 2 the first, 3 a middle, 4 the last fragment of one
 *   bytes 7–    content
 * Fewer than 7 bytes at a block's end are left empty.
 * @see https://github.com/google/leveldb/blob/main/doc/log_format.md
 */
const blockSize = 32 * 1024;
const headerSize = 7;
const whole = 1;
const first = 2;
const last = 4;

/** What could be read of a log file. */
export type ReadLogFile = {
  readonly records: readonly Uint8Array[];
  /** Something in it is not as it was written. */
  readonly isDamaged: boolean;
  /** Its last record is cut short, as a crash leaves it too. */
  readonly isCut: boolean;
};

type Fragment =
  | { readonly kind: 'whole'; readonly type: number; readonly content: Uint8Array }
  | { readonly kind: 'damaged' | 'cut' };

/** Reads every record that is whole. After a damaged one it goes on with the next that is whole. */
export function readLogFile(bytes: Uint8Array): ReadLogFile {
  const records: Uint8Array[] = [];
  let parts: Uint8Array[] | undefined;
  let isDamaged = false;
  let isCut = false;
  for (const fragment of fragmentsOf(bytes)) {
    isDamaged ||= fragment.kind === 'damaged';
    isCut ||= fragment.kind === 'cut';
    if (fragment.kind !== 'whole') parts = undefined;
    else if (fragment.type === whole || fragment.type === first) parts = [fragment.content];
    else parts?.push(fragment.content);
    const ends = fragment.kind === 'whole' && (fragment.type === whole || fragment.type === last);
    if (ends && parts !== undefined) records.push(concatBytes(...parts));
    if (ends) parts = undefined;
  }
  return { records, isDamaged, isCut: isCut || parts !== undefined };
}

function* fragmentsOf(bytes: Uint8Array): Generator<Fragment> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let block = 0; block < bytes.length; block += blockSize) {
    const end = Math.min(block + blockSize, bytes.length);
    const isCutBlock = end < block + blockSize;
    let at = block;
    while (end - at >= headerSize) {
      const length = view.getUint16(at + 4, true);
      const type = view.getUint8(at + 6);
      // Room that was set aside and never written to.
      if (type === 0 && length === 0) break;
      const next = at + headerSize + length;
      if (next > end) {
        yield { kind: isCutBlock ? 'cut' : 'damaged' };
        break;
      }
      const isWhole = masked(crc32c(bytes.subarray(at + 6, next))) === view.getUint32(at, true);
      const content = bytes.subarray(at + headerSize, next);
      yield isWhole ? { kind: 'whole', type, content } : { kind: 'damaged' };
      at = next;
    }
    if (isCutBlock && end - at > 0 && end - at < headerSize) yield { kind: 'cut' };
  }
}

/** A log file of these records, as LevelDB would have written it. */
export function writeLogFile(records: readonly Uint8Array[]): Bytes {
  const parts: Uint8Array[] = [];
  let room = blockSize;
  for (const record of records) {
    let rest = record;
    let isFirst = true;
    do {
      if (room < headerSize) {
        parts.push(new Uint8Array(room));
        room = blockSize;
      }
      const content = rest.subarray(0, room - headerSize);
      rest = rest.subarray(content.length);
      parts.push(...fragment(typeOf(isFirst, rest.length === 0), content));
      room -= headerSize + content.length;
      isFirst = false;
    } while (rest.length > 0);
  }
  // Not concatBytes: so many parts are more than a call takes arguments.
  return new Uint8Array(Buffer.concat(parts));
}

function typeOf(isFirst: boolean, isLast: boolean): number {
  if (isFirst) return isLast ? whole : first;
  return isLast ? last : 3;
}

function fragment(type: number, content: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const header = new Uint8Array(headerSize);
  const view = new DataView(header.buffer);
  header[6] = type;
  view.setUint16(4, content.length, true);
  view.setUint32(0, masked(crc32c(concatBytes(header.subarray(6), content))), true);
  return [header, content];
}
