import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { varint } from './leveldb/change.ts';
import { crc32c, masked } from './leveldb/crc32c.ts';
import { writeLogFile } from './leveldb/log-file.ts';
import { concatBytes, utf8 } from '../../shared/base/bytes.ts';

/** A file that hides a secret, which the search must find all the same. */
export type Planted = { readonly as: string; readonly name: string; readonly bytes: Uint8Array };

/** The secret in each kind of compressed file, with other bytes before it. */
export function plantedForms(secret: string): readonly Planted[] {
  const text = `${'padding '.repeat(40)}${secret}${' padding'.repeat(40)}`;
  const before = (bytes: Uint8Array) => concatBytes(utf8('what stands before'), bytes);
  return [
    { as: 'gzip', name: 'cache', bytes: before(gzipSync(text)) },
    { as: 'zlib', name: 'cache', bytes: before(deflateSync(text)) },
    { as: 'ZIP', name: 'cache', bytes: before(zipSync({ 'a.txt': utf8(text) })) },
    { as: 'LevelDB table', name: '000009.ldb', bytes: tableWith(utf8(secret)) },
    { as: 'LevelDB log', name: '000009.log', bytes: writeLogFile([longRecordWith(utf8(secret))]) },
  ];
}

/** The secret lies over the end of a block of the log, so that its bytes are nowhere together. */
function longRecordWith(secret: Uint8Array): Uint8Array {
  const half = secret.length >> 1;
  return concatBytes(new Uint8Array(32 * 1024 - 7 - half), secret);
}

/** A table of one Snappy block, in which the secret is cut in two by what Snappy writes between. */
function tableWith(secret: Uint8Array): Uint8Array {
  const internalKey = concatBytes(utf8('key'), Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0));
  const block = blockOf(internalKey, secret);
  const data = stored(snappyInTwo(block, block.length - 8 - (secret.length >> 1)), 1);
  const place = concatBytes(varint(0), varint(data.length - 5));
  const index = stored(blockOf(internalKey, place), 0);
  const footer = new Uint8Array(48);
  footer.set(concatBytes(varint(0), varint(0), varint(data.length), varint(index.length - 5)));
  new DataView(footer.buffer).setBigUint64(40, 0xdb4775248b80fb57n, true);
  return concatBytes(data, index, footer);
}

/** One entry, and the one restart point that every block has. */
function blockOf(key: Uint8Array, value: Uint8Array): Uint8Array {
  const entry = concatBytes(varint(0), varint(key.length), varint(value.length), key, value);
  return concatBytes(entry, Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0));
}

function stored(block: Uint8Array, type: number): Uint8Array {
  const typed = concatBytes(block, Uint8Array.of(type));
  const checksum = new Uint8Array(4);
  new DataView(checksum.buffer).setUint32(0, masked(crc32c(typed)), true);
  return concatBytes(typed, checksum);
}

/** Two literals. */
function snappyInTwo(bytes: Uint8Array, cut: number): Uint8Array {
  const literal = (part: Uint8Array) => concatBytes(Uint8Array.of(60 << 2, part.length - 1), part);
  return concatBytes(
    varint(bytes.length),
    literal(bytes.subarray(0, cut)),
    literal(bytes.subarray(cut)),
  );
}
