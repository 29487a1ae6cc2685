import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import { AppError, codeOf, type ErrorCode } from '../../../shared/base/error.ts';
import type { FileKind } from '../api/files.ts';
import { inflatedParts } from './inflate.ts';
import { sortMembers } from './known-archives.ts';
import { isOwnExport } from './own-export.ts';
import { bytesOf, readableOf, type Readable } from './readable.ts';
import { headLength, largestOf, recognise } from './recognise.ts';
import { tarMemberParts, tarMembers, type TarMember } from './tar.ts';
import { memberParts, openMember, zipMembers } from './zip.ts';

/** A file that came, out of whatever it was packed in. */
export type FoundFile = {
  /** Its name, with the folders and the packed file it lay in: `export.zip/Condition.ndjson`. */
  readonly path: string;
  readonly kind: FileKind;
} & (
  | {
      readonly content: Readable;
      readonly gzipped: boolean;
      /** Of a file in a ZIP or tar that is too large to be held whole: its bytes, from the first to the last each time. */
      readonly opened?: () => AsyncGenerator<Bytes>;
    }
  | { readonly refused: ErrorCode; readonly where?: string }
);

export type NamedFile = { readonly name: string; readonly content: Readable };

/** DEFLATE writes 1,032 bytes for one at the most; a page without a word comes near to that. @see RFC 1951 section 3.2.5 */
const mostOfOne = 1032;
/** What is smaller fills nothing. */
const swellsFrom = 64 * 1024 * 1024;

/**
 * What packed files may hold in all, so that no small file fills the memory or the disk. A letter that shrinks well is no
 * fault: only what is packed several times over, or stands in several places at once, swells by more than one packing can.
 */
export type UnpackLimits = {
  readonly files: number;
  /** Bytes, unpacked, of all files together. */
  readonly bytes: number;
  /** Bytes of one file inside another. */
  readonly fileBytes: number;
  /** How deep one packed file may lie in another. */
  readonly nesting: number;
};

export const unpackLimits: UnpackLimits = {
  files: 20_000,
  bytes: 4 * 1024 ** 3,
  fileBytes: 400 * 1024 ** 2,
  nesting: 4,
};

type Budget = UnpackLimits & { filesLeft: number; bytesLeft: number };
/** A file that was given, and how much came out of it. */
type Given = { readonly size: number; unpacked: number };

/**
 * The files that were given and, one after the other, the files inside those that are packed. A file that cannot be
 * unpacked is `refused`, and costs none of the others.
 */
export async function* unpackFiles(
  files: Iterable<NamedFile>,
  limits: UnpackLimits = unpackLimits,
): AsyncGenerator<FoundFile> {
  const budget: Budget = { ...limits, filesLeft: limits.files, bytesLeft: limits.bytes };
  for (const { name, content } of files) {
    const given = { size: content.size, unpacked: 0 };
    yield* filesIn(name, content, { budget, given, depth: 0 });
  }
}

type Depth = { readonly budget: Budget; readonly given: Given; readonly depth: number };

async function* filesIn(path: string, content: Readable, at: Depth): AsyncGenerator<FoundFile> {
  let kind: FileKind = 'unknown';
  try {
    kind = recognise(await content.read(0, headLength));
    if (kind === 'zip') yield* filesInZip(path, content, at);
    else if (kind === 'gzip') yield* fileInGzip(path, content, at);
    else if (kind === 'tar') yield* filesInTar(path, { content, open: () => bytesOf(content) }, at);
    else yield { path, kind, content, gzipped: false };
  } catch (thrown) {
    yield refusal(path, kind, thrown);
  }
}

function refusal(path: string, kind: FileKind, thrown: unknown): FoundFile {
  const where = thrown instanceof AppError ? thrown.where : undefined;
  return defined({ path, kind, refused: codeOf(thrown), where });
}

async function* filesInZip(path: string, zip: Readable, at: Depth): AsyncGenerator<FoundFile> {
  if (at.depth >= at.budget.nesting) throw new AppError('file-bomb', { where: 'nesting' });
  const members = (await zipMembers(zip)).filter((member) => !isLitter(member.path));
  if (members.length === 0) throw new AppError('file-empty');
  if (await isOwnExport(zip, members)) {
    for (const { size } of members) spend(at, size);
    yield { path, kind: 'own-export', content: zip, gzipped: false };
    return;
  }
  const { wanted, measured } = sortMembers(members);
  if (measured.length > 0) {
    const inside = measured.join(', ');
    yield refusal(`${path}/${inside}`, 'unknown', new AppError('file-measured-by-phone'));
  }
  for (const member of wanted) {
    const inside = `${path}/${member.path}`;
    at.budget.filesLeft -= 1;
    if (at.budget.filesLeft < 0) throw new AppError('file-bomb', { where: 'number of files' });
    let bytes: Bytes;
    try {
      spend(at, member.size);
      if (member.size > at.budget.fileBytes) {
        const opened = () => memberParts(zip, member);
        yield largeMember(inside, { content: zip, opened, head: await headOf(opened()) });
        continue;
      }
      bytes = await openMember(zip, member);
    } catch (thrown) {
      yield refusal(inside, 'unknown', thrown);
      continue;
    }
    yield* filesIn(inside, readableOf(bytes), { ...at, depth: at.depth + 1 });
  }
}

