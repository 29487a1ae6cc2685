import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const blockSize = 1024 * 1024;

/**
 * Removes the files of a folder; one that has no other name left is written over with zeroes before.
 * That destroys its bytes on a plain disk. A file system or a disk that writes elsewhere than it is told
 * (snapshots, most flash memory) may still hold them.
 */
export async function shredFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if ((await stat(path).catch(() => undefined))?.isFile() === true) await shredFile(path);
  }
  await rm(folder, { recursive: true, force: true });
}

/** Removes one file, as `shredFolder` does. */
export async function shredFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true && found.nlink === 1) await overwrite(path, found.size);
  await rm(path, { force: true });
}

/** What cannot be written over is removed all the same. */
async function overwrite(path: string, size: number): Promise<void> {
  const file = await open(path, 'r+').catch(() => undefined);
  if (file === undefined) return;
  try {
    const zeroes = new Uint8Array(blockSize);
    for (let at = 0; at < size; at += blockSize) {
      await file.write(zeroes, 0, Math.min(blockSize, size - at), at);
    }
    await file.sync();
  } catch {
    return;
  } finally {
    await file.close();
  }
}
