import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/base/error.ts';
import {
  isReplacedKey,
  readPieces,
  rowJoiner,
  rowKey,
  writePieces,
  type RowPiece,
} from '../../shared/ipc/spare-rows.ts';
import { frameAt, frameHead, readFrames } from './frames.ts';
import { finishReplacing, replaceFile } from './replace-file.ts';
import { rowIndex, type PiecePlace, type RowIndex } from './row-index.ts';
import { shredFile } from './shred.ts';

/** The file of a row that is replaced. @throws message-invalid where this is no key of a row */
export function fileOf(key: string): string {
  if (!rowKey.test(key)) throw new AppError('message-invalid', { where: 'row' });
  return `${key.replace('/', '-')}.row`;
}

/** The files of a spare that hold rows, by name. */
export async function rowFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^(\d{8}\.rows|header\.row|secrets-[0-9a-f]{64}\.row)$/.test(name))
    .sort();
}

/** What a spare has, and where it is added to. */
export type Scanned = {
  readonly index: RowIndex;
  /** The file that is added to; without one, number 0. */
  readonly last: { number: number; end: number; isClosed: boolean };
};

/** Reads every file and notes each row that is whole. */
export async function scan(folder: string): Promise<Scanned> {
  await finishReplacing(folder);
  const index = rowIndex();
  const last = { number: 0, end: 0, isClosed: true };
  for (const file of await rowFiles(folder)) {
    const bytes = await readFile(join(folder, file)).catch(() => undefined);
    const { frames, isDamaged } = readFrames(bytes ?? new Uint8Array());
    for (const { at, length, content } of frames) {
      for (const piece of piecesOrNone(content)) {
        const isHere = file.endsWith('.rows')
          ? !isReplacedKey(piece.key)
          : fileOf(piece.key) === file;
        if (isHere) index.take(piece, { file, frame: { at, length } });
      }
    }
    if (!file.endsWith('.rows')) continue;
    last.number = Number.parseInt(file, 10);
    last.end = bytes?.length ?? 0;
    last.isClosed = isDamaged || bytes === undefined;
  }
  return { index, last };
}

/** The file of rows with this number. */
export function nameOf(number: number): string {
  return `${String(number).padStart(8, '0')}.rows`;
}

function piecesOrNone(content: Uint8Array): readonly RowPiece[] {
  try {
    return readPieces(content);
  } catch {
    return [];
  }
}

/** A whole row that lies at these places; `undefined` where it is not whole any more. */
export async function readRow(
  folder: string,
  places: readonly PiecePlace[],
  key: string,
): Promise<Uint8Array | undefined> {
  const reader = pieceReader(folder);
  const joiner = rowJoiner();
  for (const place of places) {
    const piece = await reader.read(place, key);
    const whole = piece === undefined ? undefined : joiner.take(piece);
    if (whole !== undefined) return whole.row;
  }
  return undefined;
}

/** Reads pieces, and the checksums of their frames once more: a file may have changed since it was scanned. */
export function pieceReader(folder: string) {
  let last:
    | { readonly file: string; readonly at: number; readonly pieces: readonly RowPiece[] }
    | undefined;
  return {
    async read(place: PiecePlace | undefined, key: string): Promise<RowPiece | undefined> {
      if (place === undefined) return undefined;
      const { file, frame, offset } = place;
      if (last?.file !== file || last.at !== frame.at) {
        last = { file, at: frame.at, pieces: await piecesOfFrame(join(folder, file), frame) };
      }
      return last.pieces.findLast((piece) => piece.key === key && piece.offset === offset);
    },
  };
}

async function piecesOfFrame(
  path: string,
  { at, length }: PiecePlace['frame'],
): Promise<readonly RowPiece[]> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return [];
  try {
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, at);
    return piecesOrNone(frameAt(bytes, 0)?.content ?? new Uint8Array());
  } catch {
    return [];
  } finally {
    await handle.close();
  }
}

/** Writes a file anew without these rows, where it has any of them. */
export async function withoutRows(path: string, gone: ReadonlySet<string>): Promise<void> {
  const { frames: found, isDamaged } = readFrames(await readFile(path));
  const frames = found.map(({ content }) => piecesOrNone(content));
  // What is damaged may hold a part of such a row, and nobody reads it any more.
  if (!isDamaged && !frames.some((pieces) => pieces.some(({ key }) => gone.has(key)))) return;
  const kept = frames
    .map((pieces) => pieces.filter(({ key }) => !gone.has(key)))
    .filter((pieces) => pieces.length > 0);
  if (kept.length === 0) return shredFile(path);
  const contents = kept.map(writePieces);
  await replaceFile(
    path,
    contents.flatMap((content) => [frameHead(content), content]),
  );
}
