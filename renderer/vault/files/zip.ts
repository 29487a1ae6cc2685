import {
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ZipReader,
  type EntryMetaData,
  type Reader,
} from '@zip.js/zip.js/lib/zip-core-reader.js';
import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { inflatedParts } from './inflate.ts';
import { bytesOf, streamOf, type Readable } from './readable.ts';

/*
 * ZIP and ZIP64, read by their central directory, which alone counts: what stands between the files is not looked at.
 * A library reads the directory; the files are unpacked here, where many small ones take a fifth of its time. Every
 * file's length and CRC-32 are checked, so that no altered file is taken for whole.
 * @see docs/decisions/0028-zip-and-tar.md; PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 to 4.3.14, 4.3.16
 */
const localHeader = 0x04034b50;
const localLength = 30;
const centralLength = 46;
const digitalSignature = 0x05054b50;
const signatureHead = 6;
const endOfDirectory = 0x06054b50;
const shortestEnd = 22;
const endOfDirectory64 = 0x06064b50;
const longestEnd = 56;

const asItComes = {
  // Names that would lead out of a folder lead nowhere here: nothing is written under them.
  strictness: 'tolerant',
  // As far as a comment may reach. Without it the whole file would be searched for an end, in memory.
  maxAppendedDataSize: 0xffff,
} as const;

/** A file inside a ZIP, before it is opened. */
export type ZipMember = {
  readonly path: string;
  /** As the ZIP claims; `openMember` holds it to that. */
  readonly size: number;
  readonly packedSize: number;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number | undefined;
  readonly offset: number;
};

/**
 * The files of a ZIP, folders left out.
 * @throws file-truncated where its end or a part of its directory is missing, file-encrypted where that is not to be read
 */
export async function zipMembers(zip: Readable): Promise<ZipMember[]> {
  const reader = new ZipReader(sourceOf(zip), asItComes);
  const members: ZipMember[] = [];
  let walked = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      members.push(memberOf(entry));
      walked += lengthInDirectory(entry);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    // The library tells by its words alone what is wrong.
    const isSealed = thrown instanceof Error && thrown.message === ERR_ENCRYPTED_CENTRAL_DIRECTORY;
    throw new AppError(isSealed ? 'file-encrypted' : 'file-truncated', { cause: thrown });
  }
  const { directoryOffset = 0, directoryLength = 0 } = reader;
  const end = directoryOffset + directoryLength;
  const isWhole =
    (await liesWhereItSays(zip, directoryOffset, end)) &&
    (await isWalkedToItsEnd(zip, directoryOffset + walked, end));
  if (!isWhole) throw new AppError('file-truncated', { where: 'ZIP directory' });
  return members.filter(isFile).map(withoutSlash);
}

/** What is called as a folder is, and yet holds something, is a file. */
function isFile({ path, size }: ZipMember): boolean {
  return !path.endsWith('/') || size > 0;
}

function withoutSlash(member: ZipMember): ZipMember {
  const { path } = member;
  return path.endsWith('/') ? { ...member, path: path.slice(0, -1) } : member;
}

/** The bytes that an entry takes in the directory. */
function lengthInDirectory({ rawFilename, rawExtraField, rawComment }: EntryMetaData): number {
  return centralLength + rawFilename.length + rawExtraField.length + rawComment.length;
}

/** An end that counts too few files would leave the rest out unsaid. Behind the last may only be a signature of them all. */
async function isWalkedToItsEnd(zip: Readable, walkedTo: number, end: number): Promise<boolean> {
  if (walkedTo >= end) return walkedTo === end;
  const record = viewOf(await zip.read(walkedTo, Math.min(end, walkedTo + signatureHead)));
  return (
    record.byteLength === signatureHead &&
    record.getUint32(0, true) === digitalSignature &&
    walkedTo + signatureHead + record.getUint16(4, true) === end
  );
}

