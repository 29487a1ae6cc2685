import type { Page } from 'playwright';

export type WholeDatabase = {
  readonly name: string;
  /** As the browser counts it: ten times Dexie's. */
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
};

/** Every row of the page's one vault, by table, as it lies there; bytes as `{ base64 }`. */
export function wholeDatabase(window: Page): Promise<WholeDatabase> {
  return window.evaluate(async () => {
    // Methods, because a compiler that keeps the names of functions would call on itself for those of constants.
    const read = {
      settled<T>(request: IDBRequest<T>): Promise<T> {
        return new Promise((resolve, reject) => {
          request.onsuccess = () => {
            resolve(request.result);
          };
          request.onerror = () => {
            reject(new Error('the database does not answer'));
          };
        });
      },
      plain(value: unknown): unknown {
        if (value instanceof Uint8Array) {
          return { base64: btoa([...value].map((byte) => String.fromCharCode(byte)).join('')) };
        }
        if (Array.isArray(value)) return value.map((one) => read.plain(one));
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(
          Object.entries(value).map(([name, one]) => [name, read.plain(one)]),
        );
      },
      async rows(database: IDBDatabase, table: string): Promise<unknown[]> {
        const store = database.transaction(table).objectStore(table);
        return (await read.settled(store.getAll())).map((row: unknown) => read.plain(row));
      },
    };
    const [{ name = '', version = 0 } = {}] = await indexedDB.databases();
    const database = await read.settled(indexedDB.open(name));
    const tables: Record<string, unknown[]> = {};
    for (const table of database.objectStoreNames) {
      tables[table] = await read.rows(database, table);
    }
    database.close();
    return { name, version, tables };
  });
}

/** Does to the page's one vault what a program of a later version may do: a new table, or another header. */
export function makeNewer(
  window: Page,
  what: { readonly database?: number; readonly formatVersion?: number },
): Promise<void> {
  return window.evaluate(async ({ database: wanted, formatVersion }) => {
    const [{ name = '', version = 0 } = {}] = await indexedDB.databases();
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name, wanted ?? version);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('later');
      };
      opening.onerror = () => {
        reject(new Error('the database does not open'));
      };
      opening.onsuccess = () => {
        const database = opening.result;
        const writing = database.transaction('header', 'readwrite');
        const header = writing.objectStore('header');
        const reading = header.get('header');
        reading.onsuccess = () => {
          if (formatVersion !== undefined) {
            header.put({ ...(reading.result as object), formatVersion, later: 'unknown here' });
          }
        };
        writing.oncomplete = () => {
          database.close();
          resolve();
        };
      };
    });
  }, what);
}
