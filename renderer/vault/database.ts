import Dexie, { type Table } from 'dexie';
import { AppError } from '../../shared/base/error.ts';
import type { Bytes } from '../../shared/base/bytes.ts';
import type { LogRow, SealedRow, StoreRows, VaultStore, VaultStores } from './store.ts';

/** Databases of this program; what follows is random. */
const prefix = 'phr-';

type VaultTables = {
  readonly header: Table<{ readonly id: 'header' }, string>;
  readonly segments: Table<SealedRow, string>;
  readonly log: Table<LogRow, number>;
  readonly head: Table<SealedRow, string>;
  readonly secrets: Table<SealedRow, string>;
  readonly guesses: Table<{ readonly id: 'guesses' }, string>;
};

/** The vaults in this profile's IndexedDB. */
export const indexedDbVaults: VaultStores = {
  async names() {
    const names = await reported(() => Dexie.getDatabaseNames());
    return names.filter((name) => name.startsWith(prefix)).sort();
  },
  open: openDatabase,
  remove: (name) => reported(() => Dexie.delete(name)),
  nameFor: (personId) => prefix + personId,
};

function openDatabase(name: string): VaultStore {
  // Strict: a write has reached the disk when it is reported as done.
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' });
  database.version(1).stores({
    header: 'id',
    segments: 'id',
    log: 'seq',
    head: 'id',
    secrets: 'id',
  });
  database.version(2).stores({ guesses: 'id' });
  const tables: VaultTables = {
    header: database.table('header'),
    segments: database.table('segments'),
    log: database.table('log'),
    head: database.table('head'),
    secrets: database.table('secrets'),
    guesses: database.table('guesses'),
  };
  return {
    header: () => reported(() => tables.header.get('header')),
    log: () => reported(() => tables.log.orderBy('seq').toArray()),
    logBetween: (first, last) =>
      reported(() => tables.log.where('seq').between(first, last, true, true).sortBy('seq')),
    head: async () => (await reported(() => tables.head.get('head')))?.sealed,
    segmentIds: async () =>
      new Set(await reported(() => tables.segments.toCollection().primaryKeys())),
    segment: async (id) => (await reported(() => tables.segments.get(id)))?.sealed,
    secret: async (id) => (await reported(() => tables.secrets.get(id)))?.sealed,
    guesses: () => reported(() => tables.guesses.get('guesses')),
    write: (rows) =>
      reported(() =>
        database.transaction('rw', Object.values(tables), () => writeRows(tables, rows)),
      ),
  };
}

/** `add` for what must never be replaced: a second program that writes the same row number fails whole. */
async function writeRows(tables: VaultTables, rows: StoreRows): Promise<void> {
  await Promise.all([
    rows.segments === undefined ? undefined : tables.segments.bulkAdd([...rows.segments]),
    rows.log === undefined ? undefined : tables.log.bulkAdd([...rows.log]),
    rows.secrets === undefined ? undefined : tables.secrets.bulkPut([...rows.secrets]),
    rows.head === undefined ? undefined : tables.head.put(headRow(rows.head)),
    rows.header === undefined ? undefined : tables.header.put(rows.header),
    rows.guesses === undefined ? undefined : tables.guesses.put(rows.guesses),
  ]);
}

function headRow(sealed: Bytes): SealedRow {
  return { id: 'head', sealed };
}

async function reported<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError(isOutOfRoom(cause) ? 'vault-storage-full' : 'vault-storage-failed', {
      cause,
    });
  }
}

/** Dexie wraps the browser's error, more than once where a transaction was aborted by it. */
function isOutOfRoom(thrown: unknown): boolean {
  if (!(thrown instanceof Error || thrown instanceof DOMException)) return false;
  if (thrown.name === 'QuotaExceededError') return true;
  return 'inner' in thrown && thrown.inner !== thrown && isOutOfRoom(thrown.inner);
}
