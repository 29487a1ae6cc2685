import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/base/error.ts';
import type { SpareAnswer, SpareHas } from '../../shared/ipc/spare.ts';
import {
  isReplacedKey,
  lengthOf,
  piecesOf,
  readPieces,
  rowJoiner,
  writePieces,
  type RowPiece,
} from '../../shared/ipc/spare-rows.ts';
import { shredFile, shredFolder } from './shred.ts';
import { systemCodeOf } from '../system-code.ts';
import { frameHead } from './frames.ts';
import { finishReplacing, replaceFile } from './replace-file.ts';
import {
  fileOf,
  nameOf,
  pieceReader,
  readRow,
  rowFiles,
  scan,
  withoutRows,
  type Scanned,
} from './row-files.ts';

/*
 * A folder a vault:
 *   00000001.rows …    segments, rows of the log, and the head after each of them; only ever added to
 *   header.row, secrets-….row   what is replaced: a file each, so that nothing of an earlier one stays
 *   complete           empty: everything that the vault had has been added, and nothing failed to come since
 */
const fileLimit = 32 * 1024 * 1024;
/** The disk is asked to have it all when nothing was added for so long. */
const settleMs = 2000;
const answerLength = 4 * 1024 * 1024;
const completeMark = 'complete';

/** One vault's rows once more, outside of the browser's database. Calls follow one another. */
export type SpareFiles = {
  have(): Promise<SpareHas>;
  /** Pieces of these rows in order, as many as make a good answer, from piece `from` of the first one on. */
  read(keys: readonly string[], from: number): Promise<SpareAnswer>;
  /** @throws message-invalid where these are no pieces; vault-storage-full, vault-storage-failed */
  append(bytes: Uint8Array): Promise<void>;
  /** Destroys every piece of these rows. @throws vault-storage-full, vault-storage-failed */
  remove(keys: readonly string[]): Promise<void>;
  complete(): Promise<void>;
  isComplete(): Promise<boolean>;
  /** Waits for what is under way, and lets go of the file. */
  settle(): Promise<void>;
  /**
   * The owner has deleted this vault: nothing is taken any more.
   * @throws vault-storage-failed where its files cannot be taken away: they are whole then
   */
  destroy(): Promise<void>;
  /** Keeps the files at another place. @throws vault-storage-failed */
  setAside(place: string): Promise<void>;
};

