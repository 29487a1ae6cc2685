import Dexie, { type Collection, type Table } from 'dexie';
import { AppError } from '../../../shared/base/error.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import {
  longPatience,
  readPatiently,
  shortPatience,
  withinTurns,
  type Patience,
} from './patient-reading.ts';
import type { LogRow, SealedRow, StoreRows, VaultStore, VaultStores } from './store.ts';

/** Databases of this program; what follows is random. */
const prefix = 'phr-';

type VaultTables = {
  readonly header: Table<{ readonly id: 'header' }, string>;
  readonly segments: Table<SealedRow, string>;
  readonly log: Table<LogRow, number>;
  readonly head: Table<SealedRow, string>;
  readonly secrets: Table<SealedRow, string>;
  readonly catalogue: Table<SealedRow, string>;
  readonly guesses: Table<{ readonly id: 'guesses' }, string>;
};

/** Where the disk is full, Chromium may never say which databases there are. */
const listTurns = 40;

function listed(): Promise<IDBDatabaseInfo[]> {
  return withinTurns(indexedDB.databases(), listTurns);
}

/** The vaults in this profile's IndexedDB. */
export const indexedDbVaults: VaultStores = {
  onUnreadable(listener) {
    tellUnreadable = listener;
  },
  async names() {
    const names = await reported(() => withinTurns(Dexie.getDatabaseNames(), listTurns));
    return names.filter((name) => name.startsWith(prefix)).sort();
  },
  open: openDatabase,
  async remove(name) {
    // Closed for good: a write that comes late must not make the database anew.
    databases.get(name)?.close();
    databases.delete(name);
    await reported(() => Dexie.delete(name));
  },
  merge: () => reported(mergeFiles),
  nameFor: (personId) => prefix + personId,
  personIdOf: (name) => name.slice(prefix.length),
};

/**
 * Makes LevelDB, which lies under IndexedDB and only ever adds to its files, begin a new log and write the old one out as
 * a table. It does so where a database is deleted, so one is made for that.
 */
async function mergeFiles(): Promise<void> {
  const passing = new Dexie('passing');
  passing.version(1).stores({ rows: 'id' });
  await passing.table('rows').put({ id: 1 });
  await passing.delete();
}

/** One connection a database, however often it is asked for. */
const databases = new Map<string, Dexie>();

function declaredDatabase(name: string): Dexie {
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
  database.version(3).stores({ catalogue: 'id' });
  // The same tables. The log may hold events that an earlier program would pass over: it must leave such a vault alone.
  database.version(4).stores({});
  // The same tables. Cards hold facts as data, which an earlier program would show as if they were words.
  database.version(5).stores({});
  // The same tables. Entries may stand apart from the record, which an earlier program would show as the person's own.
  database.version(6).stores({});
  return database;
}

function openDatabase(name: string): VaultStore {
  const database = databases.get(name) ?? declaredDatabase(name);
  databases.set(name, database);
  let notNewer: Promise<void> | undefined;
  const ours = <T>(work: () => PromiseLike<T>): Promise<T> =>
    reported(async () => {
      notNewer ??= leaveNewerAlone(database);
      await notNewer;
      return untilClosed(database, work);
    });
  const tables: VaultTables = {
    header: database.table('header'),
    segments: database.table('segments'),
    log: database.table('log'),
    head: database.table('head'),
    secrets: database.table('secrets'),
    guesses: database.table('guesses'),
    catalogue: database.table('catalogue'),
  };
  return {
    header: () => ours(() => peek(name, 'header')),
    isEmpty: () =>
      ours(async () => {
        const counts = await Promise.all(Object.values(tables).map((table) => table.count()));
        return counts.every((count) => count === 0);
      }),
    logBetween: (first, last) =>
      ours(() => rowsOf(tables.log.where('seq').between(first, last, true, true), tables.log)),
    logNumbers: () => ours(() => tables.log.orderBy('seq').primaryKeys()),
    head: async () => (await ours(() => rowAt(tables.head, 'head')))?.sealed,
    catalogueIds: () => ours(() => tables.catalogue.toCollection().primaryKeys()),
    catalogueRow: async (id) =>
      (await ours(() => rowAt(tables.catalogue, id, shortPatience)))?.sealed,
    segmentIds: async () => new Set(await ours(() => tables.segments.toCollection().primaryKeys())),
    segment: async (id, how) => {
      const patience = how?.briefly === true ? shortPatience : longPatience;
      return (await ours(() => rowAt(tables.segments, id, patience)))?.sealed;
    },
    secret: async (id) => (await ours(() => rowAt(tables.secrets, id)))?.sealed,
    secretIds: async () => new Set(await ours(() => tables.secrets.toCollection().primaryKeys())),
    guesses: () => ours(() => peek(name, 'guesses')),
    write: (rows) =>
      ours(async () => {
        const written = writtenTables(tables, rows);
        if (written.length === 0) return;
        await database.transaction('rw', written, () => writeRows(tables, rows));
      }),
    putBack: (rows) =>
      ours(async () => {
        const written = writtenTables(tables, rows);
        if (written.length === 0) return;
        await database.transaction('rw', written, () => putRows(tables, rows));
      }),
  };
}

/**
 * Where Chromium cannot write to the disk it closes the database, and what was under way may get no answer any more.
 * @throws Error where the database is closed before the work is done
 */
async function untilClosed<T>(database: Dexie, work: () => PromiseLike<T>): Promise<T> {
  let hear: () => void = () => undefined;
  const closed = new Promise<never>((_, reject) => {
    hear = () => {
      reject(new Error('the database was closed'));
    };
  });
  database.on('close', hear);
  try {
    return await Promise.race([work(), closed]);
  } finally {
    database.on('close').unsubscribe(hear);
  }
}

