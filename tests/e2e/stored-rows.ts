import type { Page } from 'playwright-core';

/** The tables whose rows are sealed, or, the header, known to the log. */
export const tables = ['header', 'segments', 'log', 'head', 'secrets'] as const;
export type TableName = (typeof tables)[number];

/** What somebody who can write to the disk does to a row. `swapped`: it holds what another row holds. */
export const damages = ['flipped', 'truncated', 'removed', 'swapped'] as const;
export type RowDamage = (typeof damages)[number];

type Row = Record<string, unknown>;
type Rows = Record<string, Row[]>;

declare global {
  /** Inside the page under test: what reaches into the database of the one vault that is there. */
  var vaultRows:
    | {
        read(name: string): Promise<Rows>;
        write(name: string, table: string, work: (store: IDBObjectStore) => void): Promise<void>;
        vault(): Promise<string>;
      }
    | undefined;
}

/** The database in which rows are remembered beside the vault: the page forgets at every lock. */
const keepsake = 'keepsake-of-the-test';

/** Remembers every row of the vault. */
export async function keepRows(window: Page): Promise<void> {
  await reachIntoRows(window);
  await window.evaluate(async (beside) => {
    const rows = globalThis.vaultRows;
    if (rows === undefined) throw new Error('no way to the rows');
    const kept = await rows.read(await rows.vault());
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(beside, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
      opening.onsuccess = () => {
        const writing = opening.result.transaction('kept', 'readwrite');
        writing.objectStore('kept').put(kept, 'rows');
        writing.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  }, keepsake);
}

/** Puts the remembered rows back: over the rows of one table, or, without `only`, in place of everything. */
export async function putBackRows(window: Page, only?: TableName): Promise<void> {
  await reachIntoRows(window);
  await window.evaluate(
    async ([beside, wanted]) => {
      const rows = globalThis.vaultRows;
      if (rows === undefined) throw new Error('no way to the rows');
      const [kept] = (await rows.read(beside))['kept'] ?? [];
      for (const [table, content] of Object.entries(kept ?? {})) {
        if (wanted !== '' && table !== wanted) continue;
        await rows.write(await rows.vault(), table, (store) => {
          if (wanted === '') store.clear();
          for (const row of content as Row[]) store.put(row); // as `keepRows` stored them
        });
      }
    },
    [keepsake, only ?? ''] as const,
  );
}

/** Damages the last row of a table; of the segments all, so that every entry's text is struck. */
export async function damageRow(window: Page, table: TableName, damage: RowDamage): Promise<void> {
  await reachIntoRows(window);
  await window.evaluate(
    async ([name, kind]) => {
      const rows = globalThis.vaultRows;
      if (rows === undefined) throw new Error('no way to the rows');
      const all = await rows.read(await rows.vault());
      const before = structuredClone(all);
      const struck = name === 'segments' ? (all[name] ?? []) : (all[name] ?? []).slice(-1);
      for (const row of struck) {
        // The sealed bytes of a row; of the header those of its first slot.
        const slots = row['slots'] as Row[] | undefined;
        const holder = slots?.[0] ?? row;
        const member = slots === undefined ? 'sealed' : 'sealedKey';
        const bytes = holder[member] as Uint8Array;
        const middle = bytes.length >> 1;
        if (kind === 'flipped') bytes[middle] = (bytes[middle] ?? 0) ^ 1;
        if (kind === 'truncated') holder[member] = bytes.slice(0, -1);
        if (kind !== 'swapped') continue;
        const others = before[name]?.filter(
          ({ id, seq }) => (seq ?? id) !== (row['seq'] ?? row['id']),
        );
        holder[member] = (others?.at(-1) ?? before['log']?.at(-1))?.['sealed'];
      }
      await rows.write(await rows.vault(), name, (store) => {
        for (const row of struck) {
          if (kind === 'removed') store.delete((row['seq'] ?? row['id']) as IDBValidKey);
          else store.put(row);
        }
      });
    },
    [table, damage] as const,
  );
}

async function reachIntoRows(window: Page): Promise<void> {
  await window.evaluate(() => {
    const open = (name: string): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          resolve(opening.result);
        };
        opening.onerror = () => {
          reject(new Error('the database does not open'));
        };
      });
    globalThis.vaultRows = {
      async vault() {
        const all = await indexedDB.databases();
        return all.find(({ name }) => name?.startsWith('phr-'))?.name ?? '';
      },
      async read(name) {
        const database = await open(name);
        const found: Rows = {};
        for (const table of database.objectStoreNames) {
          found[table] = await new Promise((resolve) => {
            const reading = database.transaction(table).objectStore(table).getAll();
            reading.onsuccess = () => {
              resolve(reading.result as Row[]); // rows are objects
            };
          });
        }
        database.close();
        return found;
      },
      async write(name, table, work) {
        const database = await open(name);
        await new Promise<void>((resolve) => {
          const writing = database.transaction(table, 'readwrite', { durability: 'strict' });
          work(writing.objectStore(table));
          writing.oncomplete = () => {
            resolve();
          };
        });
        database.close();
      },
    };
  });
}