type LargeMember = {
  readonly content: Readable;
  readonly opened: () => AsyncGenerator<Bytes>;
  readonly head: Bytes;
};

/** What is too large to be held whole, and whose text can be read as it comes. @throws file-too-large for any other */
function largeMember(path: string, { content, opened, head }: LargeMember): FoundFile {
  const kind = recognise(head);
  if (kind !== 'json' && kind !== 'ndjson') throw new AppError('file-too-large');
  return { path, kind, content, gzipped: false, opened };
}

/** A tar that lies there as it is, or comes out of gzip: its bytes from the first to the last, each time it is opened. */
type Tar = { readonly content: Readable; readonly open: () => AsyncGenerator<Bytes> };

/** It is gone through once before anything is taken out of it: only its end tells whether it is whole. */
async function* filesInTar(path: string, tar: Tar, at: Depth): AsyncGenerator<FoundFile> {
  if (at.depth >= at.budget.nesting) throw new AppError('file-bomb', { where: 'nesting' });
  if (tar.content.size > at.budget.bytes) throw new AppError('file-too-large');
  let files = 0;
  for await (const member of tarMembers(spending(tar.open(), at))) {
    at.budget.filesLeft -= 1;
    if (at.budget.filesLeft < 0) throw new AppError('file-bomb', { where: 'number of files' });
    if (isWanted(member)) files += 1;
  }
  if (files === 0) throw new AppError('file-empty');
  for await (const member of tarMembers(tar.open())) {
    if (isWanted(member)) yield* filesInMember(`${path}/${member.path}`, member, { ...at, tar });
  }
}

function isWanted({ kind, path }: TarMember): boolean {
  return kind !== 'folder' && !isLitter(path);
}

async function* filesInMember(
  inside: string,
  member: TarMember,
  { tar, ...at }: Depth & { readonly tar: Tar },
): AsyncGenerator<FoundFile> {
  const isLarge = member.size > at.budget.fileBytes;
  try {
    if (member.kind === 'other') throw new AppError('file-unknown-kind', { where: 'tar link' });
    if (isLarge) {
      const { offset, size } = member;
      const opened = () => tarMemberParts(tar.open(), { offset, size });
      const head = await member.bytes(headLength);
      yield largeMember(inside, { content: tar.content, opened, head });
      return;
    }
  } catch (thrown) {
    yield refusal(inside, 'unknown', thrown);
    return;
  }
  const content = readableOf(await member.bytes(member.size));
  yield* filesIn(inside, content, { ...at, depth: at.depth + 1 });
}

async function* spending(parts: AsyncIterable<Bytes>, at: Depth): AsyncGenerator<Bytes> {
  for await (const part of parts) {
    spend(at, part.length);
    yield part;
  }
}

/** What systems put beside files by themselves. */
function isLitter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/.test(path);
}

function spend({ budget, given }: Depth, bytes: number): void {
  budget.bytesLeft -= bytes;
  given.unpacked += bytes;
  const swells = given.unpacked > swellsFrom && given.unpacked > given.size * mostOfOne;
  if (budget.bytesLeft < 0 || swells)
    throw new AppError('file-bomb', { where: 'size of all files' });
}

/** A single file that is gzipped stays so where its text can be read as it comes; anything else is unpacked. */
async function* fileInGzip(path: string, gzip: Readable, at: Depth): AsyncGenerator<FoundFile> {
  const kind = recognise(await headOfGzip(gzip));
  if (kind === 'json' || kind === 'ndjson') {
    yield { path, kind, content: gzip, gzipped: true };
    return;
  }
  if (kind === 'tar') {
    const open = () => inflatedParts(gzip, 'gzip', Number.POSITIVE_INFINITY);
    yield* filesInTar(path, { content: gzip, open }, at);
    return;
  }
  if (at.depth >= at.budget.nesting) throw new AppError('file-bomb', { where: 'nesting' });
  const bytes = await unpackedGzip(gzip, Math.min(largestOf(kind), at.budget.fileBytes), at);
  yield* filesIn(path, readableOf(bytes), { ...at, depth: at.depth + 1 });
}

function headOfGzip(gzip: Readable): Promise<Bytes> {
  return headOf(inflatedParts(gzip, 'gzip', Number.POSITIVE_INFINITY));
}

async function headOf(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const head = new Uint8Array(headLength);
  let length = 0;
  for await (const part of parts) {
    head.set(part.subarray(0, headLength - length), length);
    length = Math.min(headLength, length + part.length);
    if (length === headLength) break;
  }
  return head.subarray(0, length);
}

/** Room grows with what comes, and never beyond what is left of the budget. */
async function unpackedGzip(gzip: Readable, largest: number, at: Depth): Promise<Bytes> {
  const parts: Bytes[] = [];
  const unpacked = inflatedParts(gzip, 'gzip', largest);
  for await (const part of spending(unpacked, at)) parts.push(part);
  return concatBytes(...parts);
}
