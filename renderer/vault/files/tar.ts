import type { Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { inOrder, type InOrder } from './in-order.ts';
import {
  blockLength,
  paxRecords,
  readTarHeader,
  textUpToNul,
  type TarHeader,
} from './tar-header.ts';

/*
 * A tar file, read from its first byte to its last, so that it may come out of gzip: headers, each with the bytes of its
 * file after it. Nothing is written anywhere, so a path is only a name.
 * @see POSIX.1-2017, pax; GNU tar manual, "Basic Tar Format", for long names
 */

/** Something in a tar file. `bytes` and `head` can be called once, before the next is asked for. */
export type TarMember = {
  readonly path: string;
  readonly size: number;
  /** Where its bytes begin. */
  readonly offset: number;
  /** `other`: a link, a device, a file with holes; what it stands for is not in it as it is. */
  readonly kind: 'file' | 'folder' | 'other';
  /** Its first bytes, `most` of them. */
  readonly bytes: (most: number) => Promise<Bytes>;
};

/** A name is no longer than that. */
const longestHeader = 1024 * 1024;

/**
 * The members of a tar in their order; what is not read of one is passed over.
 * @throws file-truncated where it ends without an end, file-damaged where a header is none
 */
export async function* tarMembers(
  parts: AsyncGenerator<Bytes>,
): AsyncGenerator<TarMember, undefined> {
  const reader = inOrder(parts);
  let extended = noRecords;
  let zeros = 0;
  try {
    for (;;) {
      const block = await reader.upTo(blockLength);
      if (block.length === 0 && zeros >= blocksAtEnd) return;
      if (block.length < blockLength) throw new AppError('file-truncated');
      const header = readTarHeader(block);
      zeros = header === undefined ? zeros + 1 : 0;
      if (header === undefined) continue;
      if (isExtension(header.type)) {
        extended = new Map([...extended, ...(await recordsIn(reader, header))]);
        continue;
      }
      const size = sizeOf(header, extended);
      const offset = reader.position();
      yield {
        ...{ path: plainPath(extended.get('path') ?? header.path), size, offset },
        kind: kindOf(header.type, header.path, extended),
        bytes: (most) => reader.upTo(Math.min(most, size - (reader.position() - offset))),
      };
      extended = noRecords;
      await reader.skip(offset + padded(size) - reader.position());
    }
  } finally {
    await parts.return(undefined);
  }
}

/** The bytes of one member, by where they begin and how many they are. @throws file-truncated */
export async function* tarMemberParts(
  parts: AsyncGenerator<Bytes>,
  { offset, size }: Pick<TarMember, 'offset' | 'size'>,
): AsyncGenerator<Bytes> {
  const reader = inOrder(parts);
  try {
    await reader.skip(offset);
    while (reader.position() < offset + size) {
      const part = await reader.some(offset + size - reader.position());
      if (part.length === 0) throw new AppError('file-truncated');
      yield part;
    }
  } finally {
    await parts.return(undefined);
  }
}

const noRecords: ReadonlyMap<string, string> = new Map();
const blocksAtEnd = 2;

function padded(size: number): number {
  return Math.ceil(size / blockLength) * blockLength;
}

/** Headers that say something of what comes next: POSIX's, for one file or all, and GNU's for a long name or link. */
function isExtension(type: string): boolean {
  return 'xgLK'.includes(type);
}

/** What an extension says of the next member. What POSIX's "g" says of all of them is neither a path nor a size. */
async function recordsIn(
  reader: InOrder,
  { type, size }: TarHeader,
): Promise<ReadonlyMap<string, string>> {
  if (size > longestHeader) throw new AppError('file-damaged', { where: 'tar header' });
  const bytes = await reader.upTo(size);
  await reader.skip(padded(size) - bytes.length);
  if (type === 'x') return paxRecords(bytes);
  return type === 'L' ? new Map([['path', textUpToNul(bytes)]]) : noRecords;
}

/** How many bytes follow a header. Behind links, devices and folders there are none, whatever their size says. */
function sizeOf({ type, size }: TarHeader, extended: ReadonlyMap<string, string>): number {
  if ('123456'.includes(type)) return 0;
  const written = extended.get('size') ?? String(size);
  const read = /^\d+$/.test(written) ? Number(written) : Number.NaN;
  if (!Number.isSafeInteger(read)) throw new AppError('file-damaged', { where: 'tar header' });
  return read;
}

function kindOf(
  type: string,
  path: string,
  extended: ReadonlyMap<string, string>,
): TarMember['kind'] {
  const hasHoles = [...extended.keys()].some((key) => key.startsWith('GNU.sparse.'));
  if (type === '5' || (type === '0' && path.endsWith('/'))) return 'folder';
  return (type === '0' || type === '7') && !hasHoles ? 'file' : 'other';
}

/** "./export/Condition.ndjson" is the same place as "export/Condition.ndjson". */
function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
}
