import { link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/*
 * Chromium keeps long values, such as a letter of ten pages, in files of their own beside the LevelDB folder, under
 * numbers that it gives out once. They get second names too: with the database it would delete them.
 */

/** Makes second names in `to` for the files of `from` that have none there yet. Those that are gone by then are passed over. */
export async function linkBlobs(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = join(to, relative(from, path));
    await mkdir(dirname(name), { recursive: true });
    await link(path, name).catch(() => undefined);
  }
}

/** Makes second names for exactly the files that are there now. */
export async function keepBlobsAnew(live: string, kept: string): Promise<void> {
  const draft = `${kept}.part`;
  await rm(draft, { recursive: true, force: true });
  await linkBlobs(live, draft);
  await rm(kept, { recursive: true, force: true });
  await rename(draft, kept).catch(() => undefined); // there were none
}

/** Follows the files of long values: while one look at them runs, all that ask wait for one more. */
export function followBlobs(live: string, kept: string): () => Promise<void> {
  let last = Promise.resolve();
  let waiting = false;
  return () => {
    if (waiting) return last;
    waiting = true;
    last = last.then(() => {
      waiting = false;
      return linkBlobs(live, kept);
    });
    return last;
  };
}
