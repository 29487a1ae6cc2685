import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { knownVaults } from '../../../../electron/known-vaults.ts';
import { vaultsHere } from '../../../../electron/spare/vaults-here.ts';
import { piecesOf, writePieces } from '../../../../shared/ipc/spare-rows.ts';

const vault = 'a'.repeat(32);
const other = 'b'.repeat(32);
const now = () => new Date('2026-11-30T10:00:00Z');

let profile: string;
beforeEach(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'phr-vaults-'));
});
afterEach(() => rm(profile, { recursive: true, force: true }));

const oneRow = () => writePieces(piecesOf('log/1', Uint8Array.of(1, 2, 3)));
const inProfile = (...names: string[]) => path.join(profile, ...names);

/** What an earlier program left beside the list: second names of Chromium's files. */
async function leaveEarlierNames(): Promise<void> {
  await mkdir(inProfile('Rescue', 'kept-blobs', '1'), { recursive: true });
  await writeFile(inProfile('Rescue', 'kept-blobs', '1', '2'), 'a long value');
  await mkdir(inProfile('Rescue', 'kept'));
  await writeFile(inProfile('Rescue', 'kept', '000003.log'), 'rows');
  await writeFile(inProfile('Rescue', 'forgotten'), '');
}

const earlierNames = async () =>
  (await readdir(inProfile('Rescue'))).filter((name) => name !== 'known-vaults.json');

describe('the vaults of this computer', () => {
  test('are missed over a restart when they are gone, until the owner gives them up', async () => {
    await (await vaultsHere(profile, now)).known([vault, other]);
    const next = await vaultsHere(profile, now);
    expect(await next.known([other])).toMatchObject({ missing: [vault] });
    await next.giveUp(vault);
    expect(await (await vaultsHere(profile, now)).known([other])).toMatchObject({ missing: [] });
  });

  test('are told with the rows that they have and the spares that there are', async () => {
    const vaults = await vaultsHere(profile, now);
    await vaults.known([vault]);
    await vaults.tellRows(vault, 7);
    await vaults.spares.of(other).append(oneRow());
    expect(await vaults.known([vault])).toEqual({
      missing: [],
      rows: { [vault]: 7 },
      spares: [other],
    });
  });

  test('what is given up stays, and nobody finds a vault in it', async () => {
    const vaults = await vaultsHere(profile, now);
    await vaults.spares.of(vault).append(oneRow());
    await vaults.giveUp(vault);
    expect(await vaults.known([])).toMatchObject({ spares: [] });
    expect(await readdir(inProfile('Spare'))).toEqual([]);
    const kept = `given-up-${vault}-`;
    const names = await readdir(inProfile('Rescue'));
    expect(names.filter((name) => name.startsWith(kept))).toHaveLength(1);
    await vaults.spares.of(other).append(oneRow());
    await vaults.completed(other);
    expect(await readdir(inProfile('Rescue'))).toEqual(names);
    await vaults.removeRows(other, ['head']);
    expect((await readdir(inProfile('Rescue'))).some((name) => name.startsWith(kept))).toBe(false);
  });

  test('start although a page told of more rows than there can be', async () => {
    const vaults = await vaultsHere(profile, now);
    await vaults.known([vault]);
    await vaults.tellRows(vault, Number.MAX_SAFE_INTEGER);
    await vaults.spares.of(vault).append(oneRow());
    await vaults.completed(vault);
    await vaults.unreadable();
    await vaultsHere(profile, now).then((next) => next.unreadable());
    expect(await (await vaultsHere(profile, now)).known([])).toMatchObject({ missing: [] });
    expect(await (await vaultsHere(profile, now)).known([])).toBeDefined();
  });

  test('of a deleted one no spare stays', async () => {
    const vaults = await vaultsHere(profile, now);
    await vaults.known([vault, other]);
    for (const id of [vault, other]) await vaults.spares.of(id).append(oneRow());
    await vaults.forget(vault, false);
    expect(await vaults.known([other])).toMatchObject({ missing: [], spares: [other] });
    expect(await readdir(inProfile('Spare'))).toEqual([other]);
  });

  test.for([
    { isLast: true, known: [vault], times: 1 },
    { isLast: false, known: [vault], times: 0 },
    { isLast: true, known: [vault, other], times: 0 },
  ])('the database goes whole only where page and main know of no other: %o', async (one) => {
    const emptyDatabase = vi.fn(() => Promise.resolve());
    const vaults = await vaultsHere(profile, now, emptyDatabase);
    await vaults.known(one.known);
    await vaults.forget(vault, one.isLast);
    expect(emptyDatabase).toHaveBeenCalledTimes(one.times);
  });
});

