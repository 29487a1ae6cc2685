import type { Table, Transaction } from 'dexie';

/*
 * Chromium keeps a value of more than 64 KiB in a file beside the database. Where that file has been cut short, its
 * reading fails or, mostly, never ends: the end of the file counts as a success there, and whoever asked goes on waiting
 * for the bytes that are missing. The transaction does not end either, and whatever is written waits for it.
 * So a reading is called off when it takes much longer than one that is only slow.
 */

/** How often a reading is begun, and how many turns each may take. */
export type Patience = readonly number[];

/** Where something else has the same, as the log has what stands in the catalogue: giving up costs only time. */
export const shortPatience: Patience = [12, 24];
/** Where giving up means that something is said to be damaged. */
export const longPatience: Patience = [12, 24, 48];

/**
 * Milliseconds of a turn. Turns are counted and not the time: what the database has answered meanwhile is heard between
 * two of them, so that neither a worker that was busy nor a computer that slept uses the patience up.
 */
const turn = 250;

const calledOff = Symbol('called off');

/** What `read` answers about a table; `undefined` where it has not answered in as many attempts as `patience` has. */
export async function readPatiently<Row, Key, Found>(
  table: Table<Row, Key>,
  read: () => PromiseLike<Found>,
  patience: Patience,
): Promise<Found | undefined> {
  for (const turns of patience) {
    const found = await attempt(table, read, turns);
    if (found !== calledOff) return found;
  }
  return undefined;
}

/** Reads in a transaction of its own, which is what can be called off. */
async function attempt<Row, Key, Found>(
  table: Table<Row, Key>,
  read: () => PromiseLike<Found>,
  turns: number,
): Promise<Found | typeof calledOff> {
  const state = { isCalledOff: false };
  let timer: ReturnType<typeof setInterval> | undefined;
  const watch = (transaction: Transaction): void => {
    let left = turns;
    timer = setInterval(() => {
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      state.isCalledOff = true;
      transaction.abort();
    }, turn);
  };
  try {
    return await table.db.transaction('r', table, async (transaction) => {
      // The first answer shows that it is this transaction's turn: it may have waited long for one that writes.
      await table.limit(1).primaryKeys();
      watch(transaction);
      const found = await read();
      clearInterval(timer);
      return found;
    });
  } catch (thrown) {
    if (state.isCalledOff) return calledOff;
    throw thrown;
  } finally {
    clearInterval(timer);
  }
}

/** What comes in so many turns. @throws Error where nothing has come by then */
export async function withinTurns<T>(answer: PromiseLike<T>, turns: number): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const nothing = new Promise<never>((_, reject) => {
    let left = turns;
    timer = setInterval(() => {
      left -= 1;
      if (left <= 0) reject(new Error('no answer'));
    }, turn);
  });
  try {
    return await Promise.race([answer, nothing]);
  } finally {
    clearInterval(timer);
  }
}
