import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { readLogFile } from './leveldb/log-file.ts';
import { readTable } from './leveldb/table-file.ts';

/**
 * Everything that a file holds in other words: the file itself, each gzip, zlib and ZIP stream that begins anywhere in it,
 * the unpacked blocks of a LevelDB table (Snappy) and the joined records of a LevelDB log; and the same of each of those.
 * Not looked into: Brotli, which has no mark of its beginning, and what is encrypted.
 */
export function layersOf(name: string, bytes: Uint8Array): readonly Buffer[] {
  const own = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = [...levelDbIn(name, own), ...streamsIn(own)];
  // A backup inside an archive inside a file: twice is as deep as anything of ours goes.
  return [own, ...inside, ...inside.flatMap(streamsIn)];
}

function levelDbIn(name: string, bytes: Buffer): readonly Buffer[] {
  if (/\.(ldb|sst)$/.test(name)) {
    const { changes } = readTable(bytes);
    return changes.flatMap(({ key, value }) => [key, value ?? new Uint8Array()]).map(asBuffer);
  }
  if (/\d\.log$/.test(name)) return readLogFile(bytes).records.map(asBuffer);
  return [];
}

type Stream = {
  /** How it begins. */
  readonly mark: Buffer;
  readonly unpack: (from: Buffer) => Buffer;
};

/** A stream that is cut off gives what came before the cut. */
const cutOff = { finishFlush: constants.Z_SYNC_FLUSH };

const streams: readonly Stream[] = [
  { mark: Buffer.from([0x1f, 0x8b, 8]), unpack: (from) => gunzipSync(from, cutOff) },
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({
    mark: Buffer.from([0x78, level]),
    unpack: (from: Buffer) => inflateSync(from, cutOff),
  })),
  { mark: Buffer.from('PK\x03\x04', 'latin1'), unpack: unzipMember },
];

/** The member of a ZIP file whose header this begins with. @see APPNOTE.TXT 4.3.7 */
function unzipMember(from: Buffer): Buffer {
  const isDeflated = from.readUInt16LE(8) === 8;
  const content = from.subarray(30 + from.readUInt16LE(26) + from.readUInt16LE(28));
  return isDeflated ? inflateRawSync(content, cutOff) : content;
}

function streamsIn(bytes: Buffer): readonly Buffer[] {
  return streams.flatMap(({ mark, unpack }) =>
    placesOf(bytes, mark).flatMap((at) => {
      try {
        return [unpack(bytes.subarray(at))];
      } catch {
        return []; // the mark stood there by chance
      }
    }),
  );
}

function placesOf(bytes: Buffer, mark: Buffer): readonly number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) places.push(at);
  return places;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