describe('a database that the page could not read', () => {
  type Before = { readonly isComplete?: boolean; readonly rows?: number; readonly starts?: number };

  /** The page says so at so many starts; answers what the folder of the profile holds at the next. */
  async function nextStart({ isComplete = true, rows = 1, starts = 2 }: Before): Promise<string[]> {
    await mkdir(inProfile('IndexedDB'));
    await writeFile(inProfile('IndexedDB', 'file'), 'not to be read');
    const vaults = await vaultsHere(profile, now);
    await vaults.known([vault]);
    await vaults.tellRows(vault, rows);
    await vaults.spares.of(vault).append(oneRow());
    if (isComplete) await vaults.completed(vault);
    for (let start = 0; start < starts; start += 1) {
      await (await vaultsHere(profile, now)).unreadable();
    }
    await vaultsHere(profile, now);
    return (await readdir(profile)).sort();
  }

  test('makes way, and is kept aside until a source or a vault goes', async () => {
    expect(await nextStart({})).toEqual(['Rescue', 'Spare']);
    const vaults = await vaultsHere(profile, now);
    await vaults.completed(vault);
    expect(await earlierNames()).toEqual(['unread-2026-11-30T10.00.00.000Z']);
    await vaults.removeRows(vault, ['log/7']);
    expect(await earlierNames()).toEqual([]);
  });

  test.each([
    ['it may have been for a moment only', { starts: 1 }],
    ['its spare was never filled', { isComplete: false }],
    ['its spare lacks a row that it has told of', { rows: 2 }],
  ])('stays where %s', async (_why, before) => {
    expect(await nextStart(before)).toEqual(['IndexedDB', 'Rescue', 'Spare']);
  });

  test('is not moved where it was read in between', async () => {
    await nextStart({ starts: 1 });
    await (await vaultsHere(profile, now)).completed(vault);
    await (await vaultsHere(profile, now)).unreadable();
    await vaultsHere(profile, now);
    expect(await readdir(profile)).toContain('IndexedDB');
  });
});

describe('what an earlier program kept', () => {
  beforeEach(leaveEarlierNames);

  test('stays until the spare of each vault is complete', async () => {
    const vaults = await vaultsHere(profile, now);
    await vaults.known([vault, other]);
    for (const id of [vault, other]) await vaults.spares.of(id).append(oneRow());
    await vaults.completed(vault);
    expect((await earlierNames()).sort()).toEqual(['forgotten', 'kept', 'kept-blobs']);
    await vaults.spares.of(other).append(oneRow());
    await vaults.completed(other);
    expect(await earlierNames()).toEqual([]);
    expect(await vaults.known([vault, other])).toMatchObject({ missing: [] });
  });

  test('goes when a vault is deleted, of which it may hold rows', async () => {
    const vaults = await vaultsHere(profile, now);
    await vaults.known([vault, other]);
    await vaults.forget(vault, false);
    expect(await earlierNames()).toEqual([]);
  });
});

describe('the log that LevelDB adds to', () => {
  test('is named, and waited for until what it holds is in a table', async () => {
    const live = inProfile('IndexedDB', 'app_phr_0.indexeddb.leveldb');
    await mkdir(live, { recursive: true });
    await writeFile(path.join(live, '000003.log'), '');
    const vaults = await vaultsHere(profile, now);
    expect(await vaults.newestLog(undefined)).toBe('000003.log');
    const waiting = vaults.newestLog('000003.log');
    await writeFile(path.join(live, '000004.log'), '');
    await rm(path.join(live, '000003.log'));
    expect(await waiting).toBe('000004.log');
  });

  test('is not waited for where there is none', async () => {
    expect(await (await vaultsHere(profile, now)).newestLog('000003.log')).toBeUndefined();
  });
});

describe('the list of known vaults', () => {
  const list = () => path.join(profile, 'known.json');

  test('remembers the greatest number of rows, over a restart', async () => {
    const vaults = await knownVaults(list());
    await vaults.add([vault]);
    await Promise.all([3, 7, 5].map((rows) => vaults.tell(vault, rows)));
    expect((await knownVaults(list())).rows()).toEqual({ [vault]: 7 });
  });

  test('does not learn of a vault by its rows: one that is being restored is none yet', async () => {
    const vaults = await knownVaults(list());
    await vaults.tell(vault, 4);
    expect(vaults.rows()).toEqual({});
  });

  test('begins empty where its file is damaged', async () => {
    await writeFile(list(), '{"version":1,"vaults":{"../x":{"rows":1}}}');
    expect((await knownVaults(list())).rows()).toEqual({});
  });
});
