import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { shredFile } from './shred.ts';

const part = '.part';
const old = '.old';

/**
 * Puts these bytes in the place of a file, and writes zeroes over what stood there. At any moment either is there whole;
 * what an interruption leaves, `finishReplacing` goes on with.
 */
export async function replaceFile(path: string, bytes: readonly Uint8Array[]): Promise<void> {
  const file = await open(path + part, 'w', 0o600);
  try {
    await file.writeFile(Buffer.concat(bytes));
    await file.sync();
  } catch (thrown) {
    await rm(path + part, { force: true }).catch(() => undefined);
    throw thrown;
  } finally {
    await file.close();
  }
  // Not renamed over: there would be no name left by which to write zeroes over the earlier one.
  await rename(path, path + old).catch(() => undefined);
  await rename(path + part, path);
  await shredFile(path + old);
}

/** Brings what was interrupted in this folder to its end. */
export async function finishReplacing(folder: string): Promise<void> {
  const names = new Set(await readdir(folder).catch(() => []));
  for (const name of names) {
    if (!name.endsWith(part)) continue;
    const path = join(folder, name.slice(0, -part.length));
    // Only where the earlier file has been put out of the way is this one known to be whole.
    if (names.has(name.slice(0, -part.length))) await rm(path + part, { force: true });
    else if (names.has(name.slice(0, -part.length) + old)) await rename(path + part, path);
    else await rm(path + part, { force: true });
  }
  for (const name of names) if (name.endsWith(old)) await finishOld(folder, name, names);
}

/** Where nothing has come in its place, the earlier file is still the one that counts. */
async function finishOld(folder: string, name: string, names: ReadonlySet<string>): Promise<void> {
  const own = name.slice(0, -old.length);
  if (names.has(own) || names.has(own + part)) return shredFile(join(folder, name));
  await rename(join(folder, name), join(folder, own));
}
