import type { Bytes } from '../../../shared/base/bytes.ts';
import { codeOf } from '../../../shared/base/error.ts';
import { hashOf, openHead, openRow, type LogHead, type LogKey } from '../log/log.ts';
import type { LogRow, VaultStore } from '../store/store.ts';
import { storeRows } from './row-bytes.ts';

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
  if (here !== undefined) throw here.damage;
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

/** Rows that are read at a time. */
const rowsAtOnce = 64;

/**
 * Puts back the rows of the log that are missing, do not open or are not the ones that were written, and the head, where
 * the spare has them. Answers whether it put anything back. From the end: each row vouches for the one before it, so that
 * nothing comes in that does not belong there.
 */
export async function putBackLog(store: VaultStore, key: LogKey): Promise<boolean> {
  const has = await store.spare?.have();
  if (has === undefined) return false;
  const inSpare = new Set(has.log);
  const [numbers, head, spareHead] = await Promise.all([
    store.logNumbers(),
    store.head().then((sealed) => openHead(key, sealed)),
    newerHead(store, key),
  ]);
  const isNewer = spareHead !== undefined && (head === undefined || spareHead.head.seq > head.seq);
  const top = isNewer ? spareHead.head : head;
  const end = top?.seq ?? Math.max(0, ...has.log.slice(-1));
  let expected: string | undefined;
  let putBack = 0;
  for (let last = Math.max(end, numbers.at(-1) ?? 0); last > 0; last -= rowsAtOnce) {
    const first = Math.max(1, last - rowsAtOnce + 1);
    const here = new Map((await store.logBetween(first, last)).map((row) => [row.seq, row]));
    const back: LogRow[] = [];
    for (let seq = last; seq >= first; seq -= 1) {
      if (seq === top?.seq) expected = top.hash;
      const own = await fitting(key, here.get(seq), expected);
      const found =
        own ?? (inSpare.has(seq) ? await fromSpare(store, key, seq, expected) : undefined);
      if (own === undefined && found !== undefined) back.push(found.row);
      expected = found?.previous;
    }
    if (back.length > 0) await store.putBack({ log: back });
    putBack += back.length;
  }
  if (isNewer) await store.putBack({ head: spareHead.sealed });
  return putBack > 0 || isNewer;
}

type Fitting = { readonly row: LogRow; readonly previous: string };

/** The row, where it opens and is the one that the row after it remembers. */
async function fitting(
  key: LogKey,
  row: LogRow | undefined,
  expected: string | undefined,
): Promise<Fitting | undefined> {
  if (row === undefined) return undefined;
  if (expected !== undefined && (await hashOf(row.sealed)) !== expected) return undefined;
  const { content } = await openRow(key, row);
  return content === undefined ? undefined : { row, previous: content.previous };
}

async function fromSpare(
  store: VaultStore,
  key: LogKey,
  seq: number,
  expected: string | undefined,
): Promise<Fitting | undefined> {
  const sealed = await spareRow(store, `log/${String(seq)}`);
  return fitting(key, sealed === undefined ? undefined : { seq, sealed }, expected);
}

async function newerHead(
  store: VaultStore,
  key: LogKey,
): Promise<{ readonly sealed: Bytes; readonly head: LogHead } | undefined> {
  const sealed = await spareRow(store, 'head');
  const head = await openHead(key, sealed);
  return sealed === undefined || head === undefined ? undefined : { sealed, head };
}
