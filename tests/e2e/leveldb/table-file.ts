import { readBytes } from './byte-reader.ts';
import { changeOf, type Change } from './change.ts';
import { crc32c, crcEnd, crcStart, crcStep, masked } from './crc32c.ts';
import { unsnappy } from './snappy.ts';

/*
 * A LevelDB table (.ldb): blocks of entries, an index of them, and at the end 48 bytes
 *   bytes 0–39   where the block of other indexes and the index lie: offset and size of each, as varints
 *   bytes 40–47  a number by which a table is known
 * After each block stand its type (0 as it is, 1 Snappy) and a masked CRC-32C of the block and the type.
 * @see https://github.com/google/leveldb/blob/main/doc/table_format.md
 */
const footerSize = 48;
const trailerSize = 5;
/** What a key of a table ends with; the first of these bytes is the type. */
const typeAndNumberSize = 8;
const magic = 0xdb4775248b80fb57n;
const packed = 1;

export type ReadTable = { readonly changes: readonly Change[]; readonly isDamaged: boolean };

/** Whether this is the end of a table. `end`: the file's last 48 bytes. */
export function isTableEnd(end: Uint8Array): boolean {
  if (end.length !== footerSize) return false;
  return new DataView(end.buffer, end.byteOffset).getBigUint64(40, true) === magic;
}

/** Reads every block that is whole. Where the index is lost, blocks are found by their checksums. */
export function readTable(bytes: Uint8Array): ReadTable {
  const places = indexedPlaces(bytes);
  const blocks = [...(places === undefined ? foundBlocks(bytes) : blocksAt(bytes, places))];
  const changes: Change[] = [];
  let isDamaged = places === undefined;
  for (const block of blocks) {
    const read = block === undefined ? undefined : changesIn(block);
    if (read === undefined) isDamaged = true;
    else changes.push(...read);
  }
  return { changes, isDamaged };
}

function changesIn(block: Uint8Array): readonly Change[] | undefined {
  try {
    return entriesOf(block).map(([key, value]) => changeOf(key, value));
  } catch {
    return undefined;
  }
}

type Place = { readonly offset: number; readonly size: number };
/** A key and its value. */
type Entry = readonly [Uint8Array, Uint8Array];

function indexedPlaces(bytes: Uint8Array): readonly Place[] | undefined {
  const footer = bytes.subarray(-footerSize);
  if (!isTableEnd(footer)) return undefined;
  try {
    const reader = readBytes(footer);
    reader.varint();
    reader.varint();
    const index = blockAt(bytes, { offset: reader.varint(), size: reader.varint() });
    if (index === undefined) return undefined;
    // A place that cannot be read is that of a block beyond the end: damage.
    return entriesOf(index).map(([, value]) => placeIn(value) ?? { offset: bytes.length, size: 0 });
  } catch {
    return undefined;
  }
}

function* blocksAt(bytes: Uint8Array, places: readonly Place[]): Generator<Uint8Array | undefined> {
  for (const place of places) yield blockAt(bytes, place);
}

/** The block at a place, unpacked; `undefined` where it is not as it was written. */
function blockAt(bytes: Uint8Array, { offset, size }: Place): Uint8Array | undefined {
  const end = offset + size;
  if (end + trailerSize > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWhole = masked(crc32c(bytes.subarray(offset, end + 1))) === view.getUint32(end + 1, true);
  return isWhole ? unpacked(bytes.subarray(offset, end), view.getUint8(end)) : undefined;
}

function unpacked(block: Uint8Array, type: number): Uint8Array | undefined {
  try {
    return type === packed ? unsnappy(block) : block;
  } catch {
    return undefined;
  }
}

/** Blocks follow one another: each ends where the checksum of all since its beginning stands. */
function* foundBlocks(bytes: Uint8Array): Generator<Uint8Array | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let begin = 0;
  let state = crcStart;
  for (let end = 0; end + trailerSize <= bytes.length; end += 1) {
    const type = bytes[end] ?? 0;
    state = crcStep(state, type);
    if (type > packed || masked(crcEnd(state)) !== view.getUint32(end + 1, true)) continue;
    const block = unpacked(bytes.subarray(begin, end), type);
    // An index holds no changes; neither does what only looks like a block.
    if (block !== undefined && holdsChanges(block)) yield block;
    begin = end + trailerSize;
    end = begin - 1;
    state = crcStart;
  }
}

/** Whether these are entries of the table: not its index, not its index of filters, not a filter. */
function holdsChanges(block: Uint8Array): boolean {
  try {
    const entries = entriesOf(block);
    const areChanges = entries.every(([key]) => (key.at(-typeAndNumberSize) ?? 2) <= 1);
    return areChanges && !isIndex(entries);
  } catch {
    return false;
  }
}

/** Whether the values are the places of blocks that follow one another from the table's beginning. */
function isIndex(entries: readonly Entry[]): boolean {
  let next = 0;
  return entries.every(([, value]) => {
    const place = placeIn(value);
    const follows = place?.offset === next;
    next += (place?.size ?? 0) + trailerSize;
    return follows;
  });
}

function placeIn(value: Uint8Array): Place | undefined {
  try {
    const reader = readBytes(value);
    const place = { offset: reader.varint(), size: reader.varint() };
    return reader.isAtEnd() ? place : undefined;
  } catch {
    return undefined;
  }
}

/** The entries of a block: keys share their beginning with the key before; restart points follow, which are not needed. */
function entriesOf(block: Uint8Array): readonly Entry[] {
  const restarts = readBytes(block.subarray(-4)).uint32();
  const end = block.length - 4 * (restarts + 1);
  if (end < 0) throw new RangeError('more restart points than block');
  const reader = readBytes(block.subarray(0, end));
  const entries: Entry[] = [];
  let before = new Uint8Array();
  while (!reader.isAtEnd()) {
    const shared = reader.varint();
    const own = reader.varint();
    const size = reader.varint();
    const key = new Uint8Array(shared + own);
    key.set(before.subarray(0, shared));
    key.set(reader.take(own), shared);
    entries.push([key, reader.take(size)]);
    before = key;
  }
  return entries;
}
