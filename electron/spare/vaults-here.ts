import { mkdir, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../shared/base/clock.ts';
import type { KnownVaults } from '../../shared/ipc/vaults.ts';
import { knownVaults } from '../known-vaults.ts';
import { newestLog } from './newest-log.ts';
import { shredFile, shredFolder } from './shred.ts';
import { openSpares, type Spares } from './spares.ts';

/** What main does so that no vault vanishes: it knows which there are, and has the rows of each once more. */
export type VaultsHere = {
  /** Compares the vaults that the page found with those that are known. */
  known(present: readonly string[]): Promise<KnownVaults>;
  tellRows(id: string, rows: number): Promise<void>;
  /**
   * The owner has deleted this vault: nothing of it stays aside, and where it was the last one, as both sides know,
   * the database goes whole.
   */
  forget(id: string, isLast: boolean): Promise<void>;
  /** This vault is missing, and is no longer to be missed: what is left of it stays, for a specialist to read. */
  giveUp(id: string): Promise<void>;
  /** The page could not read the database: at the next start it makes way for one that is made from the spares. */
  unreadable(): Promise<void>;
  /** Rows of which nothing is to be left, here or aside. */
  removeRows(id: string, keys: readonly string[]): Promise<void>;
  /** As `newestLog` for the program's database. */
  newestLog(gone: string | undefined): Promise<string | undefined>;
  readonly spares: Spares;
  /** The spare of this vault has become complete. */
  completed(id: string): Promise<void>;
};

/**
 * `profile`: the folder in which Chromium keeps its data; `emptyDatabase`: makes Chromium delete its files.
 * Called once, before the first window: a database that could not be read is moved aside then.
 */
export async function vaultsHere(
  profile: string,
  now: Clock,
  emptyDatabase: () => Promise<void> = () => Promise.resolve(),
): Promise<VaultsHere> {
  const aside = join(profile, 'Rescue');
  await mkdir(aside, { recursive: true }).catch(() => undefined);
  const vaults = await knownVaults(join(aside, listName));
  const spares = await openSpares(join(profile, 'Spare'));
  const mark = join(aside, markName);
  const unreadStarts = Number(await readFile(mark, 'utf8').catch(() => '0'));
  let isUnread = false;
  const areComplete = async (): Promise<boolean> => {
    const ids = Object.keys(vaults.rows());
    const complete = await Promise.all(ids.map((id) => spares.of(id).isComplete()));
    return complete.every(Boolean);
  };
  if (unreadStarts >= startsUntilMoved) {
    await rm(mark, { force: true }).catch(() => undefined);
    // Where that cannot be told, the database stays, and the page says once more that it cannot be read.
    const isReplaceable = await canBeMadeAnew(vaults.rows(), spares, profile).catch(() => false);
    if (isReplaceable) await moveAside(profile, aside, now);
  }
  return {
    async known(present) {
      const missing = Object.keys(vaults.rows()).filter((id) => !present.includes(id));
      await vaults.add(present);
      return { missing, rows: vaults.rows(), spares: await spares.ids() };
    },
    tellRows: (id, rows) => vaults.tell(id, rows),
    async forget(id, isLast) {
      // First: an interruption must leave a deletion that is gone on with, not a vault that comes back.
      await spares.of(id).destroy();
      await vaults.forget(id);
      await drop(aside, () => true);
      if (isLast && Object.keys(vaults.rows()).length === 0) await emptyDatabase();
    },
    async unreadable() {
      isUnread = true;
      await writeFile(mark, String(unreadStarts + 1));
    },
    async removeRows(id, keys) {
      await spares.of(id).remove(keys);
      await drop(aside, (name) => name.startsWith(unreadName) || name.startsWith(givenUpName));
    },
    async giveUp(id) {
      await spares.of(id).setAside(join(aside, `${givenUpName}${id}-${stampOf(now)}`));
      await vaults.forget(id);
    },
    newestLog: (gone) => newestLog(join(profile, 'IndexedDB', 'app_phr_0.indexeddb.leveldb'), gone),
    spares,
    async completed(id) {
      await spares.of(id).complete();
      if (!(await areComplete())) return;
      const unread = (await namesIn(aside)).filter((name) => name.startsWith(unreadName)).sort();
      const kept = [unread.at(-1), ...(isUnread ? [markName] : [])];
      await drop(aside, (name) => !kept.includes(name) && !name.startsWith(givenUpName));
    },
  };
}

const listName = 'known-vaults.json';
/** Begins the names of databases that could not be read. The newest one is kept: a specialist may still read it. */
const unreadName = 'unread-';
/** Begins the names of spares of vaults that are no longer missed. They stay until a source or a vault is removed. */
const givenUpName = 'given-up-';

/** What the page could not read at so many starts in a row is moved. Once may be a disk that was full for a while. */
const startsUntilMoved = 2;
/** Holds how many starts that were; it goes when everything has been read. */
const markName = 'unreadable';

/** Whether the spares have everything that the vaults have told of, and the disk has room for it twice more. */
async function canBeMadeAnew(
  rows: Readonly<Record<string, number>>,
  spares: Spares,
  profile: string,
): Promise<boolean> {
  const known = Object.entries(rows);
  if (known.length === 0) return false;
  for (const [id, count] of known) {
    const spare = spares.of(id);
    const log = new Set((await spare.have()).log);
    if (log.size < count) return false;
    const isWhole = Array.from({ length: count }, (_, index) => index + 1).every((seq) =>
      log.has(seq),
    );
    if (!isWhole || !(await spare.isComplete())) return false;
  }
  return hasRoom(profile);
}

async function moveAside(profile: string, aside: string, now: Clock): Promise<void> {
  // Where it cannot be moved, it stays, and the page says once more that it cannot be read.
  await rename(join(profile, 'IndexedDB'), join(aside, unreadName + stampOf(now))).catch(
    () => undefined,
  );
}

function stampOf(now: Clock): string {
  return now().toISOString().replaceAll(':', '.');
}

async function hasRoom(profile: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(profile);
  return bavail * bsize > 2 * (await sizeOf(join(profile, 'Spare')));
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(({ parentPath, name }) => stat(join(parentPath, name))),
  );
  return found.reduce((sum, { size }) => sum + size, 0);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/**
 * Destroys what is kept beside the list of vaults: of a database that could not be read, and what earlier programs kept
 * of Chromium's files.
 */
async function drop(aside: string, isWanted: (name: string) => boolean): Promise<void> {
  for (const name of await namesIn(aside)) {
    if (name === listName || name.startsWith('.') || !isWanted(name)) continue;
    const path = join(aside, name);
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    await (isFolder ? shredDeep(path) : shredFile(path));
  }
}

async function shredDeep(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await shredDeep(join(folder, entry.name));
  await shredFolder(folder);
  await rm(folder, { recursive: true, force: true });
}
