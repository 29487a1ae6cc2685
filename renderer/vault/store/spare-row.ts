import type { Bytes } from '../../../shared/base/bytes.ts';
import { codeOf, type ErrorCode } from '../../../shared/base/error.ts';
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
 * What `open` makes of a row. Where it is missing, cannot be read or does not open, what it makes of the spare's, which is
 * then put in its place. `undefined` where there is neither.
 * @throws vault-damaged where there is one and none opens; vault-storage-failed where it cannot be read and the spare has
 * none that opens
 */
export async function openedOrPutBack<T>(
  store: PutBackStore,
  { key, read }: { readonly key: string; readonly read: () => Promise<Bytes | undefined> },
  open: (sealed: Bytes) => Promise<T>,
): Promise<T | undefined> {
  const here = await openedOrFault(read, open);
  if (here !== undefined && 'opened' in here) return here.opened;
  const spare = await spareRow(store, key);
  const there = await openedOrFault(() => Promise.resolve(spare), open);
  if (spare !== undefined && there !== undefined && 'opened' in there) {
    // Where it cannot be written now, the next reading does it.
    await store.putBack(storeRows(key, spare)).catch(() => undefined);
    return there.opened;
  }
  if (here !== undefined) throw here.fault;
  return undefined;
}

/** What of a row is only that row's: it does not open, or the place where it lies cannot be read. */
const rowFaults: readonly ErrorCode[] = ['vault-damaged', 'vault-storage-failed'];

async function openedOrFault<T>(
  read: () => Promise<Bytes | undefined>,
  open: (sealed: Bytes) => Promise<T>,
): Promise<{ readonly opened: T } | { readonly fault: unknown } | undefined> {
  try {
    const sealed = await read();
    return sealed === undefined ? undefined : { opened: await open(sealed) };
  } catch (fault) {
    if (!rowFaults.includes(codeOf(fault))) throw fault;
    return { fault };
  }
}
