import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { utf8 } from '../shared/base/bytes.ts';
import { mostRows } from '../shared/ipc/vaults.ts';
import { writeWhole } from './files.ts';

/*
 * Which vaults exist on this computer, kept outside of the database that holds them: Chromium deletes a whole database
 * that it cannot open, and what is gone can tell nobody that it was there. Random ids and numbers of log rows, as they
 * stand in the clear in the database too; no nickname, no date.
 */
const known = z.object({
  version: z.literal(1),
  vaults: z.record(
    z.string().regex(/^[0-9a-f]{32}$/),
    z.object({ rows: z.int().min(0).max(mostRows) }),
  ),
});

/** Nobody has so many: a page that names more makes them up. */
const mostVaults = 10_000;

/** How many rows of its log each vault is known to have, by person id. */
export type VaultRegister = {
  /** The list was read from its file, so that what is not on it is not there. */
  readonly isCertain: boolean;
  /** How many rows each vault has told of. */
  rows(): Readonly<Record<string, number>>;
  /** From now on these are known. */
  add(ids: readonly string[]): Promise<void>;
  /** The log of this known vault has so many rows on the disk. It never becomes fewer. */
  tell(id: string, rows: number): Promise<void>;
  /** This vault was deleted as its owner wished. */
  forget(id: string): Promise<void>;
};

/** Reads the list from its file. One that cannot be read counts as empty: vaults are learnt of anew when they are listed. */
export async function knownVaults(path: string): Promise<VaultRegister> {
  const stored = await readKnown(path);
  const vaults = new Map(Object.entries(stored ?? {}));
  const write = oneAtATime(() => writeWhole(path, utf8(textOf(vaults))));
  return {
    isCertain: stored !== undefined,
    rows: () => Object.fromEntries(vaults),
    add(ids) {
      const fresh = ids.filter((id) => !vaults.has(id)).slice(0, mostVaults - vaults.size);
      for (const id of fresh) vaults.set(id, 0);
      return fresh.length === 0 ? Promise.resolve() : write();
    },
    tell(id, rows) {
      // A vault that is being restored has rows, and is none before it is finished.
      if (rows <= (vaults.get(id) ?? Infinity)) return Promise.resolve();
      vaults.set(id, rows);
      return write();
    },
    forget(id) {
      return vaults.delete(id) ? write() : Promise.resolve();
    },
  };
}

async function readKnown(path: string): Promise<Readonly<Record<string, number>> | undefined> {
  try {
    const { vaults } = known.parse(JSON.parse(await readFile(path, 'utf8')));
    return Object.fromEntries(Object.entries(vaults).map(([id, { rows }]) => [id, rows]));
  } catch {
    return undefined;
  }
}

function textOf(vaults: ReadonlyMap<string, number>): string {
  const rows = Object.fromEntries([...vaults].map(([id, count]) => [id, { rows: count }]));
  return JSON.stringify({ version: 1, vaults: rows } satisfies z.infer<typeof known>);
}

/** While one write runs, all that ask wait for one more that begins after it. */
function oneAtATime(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    running = write().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return begin();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
