import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { crc32 } from './crc32.ts';
import { inflatedParts } from './inflate.ts';
import { partsOf, type Readable } from './readable.ts';

/*
 * ZIP, read by its central directory, which alone counts: what stands between the files is not looked at.
 * Every file's CRC-32 is checked, so that no altered file is taken for whole.
 * @see PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16
 */
const endOfDirectory = 0x06054b50;
const endLength = 22;
const longestComment = 0xffff;
const centralHeader = 0x02014b50;
const centralLength = 46;
const localHeader = 0x04034b50;
const localLength = 30;
/** What a field says whose true value stands in a ZIP64 record. */
const inZip64 = 0xffffffff;
const isEncrypted = 1;
const isUtf8 = 0x800;

/** A file inside a ZIP, before it is opened. */
export type ZipMember = {
  readonly path: string;
  /** As the ZIP claims; `openMember` holds it to that. */
  readonly size: number;
  readonly packedSize: number;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly offset: number;
};

/**
 * The files of a ZIP, folders left out.
 * @throws file-truncated where its end is missing, file-too-large where it is of the kind for more than 4 GB
 */
export async function zipMembers(zip: Readable): Promise<ZipMember[]> {
  const tail = await zip.read(Math.max(0, zip.size - endLength - longestComment), zip.size);
  const view = viewOf(tail);
  const end = endOf(view);
  if (end === undefined) throw new AppError('file-truncated');
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (offset === inZip64 || size === inZip64) throw new AppError('file-too-large');
  if (offset + size > zip.size) throw new AppError('file-truncated');
  const members = membersIn(await zip.read(offset, offset + size), count);
  return members.filter(({ path }) => !path.endsWith('/'));
}

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - endLength; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  return undefined;
}

function membersIn(directory: Bytes, count: number): ZipMember[] {
  const view = viewOf(directory);
  const members: ZipMember[] = [];
  let at = 0;
  while (members.length < count) {
    const isWhole = at + centralLength <= directory.length;
    if (!isWhole || view.getUint32(at, true) !== centralHeader)
      throw new AppError('file-truncated');
    const nameEnd = at + centralLength + view.getUint16(at + 28, true);
    const flags = view.getUint16(at + 8, true);
    members.push({
      path: nameOf(directory.subarray(at + centralLength, nameEnd), flags),
      size: view.getUint32(at + 24, true),
      packedSize: view.getUint32(at + 20, true),
      encrypted: (flags & isEncrypted) !== 0,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      offset: view.getUint32(at + 42, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}

/** Old programs wrote names in the character set of their day; the commonest is as good a guess as any. */
function nameOf(bytes: Bytes, flags: number): string {
  const encoding = (flags & isUtf8) === 0 && bytes.some((byte) => byte > 127) ? 'latin1' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes).replaceAll('\\', '/');
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
      return partsOf(packed);
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
