import type { VaultStore, VaultStores } from './store.ts';

/** The same stores, which tell how many rows a log has each time that some have been written. */
export function tellingStores(
  stores: VaultStores,
  tell: (personId: string, rows: number) => void,
): VaultStores {
  const telling = (store: VaultStore, personId: string): VaultStore => ({
    ...store,
    async write(rows) {
      await store.write(rows);
      const last = rows.log?.at(-1);
      if (last !== undefined) tell(personId, last.seq);
    },
  });
  return { ...stores, open: (name) => telling(stores.open(name), stores.personIdOf(name)) };
}