/** The spare in this folder, which need not be there yet. */
export function vaultSpare(folder: string): SpareFiles {
  const inTurn = oneAfterTheOther();
  const replaced = rowJoiner();
  let scanned: Promise<Scanned> | undefined;
  let current: { readonly file: FileHandle; readonly name: string } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isGone = false;

  const known = async () => {
    scanned ??= scan(folder).catch((thrown: unknown) => {
      scanned = undefined;
      throw thrown;
    });
    return scanned;
  };
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    const { file } = current ?? {};
    current = undefined;
    await file?.sync().catch(() => undefined);
    await file?.close().catch(() => undefined);
  };
  const anew = async (): Promise<void> => {
    await close();
    scanned = undefined;
  };

  /** The last file is added to, unless something in it is damaged or it is full. */
  async function openFile(): Promise<{ readonly file: FileHandle; readonly name: string }> {
    const { last } = await known();
    await mkdir(folder, { recursive: true });
    if (!last.isClosed && last.end < fileLimit) {
      const name = nameOf(last.number);
      const file = await open(join(folder, name), 'a', 0o600);
      // Somebody else took it away or wrote to it: what is added would not be found where it is looked for.
      const size = await file.stat().then(
        (found) => found.size,
        () => undefined,
      );
      if (size === last.end) return { file, name };
      await file.close();
    }
    last.number += 1;
    last.end = 0;
    last.isClosed = false;
    const name = nameOf(last.number);
    return { file: await open(join(folder, name), 'wx', 0o600), name };
  }

  async function addFrame(pieces: readonly RowPiece[]): Promise<void> {
    const { index, last } = await known();
    if (last.end >= fileLimit) await close();
    current ??= await openFile();
    const { file, name } = current;
    const { end } = last;
    const content = writePieces(pieces);
    const frame = Buffer.concat([frameHead(content), content]);
    try {
      await file.appendFile(frame);
    } catch (thrown) {
      // What came half is cut off again; where it cannot be, the mark of the next frame is found behind it.
      await file.truncate(end).catch(() => undefined);
      await close();
      last.isClosed = true;
      throw thrown;
    }
    last.end += frame.length;
    for (const piece of pieces)
      index.take(piece, { file: name, frame: { at: end, length: frame.length } });
    clearTimeout(timer);
    timer = setTimeout(() => void inTurn(close), settleMs).unref();
  }

  async function replaceRow(key: string, row: Uint8Array): Promise<void> {
    const { index } = await known();
    await mkdir(folder, { recursive: true });
    const file = fileOf(key);
    const pieces = piecesOf(key, row);
    const frames = pieces.map((piece) => {
      const content = writePieces([piece]);
      return Buffer.concat([frameHead(content), content]);
    });
    await replaceFile(join(folder, file), frames);
    let at = 0;
    for (const [nth, piece] of pieces.entries()) {
      const { length } = frames[nth] ?? { length: 0 };
      index.take(piece, { file, frame: { at, length } });
      at += length;
    }
  }

  /** What did not arrive is missing until the vault has been compared with its spare again. */
  async function orIncomplete(add: () => Promise<void>): Promise<void> {
    try {
      await orStorageFault(add);
    } catch (thrown) {
      await rm(join(folder, completeMark), { force: true }).catch(() => undefined);
      throw thrown;
    }
  }

  return {
    have: () =>
      inTurn(async () => {
        const { index } = await orStorageFault(known);
        const keys = [...index.keys()];
        const digests: Record<string, string> = {};
        for (const key of keys.filter((one) => isReplacedKey(one) || one === 'head')) {
          const row = await readRow(folder, index.placesOf(key), key);
          if (row !== undefined) digests[key] = createHash('sha256').update(row).digest('hex');
        }
        return {
          log: keys.flatMap((key) => (key.startsWith('log/') ? [Number(key.slice(4))] : [])),
          segments: keys.flatMap((key) => (key.startsWith('segments/') ? [key.slice(9)] : [])),
          digests,
        };
      }),
    read: (keys, from) =>
      inTurn(async () => {
        const { index } = await orStorageFault(known);
        const reader = pieceReader(folder);
        const found: RowPiece[] = [];
        let length = 0;
        for (const [done, key] of keys.entries()) {
          const places = index.placesOf(key);
          for (let at = done === 0 ? from : 0; at < places.length; at += 1) {
            if (length >= answerLength) return { bytes: writePieces(found), done, from: at };
            const piece = await reader.read(places[at], key);
            // Without it the row is no row: its other pieces need not be sent.
            if (piece === undefined) break;
            found.push(piece);
            length += lengthOf(piece);
          }
        }
        return { bytes: writePieces(found), done: keys.length, from: 0 };
      }),
    append: (bytes) =>
      inTurn(async () => {
        if (isGone) return;
        const pieces = piecesIn(bytes);
        await orIncomplete(async () => {
          const rows = new Map<string, Uint8Array>();
          for (const piece of pieces.filter(({ key }) => isReplacedKey(key))) {
            const whole = replaced.take(piece);
            if (whole !== undefined) rows.set(whole.key, whole.row);
          }
          for (const [key, row] of rows) await replaceRow(key, row);
          const added = pieces.filter(({ key }) => !isReplacedKey(key));
          if (added.length > 0) await addFrame(added);
        });
      }),
    remove: (keys) =>
      inTurn(() =>
        orStorageFault(async () => {
          await anew();
          await finishReplacing(folder);
          const gone = new Set(keys);
          for (const name of await rowFiles(folder)) {
            if (name.endsWith('.rows')) await withoutRows(join(folder, name), gone);
          }
          for (const key of keys)
            if (isReplacedKey(key)) await shredFile(join(folder, fileOf(key)));
        }),
      ),
    complete: () =>
      inTurn(() =>
        orStorageFault(async () => {
          if (!isGone) await writeFile(join(folder, completeMark), '');
        }),
      ),
    isComplete: async () =>
      (await stat(join(folder, completeMark)).catch(() => undefined)) !== undefined,
    settle: () => inTurn(close),
    destroy: () =>
      inTurn(async () => {
        isGone = true;
        await anew();
        await orStorageFault(() => destroyFolder(folder));
      }),
    setAside: (place) =>
      inTurn(async () => {
        await anew();
        await orStorageFault(() => renameIfThere(folder, place));
      }),
  };
}

/**
 * Takes a folder away so that whatever interrupts this, nobody finds a vault in it.
 * @throws where it cannot be put out of the way: it is whole then
 */
export async function destroyFolder(folder: string): Promise<void> {
  const gone = folder.endsWith('.gone') ? folder : `${folder}.gone`;
  if (folder !== gone) {
    await shredFolder(gone);
    await renameIfThere(folder, gone);
  }
  await shredFolder(gone);
}

async function renameIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((thrown: unknown) => {
    if (systemCodeOf(thrown) !== 'ENOENT') throw thrown;
  });
}

function piecesIn(bytes: Uint8Array): readonly RowPiece[] {
  try {
    return readPieces(bytes);
  } catch (cause) {
    throw new AppError('message-invalid', { cause, where: 'spare' });
  }
}

async function orStorageFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(systemCodeOf(cause));
    throw new AppError(isFull ? 'vault-storage-full' : 'vault-storage-failed', { cause });
  }
}

function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
