import { AppError, codeOf } from '../../../shared/base/error.ts';
import { markOf, readHeader } from '../slots/header.ts';
import type { SpareRow, StoreRows, VaultSpare, VaultStore, VaultStores } from '../store/store.ts';
import { storeRows } from '../store/row-bytes.ts';
import { spareHeader } from './spare-header.ts';

/** About so many bytes are put back in a transaction. */
const transactionLength = 4 * 1024 * 1024;

/**
 * Makes those of these vaults anew whose database is gone or has no header that can be read: from their spares, through
 * the database's own interface. Answers how many. What cannot be made now is tried again when somebody asks again.
 */
export async function rebuildLost(
  stores: VaultStores,
  ids: readonly string[],
  hold: (personId: string) => Promise<() => void>,
): Promise<number> {
  let rebuilt = 0;
  for (const id of ids) {
    try {
      const store = stores.open(stores.nameFor(id));
      if (!(await isHeaderLost(store))) continue;
      const release = await hold(id);
      try {
        rebuilt += Number(await rebuild(store));
      } finally {
        release();
      }
    } catch {
      continue; // the list of people shows it as missing or damaged
    }
  }
  return rebuilt;
}

async function isHeaderLost(store: VaultStore): Promise<boolean> {
  try {
    const stored = await store.header();
    const mark = markOf(stored);
    if (mark === 'vault') readHeader(stored);
    return mark === 'none';
  } catch (thrown) {
    // One that cannot be read just now may be newer than the spare's, and the spare's could not open what it opens.
    return codeOf(thrown) === 'vault-damaged';
  }
}

/** The header comes last: until then it is no vault, and an interrupted rebuilding begins again where it was. */
async function rebuild(store: VaultStore): Promise<boolean> {
  const { spare } = store;
  const kept = await spareHeader(store);
  if (spare === undefined || kept === undefined) return false;
  const keys = await missingKeys(store, spare);
  for await (const rows of inTransactions(spare.read(keys))) await store.putBack(rows);
  await store.putBack({ header: kept.stored });
  return true;
}

async function missingKeys(store: VaultStore, spare: VaultSpare): Promise<string[]> {
  const has = await spare.have();
  if (has === undefined) throw new AppError('vault-storage-failed', { where: 'spare' });
  const [segments, log, secrets, head] = await Promise.all([
    store.segmentIds(),
    store.logNumbers(),
    store.secretIds(),
    store.head(),
  ]);
  const numbers = new Set(log);
  const isThere = (key: string): boolean =>
    (key === 'head' && head !== undefined) || secrets.has(key.slice('secrets/'.length));
  return [
    ...has.segments.filter((id) => !segments.has(id)).map((id) => `segments/${id}`),
    ...has.log.filter((seq) => !numbers.has(seq)).map((seq) => `log/${String(seq)}`),
    ...Object.keys(has.digests).filter((key) => key !== 'header' && !isThere(key)),
  ];
}

async function* inTransactions(rows: AsyncIterable<SpareRow>): AsyncGenerator<StoreRows> {
  let gathered: StoreRows[] = [];
  let length = 0;
  for await (const { key, row } of rows) {
    gathered.push(storeRows(key, row));
    length += row.length;
    if (length < transactionLength) continue;
    yield together(gathered);
    [gathered, length] = [[], 0];
  }
  yield together(gathered);
}

function together(all: readonly StoreRows[]): StoreRows {
  const head = all.findLast((rows) => rows.head !== undefined)?.head;
  const segments = all.flatMap((rows) => rows.segments ?? []);
  const log = all.flatMap((rows) => rows.log ?? []);
  const secrets = all.flatMap((rows) => rows.secrets ?? []);
  return {
    ...(segments.length === 0 ? {} : { segments }),
    ...(log.length === 0 ? {} : { log }),
    ...(secrets.length === 0 ? {} : { secrets }),
    ...(head === undefined ? {} : { head }),
  };
}
