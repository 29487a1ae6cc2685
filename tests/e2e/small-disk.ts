import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../../scripts/run.mjs';

export type SmallDisk = { readonly folder: string; remove(): Promise<void> };

/** A disk of its own that is full. Only root of a Linux system may make one: else answers why not. */
export async function mountFullDisk(): Promise<SmallDisk | { readonly reason: string }> {
  const disk = await mountDisk('16k');
  if ('folder' in disk) await writeFile(path.join(disk.folder, 'filling'), Buffer.alloc(12 * 1024));
  return disk;
}

/** An empty disk of its own, of this size in the words of `mount`. Else answers why not. */
export async function mountDisk(size: string): Promise<SmallDisk | { readonly reason: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'phr-disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder];
  const { code, stderr } = await capture('mount', options);
  if (code !== 0) {
    await rm(folder, { recursive: true, force: true });
    return { reason: `no small disk can be mounted here: ${stderr.trim() || 'no mount'}` };
  }
  return {
    folder,
    async remove() {
      // Lazily: a process that was just killed may still stand in it.
      await capture('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Writes until not a byte more goes onto the disk. `emptyDisk` takes it away again. */
export async function fillDisk(folder: string): Promise<void> {
  const file = await open(path.join(folder, 'filling'), 'a');
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
      while (
        await fits(() =>
          file.write(Buffer.alloc(size)).then(({ bytesWritten }) => bytesWritten === size),
        )
      );
    }
  } finally {
    await file.close();
  }
}

export function emptyDisk(folder: string): Promise<void> {
  return rm(path.join(folder, 'filling'), { force: true });
}

async function fits(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC') return false;
    throw thrown;
  }
}
