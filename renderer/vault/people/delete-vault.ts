import { deletedHeader, markOf, readHeader } from '../slots/header.ts';
import type { Proof } from '../api/people.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { keyForProof } from '../slots/proof.ts';
import type { VaultEnvironment } from '../session.ts';
import type { VaultStore, VaultStores } from '../store/store.ts';

/** What the main process and the other windows have to do with a deletion. */
export type Removal = {
  readonly stores: VaultStores;
  readonly hold: VaultEnvironment['hold'];
  /** Makes main forget this vault with every copy of its rows that it has put aside; `isLast`: and the files, as there is no other. */
  readonly forget: (personId: string, isLast: boolean) => Promise<void>;
  /** Which log the disk's files are added to; waits until the log `gone` is no more. */
  readonly newestLog: (gone?: string) => Promise<string | undefined>;
};

/** Shows that whoever wants to delete this vault can open it. @throws the codes of `keyForProof` and of `readHeader` */
export async function proveOwner(store: VaultStore, proof: Proof): Promise<void> {
  const header = readHeader(await store.header());
  (await keyForProof(header, proof)).vaultKey.fill(0);
}

/**
 * Destroys the key slots, on disk when this returns: from then on nobody can open what is left. `open` is the same vault
 * where it is open; what is being written into it comes to its end before, and nothing is written after.
 * @throws vault-storage-full, vault-storage-failed: the vault is as it was
 */
export async function destroySlots(store: VaultStore, open: OpenVault | undefined): Promise<void> {
  if (open !== undefined) open.writes.isOver = true;
  await open?.writes.last;
  try {
    await store.write({ header: deletedHeader });
  } catch (thrown) {
    if (open !== undefined) open.writes.isOver = false;
    throw thrown;
  }
}

/**
 * Takes away a vault whose slots are destroyed. Main forgets it before, so that nobody misses it where this is
 * interrupted, and again after, when nothing of it is in the files that main keeps second names of.
 *
 * A deletion leaves out of the disk's tables what it deletes. Rows that stand in the log alone are no table's yet and
 * would be carried over whole, so the log is written out before; and once more after, so that the old files go.
 */
export async function removeDatabase(removal: Removal, name: string): Promise<void> {
  const { stores, forget } = removal;
  const personId = stores.personIdOf(name);
  await forget(personId, false);
  await mergeFiles(removal);
  await stores.remove(name);
  await mergeFiles(removal);
  await forget(personId, (await stores.names()).length === 0);
}

async function mergeFiles({ stores, newestLog }: Removal): Promise<void> {
  const log = await newestLog();
  await stores.merge();
  if (log !== undefined) await newestLog(log);
}

/**
 * Takes away what an interrupted making, restore or deletion left behind; nothing that was ever finished.
 * What cannot be taken away now is tried again at the next start.
 */
export async function sweepLeftovers(removal: Removal): Promise<void> {
  for (const name of await removal.stores.names()) {
    try {
      await sweep(removal, name);
    } catch {
      continue; // held by another window, of a newer program, or not readable: `people` says so where it matters
    }
  }
}

async function sweep(removal: Removal, name: string): Promise<void> {
  const store = removal.stores.open(name);
  if (!(await isLeftover(store))) return;
  const release = await removal.hold(removal.stores.personIdOf(name));
  try {
    // Looked at again: it may have been finished before it could be held.
    if (!(await isLeftover(store))) return;
    // An empty one may be all that the browser left of a vault: what main knows of it stays.
    if (markOf(await store.header()) === 'none') await removal.stores.remove(name);
    else await removeDatabase(removal, name);
  } finally {
    release();
  }
}

async function isLeftover(store: VaultStore): Promise<boolean> {
  const mark = markOf(await store.header());
  return mark === 'none' ? store.isEmpty() : mark !== 'vault';
}
