import type { Bytes } from '../../../shared/base/bytes.ts';
import { hashOf, openHead, openRow, type LogHead, type LogKey } from '../log/log.ts';
import { spareRow } from '../store/spare-row.ts';
import type { LogRow, VaultStore } from '../store/store.ts';

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
