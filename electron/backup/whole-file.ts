import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/base/error.ts';
import type { BegunFile } from '../../shared/ipc/backup.ts';

/** A file that is being written under another name, and takes its own when all of it is on the disk. */
export type WholeFile = {
  readonly name: string;
  readonly part: string;
  /** Adds bytes at the end. After a failure nothing of the file is left. */
  write(bytes: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  /** Gives up; nothing of the file is left. Safe to call at any time and twice. */
  cancel(): Promise<void>;
};

export type Destination = {
  readonly path: string;
  /** Where it is written until it is whole: a sibling, so that it can take its name in one step. */
  readonly part: string;
  /** Whether an earlier file of that name may be replaced, because the person was asked. */
  readonly replace: boolean;
  readonly faultOf: (thrown: unknown) => ErrorCode;
};

/**
 * Begins a file that will be there whole or not at all.
 * @throws the codes of `faultOf`, here and in each of the steps
 */
export async function beginWholeFile(destination: Destination): Promise<WholeFile> {
  const { path, part } = destination;
  const refused = (thrown: unknown): AppError =>
    new AppError(destination.faultOf(thrown), { cause: thrown });
  const file = await open(part, 'wx', 0o600).catch((thrown: unknown) => {
    throw refused(thrown);
  });
  let gone = false;
  const cancel = async (): Promise<void> => {
    if (gone) return;
    gone = true;
    await file.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
  };
  const orCancel = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      await cancel();
      throw refused(thrown);
    }
  };
  return {
    name: basename(path),
    part,
    write: (bytes) => orCancel(() => file.writeFile(bytes)),
    finish: () =>
      orCancel(async () => {
        await file.sync();
        await file.close();
        if (!destination.replace && (await isThere(path))) throw new Error('the name is taken');
        await rename(part, path);
        gone = true;
        await syncFolder(dirname(path));
      }),
    cancel,
  };
}

/** How a page knows a file that was begun. */
export function begun(id: string, file: WholeFile): BegunFile {
  return { id, name: file.name };
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The new name reaches the disk with the folder. Windows, and some disks, refuse this and need it not. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
