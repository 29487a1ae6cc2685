import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { AppError } from '../../shared/base/error.ts';
import { backupName, type ListedBackup } from '../../shared/ipc/backup.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import { backupFault } from './fault.ts';
import { beginWholeFile, type WholeFile } from './whole-file.ts';

type BackupFile = Input<'backup:write-begin'>;

/**
 * Every backup of a folder: what is called otherwise is none of ours and is not looked at.
 * @throws the codes of `backupFault`
 */
export async function listBackups(
  ownFolder: string,
  { folder }: Input<'backup:list'>,
): Promise<readonly ListedBackup[]> {
  return inFolder(ownFolder, folder, async (path) => {
    const names = (await readdir(path)).filter((name) => backupName.test(name));
    return Promise.all(
      names.sort().map(async (name) => ({ name, bytes: (await stat(join(path, name))).size })),
    );
  });
}

/** Begins a new backup, after taking away what an interrupted one of the same vault left. `busy`: parts being written now. */
export async function beginBackup(
  ownFolder: string,
  { folder, fileName }: BackupFile,
  busy: ReadonlySet<string>,
): Promise<WholeFile> {
  return inFolder(ownFolder, folder, async (path) => {
    await sweepParts(path, fileName, busy);
    return beginWholeFile({
      path: join(path, fileName),
      part: join(path, partNameOf(fileName)),
      replace: false,
      faultOf: backupFault,
    });
  });
}

/** Removes one backup; that it is gone already is fine. */
export async function removeBackup(
  ownFolder: string,
  { folder, fileName }: BackupFile,
): Promise<void> {
  await inFolder(ownFolder, folder, (path) => rm(join(path, fileName), { force: true }));
}

/** Where a backup of this name lies. */
export function pathOfBackup(ownFolder: string, { folder, fileName }: BackupFile): string {
  return join(folderAt(ownFolder, folder), fileName);
}

const part = /^\.(phr-backup-.*)\.part$/;

function partNameOf(fileName: string): string {
  return `.${fileName}.part`;
}

async function sweepParts(
  folder: string,
  fileName: string,
  busy: ReadonlySet<string>,
): Promise<void> {
  const stale = (await readdir(folder)).filter((name) => {
    const backup = part.exec(name)?.[1] ?? '';
    const ours = backupName.test(backup) && tagOf(backup) === tagOf(fileName);
    return ours && !busy.has(join(folder, name));
  });
  await Promise.all(stale.map((name) => rm(join(folder, name), { force: true })));
}

/** The end of a backup's name tells the vaults apart that share a folder. */
function tagOf(fileName: string): string {
  return fileName.slice(-'00000000.age'.length);
}

function folderAt(ownFolder: string, folder: string | undefined): string {
  if (folder === undefined) return ownFolder;
  if (!isAbsolute(folder)) throw new AppError('message-invalid', { where: 'folder' });
  return folder;
}

/** The program's own folder is made where it is not there; a chosen one that is gone may be a stick that is not plugged in. */
async function inFolder<T>(
  ownFolder: string,
  folder: string | undefined,
  work: (path: string) => Promise<T>,
): Promise<T> {
  try {
    const path = folderAt(ownFolder, folder);
    if (folder === undefined) await mkdir(path, { recursive: true, mode: 0o700 });
    return await work(path);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError(backupFault(thrown), { cause: thrown });
  }
}
