import { watch, type FSWatcher } from 'node:fs';
import { link, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../system-code.ts';
import { dataFilesIn, namesIn } from './database-files.ts';

/*
 * Second names (hard links) for the database's files. LevelDB never rewrites a file, it only adds to logs, so a link costs
 * no room and no time and always holds the newest; and where Chromium deletes the files of a database that it cannot
 * open, they are still there under their second names.
 */

/** Links that follow the database as it grows. */
export type KeptFiles = { stop(): void };

/** Makes second names for all files of `live` in `kept`, in place of those that are there, and for each that joins later. */
export async function keepFiles(live: string, kept: string): Promise<KeptFiles> {
  const draft = `${kept}.part`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  for (const name of await namesIn(live)) await keepOne(join(live, name), join(draft, name));
  await rm(kept, { recursive: true, force: true });
  await rename(draft, kept);
  return followFiles(live, kept);
}

/** A database that was begun anew under the same names is another one: its files must not be mixed with these. */
async function followFiles(live: string, kept: string): Promise<KeptFiles> {
  const began = await manifestIdentity(live);
  const linked = new Set<string>();
  let watcher: FSWatcher | undefined;
  const stop = (): void => {
    watcher?.close();
    watcher = undefined;
  };
  const follow = async (name: string): Promise<void> => {
    if ((await manifestIdentity(live)) !== began) stop();
    else if (/^\d+\.(ldb|log)$/.test(name)) {
      const isLink = await keepOne(join(live, name), join(kept, name));
      if (isLink) linked.add(name);
    }
  };
  try {
    watcher = watch(live, { persistent: false }, (event, name) => {
      // Every write to a log is told, and its link has what was written. A new file under its name is a `rename`.
      if (name === null || (event === 'change' && linked.has(name))) return;
      void follow(name).catch(() => undefined);
    });
    watcher.on('error', stop);
  } catch {
    // Without a watch the links of the start are all there is.
  }
  return { stop };
}

async function manifestIdentity(folder: string): Promise<string> {
  const names = (await namesIn(folder)).filter((name) => name.startsWith('MANIFEST-'));
  const found = await Promise.all(
    names.sort().map((name) => stat(join(folder, name)).catch(() => undefined)),
  );
  return found.map((file) => String(file?.ino)).join();
}

/**
 * Whether the file has a second name now. A file system without hard links gets a copy. What went away meanwhile was
 * merged into another file.
 */
async function keepOne(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (thrown) {
    const code = systemCodeOf(thrown);
    if (code === 'EEXIST') return (await identityOf(from)) === (await identityOf(to));
    if (code !== 'ENOENT') await copyFile(from, to).catch(() => undefined);
    return false;
  }
}

async function identityOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.ino;
}

/** Whether two folders hold files of one history: they share at least one. */
export async function areOfOneHistory(one: string, other: string): Promise<boolean> {
  const [here, there] = await Promise.all([identities(one), identities(other)]);
  return [...here].some((identity) => there.has(identity));
}

async function identities(folder: string): Promise<ReadonlySet<string>> {
  const { tables, logs } = await dataFilesIn(folder);
  const found = await Promise.all(
    [...tables, ...logs].map((name) => stat(join(folder, name)).catch(() => undefined)),
  );
  return new Set(found.flatMap((file) => (file === undefined ? [] : [String(file.ino)])));
}
