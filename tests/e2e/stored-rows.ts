import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';

/** Every table of a vault. */
export type TableName =
  'header' | 'guesses' | 'segments' | 'log' | 'head' | 'secrets' | 'catalogue';

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

/** Which of the remembered rows. */
export type Moment = 'earlier' | 'later';

/** Remembers every row of the vault. */
export async function keepRows(window: Page, moment: Moment = 'earlier'): Promise<void> {
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
  }, keepsakeOf(moment));
}

function keepsakeOf(moment: Moment): string {
  return `${keepsake}-${moment}`;
}

/** Puts the remembered rows back in place of those of one table, or, without `only`, of all. */
export async function putBackRows(
  window: Page,
  { moment = 'earlier', only }: { readonly moment?: Moment; readonly only?: TableName } = {},
): Promise<void> {
  await reachIntoRows(window);
  await window.evaluate(
    async ([beside, wanted]) => {
      const rows = globalThis.vaultRows;
      if (rows === undefined) throw new Error('no way to the rows');
      const [kept] = (await rows.read(beside))['kept'] ?? [];
      for (const [table, content] of Object.entries(kept ?? {})) {
        if (wanted !== '' && table !== wanted) continue;
        await rows.write(await rows.vault(), table, (store) => {
          store.clear();
          for (const row of content as Row[]) store.put(row); // as `keepRows` stored them
        });
      }
    },
    [keepsakeOf(moment), only ?? ''] as const,
  );
}

/**
 * Damages the last row of a table; of the segments and the catalogue all, so that every entry is struck. Of the header
 * it is one slot.
 * @throws where there is no such row
 */
export async function damageRow(
  window: Page,
  table: TableName,
  damage: RowDamage,
  slot = 0,
): Promise<void> {
  await reachIntoRows(window);
  await window.evaluate(
    async ([name, kind, place]) => {
      const rows = globalThis.vaultRows;
      if (rows === undefined) throw new Error('no way to the rows');
      const all = await rows.read(await rows.vault());
      const before = structuredClone(all);
      const isEvery = name === 'segments' || name === 'catalogue';
      const struck = (all[name] ?? []).slice(isEvery ? 0 : -1);
      if (struck.length === 0) throw new Error('no row to damage');
      for (const row of struck) {
        // The sealed bytes of a row; of the header those of a slot; of the guesses the time, which is in the clear.
        const slots = row['slots'] as Row[] | undefined;
        const holder = slots === undefined ? row : slots[place];
        if (holder === undefined) throw new Error('no slot to damage');
        const member = slots !== undefined ? 'sealedKey' : name === 'guesses' ? 'last' : 'sealed';
        const content = holder[member] as Uint8Array | string;
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        const asBefore = (changed: Uint8Array) =>
          typeof content === 'string' ? new TextDecoder().decode(changed) : changed;
        const middle = bytes.length >> 1;
        if (kind === 'truncated') holder[member] = asBefore(bytes.slice(0, -1));
        if (kind === 'flipped') {
          bytes[middle] = (bytes[middle] ?? 0) ^ 1;
          holder[member] = asBefore(bytes);
        }
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
    [table, damage, slot] as const,
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

/**
 * A file where the folder of spares should be, before the program is started: nothing can be kept there, and nothing of
 * the database comes back from there.
 */
export async function withoutSpare(profile: string): Promise<void> {
  await mkdir(profile, { recursive: true });
  await writeFile(path.join(profile, 'Spare'), '');
}
