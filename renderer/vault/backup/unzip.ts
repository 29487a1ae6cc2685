import { Unzip, UnzipInflate } from 'fflate';
import { AppError } from '../../../shared/base/error.ts';
import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { manifestFile } from './format.ts';

/** Beyond this a file is none that this program writes: an attachment is far smaller. */
const largestFile = 1024 * 1024 * 1024;

export type UnzippedFile = { readonly name: string; readonly bytes: Bytes };

/**
 * The files of an archive as `zipArchive` writes it, one after the other, up to the manifest; the rest of the bytes is
 * read, so that whoever hands them in finds what is wrong with the end.
 * @throws backup-not-readable where it is no such archive
 */
export async function* filesOf(archive: AsyncIterable<Bytes>): AsyncGenerator<UnzippedFile> {
  const found: UnzippedFile[] = [];
  const unzip = new Unzip((file) => {
    const parts: Uint8Array[] = [];
    let length = 0;
    file.ondata = (fault, part, isLast) => {
      length += fault === null ? part.length : 0;
      if (fault !== null || length > largestFile) throw new AppError('backup-not-readable');
      parts.push(part);
      if (isLast) found.push({ name: file.name, bytes: concatBytes(...parts) });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  let isOver = false;
  for await (const piece of archive) {
    if (isOver) continue;
    pushed(unzip, piece);
    const last = found.findIndex((file) => file.name === manifestFile);
    isOver = last >= 0;
    yield* found.splice(0).slice(0, isOver ? last + 1 : undefined);
  }
}

function pushed(unzip: Unzip, piece: Bytes): void {
  try {
    unzip.push(piece, false);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('backup-not-readable', { cause });
  }
}