function memberOf(entry: EntryMetaData): ZipMember {
  return {
    path: entry.filename.replaceAll('\\', '/'),
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    encrypted: entry.encrypted,
    method: entry.compressionMethod,
    crc: entry.crc32,
    offset: entry.offset,
  };
}

/**
 * A ZIP that was cut may end with a whole one that lay in it. The library takes that for a ZIP with something before it,
 * and all that is missing would go unsaid; but its directory says another place than where it lies.
 */
async function liesWhereItSays(zip: Readable, directory: number, end: number): Promise<boolean> {
  const record = viewOf(await zip.read(end, end + longestEnd));
  if (record.byteLength < shortestEnd) return false;
  switch (record.getUint32(0, true)) {
    case endOfDirectory:
      return record.getUint32(16, true) === directory;
    case endOfDirectory64:
      return (
        record.byteLength === longestEnd && record.getBigUint64(48, true) === BigInt(directory)
      );
    default:
      return false;
  }
}

/** Where the library reads from: the bytes that it asks for, and no more. */
function sourceOf(zip: Readable): Reader<Readable> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it asks for these members alone, and what can only read has no such class
  return {
    size: zip.size,
    get readable() {
      return streamOf(zip);
    },
    createReadable: () => streamOf(zip),
    readUint8Array: (from, length) => zip.read(from, from + length),
  };
}

/**
 * The bytes of one file.
 * @throws file-encrypted, file-damaged where they are not what was put in, or not so many, file-unknown-kind
 */
export async function openMember(zip: Readable, member: ZipMember): Promise<Bytes> {
  const parts: Bytes[] = [];
  for await (const part of memberParts(zip, member)) parts.push(part);
  return concatBytes(...parts);
}

/**
 * The same, a part at a time; whether it is whole shows at its end.
 * @throws file-encrypted, file-damaged, file-unknown-kind
 */
export async function* memberParts(zip: Readable, member: ZipMember): AsyncGenerator<Bytes> {
  const packed = await packedMember(zip, member);
  let [length, crc] = [0, 0];
  for await (const part of unpackedParts(packed, member)) {
    length += part.length;
    crc = crc32(part, crc);
    yield part;
  }
  if (length !== member.size || crc !== member.crc) throw new AppError('file-damaged');
}

/** Where the packed bytes of a file lie. */
async function packedMember(zip: Readable, member: ZipMember): Promise<Readable> {
  if (member.encrypted) throw new AppError('file-encrypted');
  const head = viewOf(await zip.read(member.offset, member.offset + localLength));
  if (head.byteLength < localLength || head.getUint32(0, true) !== localHeader) {
    throw new AppError('file-damaged');
  }
  const from = member.offset + localLength + head.getUint16(26, true) + head.getUint16(28, true);
  const size = member.packedSize;
  return {
    size,
    read: (start, end) => zip.read(from + Math.min(start, size), from + Math.min(end, size)),
  };
}

function unpackedParts(packed: Readable, { method, size }: ZipMember): AsyncGenerator<Bytes> {
  switch (method) {
    case 0:
      return bytesOf(packed);
    case 8:
      return heldToDirectory(inflatedParts(packed, 'deflate-raw', size));
    default:
      throw new AppError('file-unknown-kind', { where: `ZIP method ${String(method)}` });
  }
}

/** The ZIP is all there: a file in it that ends too early, or goes on for too long, is not what its directory says. */
async function* heldToDirectory(parts: AsyncGenerator<Bytes>): AsyncGenerator<Bytes> {
  try {
    yield* parts;
  } catch (thrown) {
    const isLie = ['file-truncated', 'file-too-large'].includes(codeOf(thrown));
    throw isLie ? new AppError('file-damaged', { cause: thrown }) : thrown;
  }
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as ZIP has it. `before`: that of the bytes before these, which are read a part at a time. @see ITU-T V.42 section 8.1.1.6.2 */
function crc32(bytes: Bytes, before = 0): number {
  let value = before ^ 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 255] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
