import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../../scripts/run.mjs';

export type SmallDisk = { readonly folder: string; remove(): Promise<void> };

/** A disk of its own that is full. Only root of a Linux system may make one: else answers why not. */
export async function mountFullDisk(): Promise<SmallDisk | { readonly reason: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'phr-full-'));
  const { code, stderr } = await capture('mount', [
    '-t',
    'tmpfs',
    '-o',
    'size=16k',
    'tmpfs',
    folder,
  ]);
  const remove = async () => {
    await capture('umount', [folder]);
    await rm(folder, { recursive: true, force: true });
  };
  if (code !== 0) {
    await rm(folder, { recursive: true, force: true });
    return { reason: `no small disk can be mounted here: ${stderr.trim() || 'no mount'}` };
  }
  await writeFile(path.join(folder, 'filling'), Buffer.alloc(12 * 1024));
  return { folder, remove };
}