/** Rows by ascending key. Where one of them cannot be read, those that can. */
async function rowsOf<Row, Key>(
  wanted: Collection<Row, Key>,
  table: Table<Row, Key>,
): Promise<Row[]> {
  try {
    const rows = await readPatiently(table, () => wanted.toArray(), shortPatience.slice(0, 1));
    if (rows !== undefined) return rows;
  } catch (thrown) {
    if (!isFileMissing(thrown)) throw thrown;
  }
  const keys = await wanted.primaryKeys();
  const rows = await Promise.all(keys.map((key) => rowAt(table, key)));
  return rows.filter((row) => row !== undefined);
}

/** A row, or `undefined` where it is missing, or is too long to stand in the database and its file cannot be read. */
async function rowAt<Row, Key>(
  table: Table<Row, Key>,
  key: Key,
  patience: Patience = longPatience,
): Promise<Row | undefined> {
  try {
    return await readPatiently(table, () => table.get(key), patience);
  } catch (thrown) {
    if (isFileMissing(thrown)) return undefined;
    throw thrown;
  }
}

/** What Chromium says of a long value whose file is cut or unreadable and, in later versions, of one whose file is gone. */
const fileFaults = ['large IndexedDB value', 'Data lost due to missing file'] as const;

function isFileMissing(thrown: unknown): boolean {
  return thrown instanceof Error && fileFaults.some((words) => thrown.message.includes(words));
}

/**
 * Dexie opens a database of a later version as if it were its own, and adds to it what it misses there.
 * So the version is looked at before. It is Dexie's times ten.
 * @throws vault-newer-version
 */
async function leaveNewerAlone(database: Dexie): Promise<void> {
  const found = (await listed()).find(({ name }) => name === database.name);
  if (Math.floor((found?.version ?? 0) / 10) > database.verno) {
    throw new AppError('vault-newer-version');
  }
}

/** A clear row, named as its table, read without bringing the database to this program's version. */
async function peek(name: string, table: 'header' | 'guesses'): Promise<unknown> {
  if (!(await listed()).some((one) => one.name === name)) return undefined;
  const database = new Dexie(name);
  try {
    await database.open();
    const found = database.tables.find((one) => one.name === table);
    return await found?.get(table);
  } finally {
    database.close();
  }
}

const tableNames = [
  'header',
  'segments',
  'log',
  'head',
  'secrets',
  'catalogue',
  'guesses',
] as const satisfies readonly (keyof VaultTables)[];

/** The tables that these rows touch: the others need not be held for them. */
function writtenTables(tables: VaultTables, { removed, ...rows }: StoreRows): Table[] {
  const isTouched = (name: keyof VaultTables): boolean =>
    rows[name] !== undefined ||
    ((name === 'segments' || name === 'secrets') && removed?.[name] !== undefined);
  return tableNames.filter(isTouched).map((name) => tables[name]);
}

/** `add` for what must never be replaced: a second program that writes the same row number fails whole. */
async function writeRows(tables: VaultTables, { removed, ...rows }: StoreRows): Promise<void> {
  await Promise.all([
    rows.segments === undefined ? undefined : tables.segments.bulkAdd([...rows.segments]),
    rows.log === undefined ? undefined : tables.log.bulkAdd([...rows.log]),
    rows.secrets === undefined ? undefined : tables.secrets.bulkPut([...rows.secrets]),
    rows.catalogue === undefined ? undefined : tables.catalogue.bulkPut([...rows.catalogue]),
    rows.head === undefined ? undefined : tables.head.put(headRow(rows.head)),
    rows.header === undefined ? undefined : tables.header.put(rows.header),
    rows.guesses === undefined ? undefined : tables.guesses.put(rows.guesses),
    removed?.segments === undefined ? undefined : tables.segments.bulkDelete([...removed.segments]),
    removed?.secrets === undefined ? undefined : tables.secrets.bulkDelete([...removed.secrets]),
  ]);
}

/** As `writeRows`, over what is there. */
async function putRows(
  tables: VaultTables,
  { segments, log, ...replaced }: Omit<StoreRows, 'removed'>,
): Promise<void> {
  await Promise.all([
    segments === undefined ? undefined : tables.segments.bulkPut([...segments]),
    log === undefined ? undefined : tables.log.bulkPut([...log]),
    writeRows(tables, replaced),
  ]);
}

function headRow(sealed: Bytes): SealedRow {
  return { id: 'head', sealed };
}

let tellUnreadable: () => void = () => undefined;

async function reported<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (isUnreadable(cause)) tellUnreadable();
    throw new AppError(isOutOfRoom(cause) ? 'vault-storage-full' : 'vault-storage-failed', {
      cause,
    });
  }
}

/** What Chromium says of files that it cannot make anything of. Those of long values are only that one row's. */
function isUnreadable(thrown: unknown): boolean {
  if (!(thrown instanceof Error || thrown instanceof DOMException)) return false;
  if (thrown.name === 'UnknownError') return !isFileMissing(thrown);
  return 'inner' in thrown && thrown.inner !== thrown && isUnreadable(thrown.inner);
}

/** Dexie wraps the browser's error, more than once where a transaction was aborted by it. */
function isOutOfRoom(thrown: unknown): boolean {
  if (!(thrown instanceof Error || thrown instanceof DOMException)) return false;
  if (thrown.name === 'QuotaExceededError') return true;
  return 'inner' in thrown && thrown.inner !== thrown && isOutOfRoom(thrown.inner);
}
