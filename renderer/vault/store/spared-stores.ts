import type { StoreRows, VaultSpare, VaultStore, VaultStores } from './store.ts';

/** What is done beside a vault's database. */
type Beside = {
  readonly spareOf: (personId: string) => VaultSpare;
  /** So many rows of this vault's log are on the disk. */
  readonly tell: (personId: string, rows: number) => void;
};

/**
 * The same stores, each with its spare. Rows go there after the database has them, so that a spare never has a row that
 * was not committed; what is to be removed goes from there before, so that it cannot come back from there. One write may
 * be on its way to the spare while the next is prepared. What does not arrive is added when the vault is opened again.
 */
export function sparedStores(stores: VaultStores, { spareOf, tell }: Beside): VaultStores {
  const underway = new Map<string, Promise<void>>();
  const turns = new Map<string, Promise<unknown>>();
  const spared = (store: VaultStore, personId: string): VaultStore => {
    const spare = spareOf(personId);
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const done = (turns.get(personId) ?? Promise.resolve()).then(work);
      turns.set(
        personId,
        done.catch(() => undefined),
      );
      return done;
    };
    const write = async (rows: StoreRows): Promise<void> => {
      await underway.get(personId);
      if (rows.removed !== undefined) await spare.remove(rows.removed);
      await store.write(rows);
      if (isSpared(rows))
        underway.set(
          personId,
          spare.add(rows).catch(() => undefined),
        );
      const last = rows.log?.at(-1);
      if (last !== undefined) tell(personId, last.seq);
    };
    return { ...store, spare, inTurn, write: (rows) => inTurn(() => write(rows)) };
  };
  return { ...stores, open: (name) => spared(stores.open(name), stores.personIdOf(name)) };
}

function isSpared({ segments, log, head, header, secrets }: StoreRows): boolean {
  return [segments, log, head, header, secrets].some((rows) => rows !== undefined);
}
