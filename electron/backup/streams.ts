import { randomUUID } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/base/error.ts';
import type { OpenedFile } from '../../shared/ipc/backup.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import { backupFault } from './fault.ts';
import type { WholeFile } from './whole-file.ts';

/** The files that a page reads and writes piece by piece. */
export type Streams = {
  keep(file: WholeFile): string;
  /** The parts that are being written now. */
  parts(): ReadonlySet<string>;
  write(input: Input<'stream:write'>): Promise<void>;
  finish(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
  /** @throws the codes of `backupFault` */
  openToRead(path: string): Promise<OpenedFile>;
  read(input: Input<'stream:read'>): Promise<Uint8Array<ArrayBuffer>>;
  close(id: string): Promise<void>;
  /** Lets go of everything; what was not finished is not there. */
  closeAll(): Promise<void>;
};

export function keepStreams(): Streams {
  const writing = new Map<string, WholeFile>();
  const reading = new Map<string, FileHandle>();
  const ended = async (id: string, end: (file: WholeFile) => Promise<void>): Promise<void> => {
    const file = known(writing, id);
    try {
      await end(file);
    } finally {
      writing.delete(id);
    }
  };
  return {
    keep(file) {
      const id = randomUUID();
      writing.set(id, file);
      return id;
    },
    parts: () => new Set([...writing.values()].map((file) => file.part)),
    write: ({ id, bytes }) => known(writing, id).write(bytes),
    finish: (id) => ended(id, (file) => file.finish()),
    cancel: (id) => ended(id, (file) => file.cancel()),
    async openToRead(path) {
      const { file, bytes } = await opened(path);
      const id = randomUUID();
      reading.set(id, file);
      return { id, name: basename(path), bytes };
    },
    read: ({ id, at, length }) => readPiece(known(reading, id), at, length),
    async close(id) {
      const file = known(reading, id);
      reading.delete(id);
      await file.close();
    },
    async closeAll() {
      const files = [...reading.values()];
      reading.clear();
      const cancelled = [...writing.values()].map((file) => file.cancel());
      writing.clear();
      await Promise.all([...cancelled, ...files.map((file) => file.close())]);
    },
  };
}

/** @throws message-invalid where there is no such stream, or it was ended by a lock */
function known<T>(streams: ReadonlyMap<string, T>, id: string): T {
  const stream = streams.get(id);
  if (stream === undefined) throw new AppError('message-invalid', { where: 'stream' });
  return stream;
}

async function opened(path: string): Promise<{ file: FileHandle; bytes: number }> {
  try {
    const file = await open(path, 'r');
    const about = await file.stat();
    if (about.isFile()) return { file, bytes: about.size };
    await file.close();
  } catch (thrown) {
    throw new AppError(backupFault(thrown), { cause: thrown });
  }
  throw new AppError('backup-not-readable');
}

/** Up to `length` bytes; fewer at the end of the file, none beyond it. */
async function readPiece(
  file: FileHandle,
  at: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const piece = new Uint8Array(length);
    const { bytesRead } = await file.read(piece, 0, length, at);
    return piece.subarray(0, bytesRead);
  } catch (thrown) {
    throw new AppError(backupFault(thrown), { cause: thrown });
  }
}
