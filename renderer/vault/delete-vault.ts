import { deletedHeader, markOf, readHeader } from './header.ts';
import type { Proof } from './api.ts';
import { keyForProof } from './proof.ts';
import type { VaultEnvironment } from './session.ts';
import type { VaultStore, VaultStores } from './store.ts';

/** What the main process and the other windows have to do with a deletion. */
export type Removal = {
  readonly stores: VaultStores;
  readonly hold: VaultEnvironment['hold'];
  /** Makes main forget this vault, with every copy of its rows that main has put aside. */
  readonly forget: (personId: string) => Promise<void>;
};

/** Shows that whoever wants to delete this vault can open it. @throws the codes of `keyForProof` and of `readHeader` */
export async function proveOwner(store: VaultStore, proof: Proof): Promise<void> {
  const header = readHeader(await store.header());
  (await keyForProof(store, header, proof)).vaultKey.fill(0);
}

/**
 * Deletes a vault for good: first its key slots, on disk before anything else happens, so that what is left cannot be
 * opened by anybody; then the copies that main keeps; then the database. What is interrupted goes on at the next start.
 */
export async function deleteVault(removal: Removal, personId: string): Promise<void> {
  const name = removal.stores.nameFor(personId);
  await removal.stores.open(name).write({ header: deletedHeader });
  await removeDatabase(removal, name);
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
    if (await isLeftover(store)) await removeDatabase(removal, name);
  } finally {
    release();
  }
}

async function isLeftover(store: VaultStore): Promise<boolean> {
  const mark = markOf(await store.header());
  return mark === 'none' ? store.isEmpty() : mark !== 'vault';
}

async function removeDatabase({ stores, forget }: Removal, name: string): Promise<void> {
  await forget(stores.personIdOf(name));
  await stores.remove(name);
}
