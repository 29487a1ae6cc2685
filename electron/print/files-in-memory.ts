import { stat } from 'node:fs/promises';

/** Folders that Linux keeps in memory: that of the person's own session, else that of shared memory. */
const foldersInMemory = [process.env['XDG_RUNTIME_DIR'], '/dev/shm'];

/**
 * Does work for which Chromium makes a temporary file, with that file in memory. On Linux it hands a print job to the
 * system as an unencrypted PDF in the folder that TMPDIR names, and removes it afterwards; a disk would keep its bytes.
 */
export async function withFilesInMemory<T>(work: () => Promise<T>): Promise<T> {
  const folder = process.platform === 'linux' ? await firstFolder(foldersInMemory) : undefined;
  if (folder === undefined) return work();
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function firstFolder(folders: readonly (string | undefined)[]): Promise<string | undefined> {
  for (const folder of folders) {
    if (folder !== undefined && (await isFolder(folder))) return folder;
  }
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
