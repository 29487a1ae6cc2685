import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
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
  /** As `newestLog` for the program's database. */
  newestLog(gone: string | undefined): Promise<string | undefined>;
  readonly spares: Spares;
  /** The spare of this vault has become complete. */
  completed(id: string): Promise<void>;
};

/**
 * `profile`: the folder in which Chromium keeps its data; `emptyDatabase`: makes Chromium delete its files.
 * Called once, before the first window.
 */
export async function vaultsHere(
  profile: string,
  emptyDatabase: () => Promise<void> = () => Promise.resolve(),
): Promise<VaultsHere> {
  const aside = join(profile, 'Rescue');
  await mkdir(aside, { recursive: true }).catch(() => undefined);
  const vaults = await knownVaults(join(aside, listName));
  const spares = await openSpares(join(profile, 'Spare'));
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
      await dropEarlier(aside);
      if (isLast && Object.keys(vaults.rows()).length === 0) await emptyDatabase();
    },
    async giveUp(id) {
      await spares.of(id).setAside();
      await vaults.forget(id);
    },
    newestLog: (gone) => newestLog(join(profile, 'IndexedDB', 'app_phr_0.indexeddb.leveldb'), gone),
    spares,
    async completed(id) {
      await spares.of(id).complete();
      const all = await Promise.all(
        Object.keys(vaults.rows()).map((one) => spares.of(one).isComplete()),
      );
      if (all.every(Boolean)) await dropEarlier(aside);
    },
  };
}

const listName = 'known-vaults.json';

/**
 * Earlier programs kept second names and damaged copies of Chromium's files beside the list of vaults. They stay until
 * each vault has a whole spare.
 */
async function dropEarlier(aside: string): Promise<void> {
  for (const name of await readdir(aside).catch(() => [])) {
    const path = join(aside, name);
    if (name === listName || name.startsWith('.')) continue;
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    if (!isFolder) await shredFile(path);
    else await shredDeep(path);
  }
}

async function shredDeep(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await shredDeep(join(folder, entry.name));
  await shredFolder(folder);
  await rm(folder, { recursive: true, force: true });
}
