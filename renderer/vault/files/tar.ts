import type { Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
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
/** Programs write one, two or three before a file. */
const mostExtensions = 100;

/**
 * The members of a tar in their order; what is not read of one is passed over.
 * @throws file-truncated where it ends without an end, file-damaged where a header is none
 */
export async function* tarMembers(
  parts: AsyncGenerator<Bytes>,
): AsyncGenerator<TarMember, undefined> {
  const reader = inOrder(parts);
  let extended = noRecords;
  let [zeros, extensions] = [0, 0];
  try {
    for (;;) {
      const block = await reader.upTo(blockLength);
      if (block.length === 0 && zeros >= blocksAtEnd) return;
      if (block.length < blockLength) throw new AppError('file-truncated');
      const header = readTarHeader(block);
      zeros = header === undefined ? zeros + 1 : 0;
      if (header === undefined) continue;
      if (isExtension(header.type)) {
        extensions += 1;
        if (extensions > mostExtensions) {
          throw new AppError('file-damaged', { where: 'tar header' });
        }
        extended = { ...extended, ...(await recordsIn(reader, header)) };
        continue;
      }
      extensions = 0;
      const size = sizeOf(header, extended);
      const offset = reader.position();
      yield {
        ...{ path: plainPath(extended.path ?? header.path), size, offset },
        kind: kindOf(header, size, extended),
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

/** What is used of the headers that come before a member; all else in them is passed over. */
type Extended = { readonly path?: string; readonly size?: string; readonly hasHoles?: boolean };

const noRecords: Extended = {};
const blocksAtEnd = 2;

function padded(size: number): number {
  return Math.ceil(size / blockLength) * blockLength;
}

/** Headers that say something of what comes next: POSIX's, for one file or all, and GNU's for a long name or link. */
function isExtension(type: string): boolean {
  return 'xgLK'.includes(type);
}

/** What an extension says of the next member. What POSIX's "g" says of all of them is neither a path nor a size. */
async function recordsIn(reader: InOrder, { type, size }: TarHeader): Promise<Extended> {
  if (size > longestHeader) throw new AppError('file-damaged', { where: 'tar header' });
  const bytes = await reader.upTo(size);
  await reader.skip(padded(size) - bytes.length);
  if (type === 'x') return usedOf(paxRecords(bytes));
  return type === 'L' ? { path: textUpToNul(bytes) } : noRecords;
}

function usedOf(records: ReadonlyMap<string, string>): Extended {
  const hasHoles = [...records.keys()].some((key) => key.startsWith('GNU.sparse.'));
  return defined({
    path: records.get('path'),
    size: records.get('size'),
    hasHoles: hasHoles || undefined,
  });
}

/** How many bytes follow a header. Behind links, devices and folders there are none, whatever their size says. */
function sizeOf({ type, size }: TarHeader, extended: Extended): number {
  if ('123456'.includes(type)) return 0;
  const written = extended.size ?? String(size);
  const read = /^\d+$/.test(written) ? Number(written) : Number.NaN;
  if (!Number.isSafeInteger(read)) throw new AppError('file-damaged', { where: 'tar header' });
  return read;
}

/** What is called as a folder is, and yet holds something, is a file. */
function kindOf(
  { type, path }: TarHeader,
  size: number,
  { hasHoles = false }: Extended,
): TarMember['kind'] {
  if (type === '5' || (type === '0' && path.endsWith('/') && size === 0)) return 'folder';
  return (type === '0' || type === '7') && !hasHoles ? 'file' : 'other';
}

/** "./export/Condition.ndjson" is the same place as "export/Condition.ndjson". */
function plainPath(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  return plain.endsWith('/') ? plain.slice(0, -1) : plain;
}
