import type { Bytes } from '../../../shared/base/bytes.ts';
import { codeOf } from '../../../shared/base/error.ts';
import { storeRows } from './row-bytes.ts';
import type { VaultStore } from './store.ts';

/** What putting a single row back needs of a store. */
export type PutBackStore = Pick<VaultStore, 'putBack' | 'spare'>;

/** One row of the vault's spare; `undefined` where it has none. */
export async function spareRow(store: PutBackStore, key: string): Promise<Bytes | undefined> {
  for await (const { row } of store.spare?.read([key]) ?? []) return row;
  return undefined;
}

/**
 * What `open` makes of a row. Where it is missing or does not open, what it makes of the spare's, which is then put in
 * its place. `undefined` where there is neither.
 * @throws vault-damaged where there is one and none opens
 */
export async function openedOrPutBack<T>(
  store: PutBackStore,
  { key, sealed }: { readonly key: string; readonly sealed: Bytes | undefined },
  open: (sealed: Bytes) => Promise<T>,
): Promise<T | undefined> {
  const here = await openedOrDamage(sealed, open);
  if (here !== undefined && 'opened' in here) return here.opened;
  const spare = await spareRow(store, key);
  const there = await openedOrDamage(spare, open);
  if (spare !== undefined && there !== undefined && 'opened' in there) {
    // Where it cannot be written now, the next reading does it.
    await store.putBack(storeRows(key, spare)).catch(() => undefined);
    return there.opened;
  }
  const damaged = here ?? there;
  if (damaged !== undefined && 'damage' in damaged) throw damaged.damage;
  return undefined;
}

async function openedOrDamage<T>(
  sealed: Bytes | undefined,
  open: (sealed: Bytes) => Promise<T>,
): Promise<{ readonly opened: T } | { readonly damage: unknown } | undefined> {
  if (sealed === undefined) return undefined;
  try {
    return { opened: await open(sealed) };
  } catch (damage) {
    if (codeOf(damage) !== 'vault-damaged') throw damage;
    return { damage };
  }
}
