import {
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { knownVaults } from '../../../../electron/known-vaults.ts';
import { healthOf } from '../../../../electron/rescue/database-files.ts';
import { rescuePlaces, type RescuePlaces } from '../../../../electron/rescue/put-together.ts';
import { salvage, writeDatabase } from '../../../../electron/rescue/rebuild.ts';
import { startRescue } from '../../../../electron/rescue/rescue.ts';
import { fixtures } from '../../../places.ts';

const fixture = fileURLToPath(new URL('vaults/v1/IndexedDB/', fixtures));
const now = () => new Date('2026-11-22T10:00:00Z');
const vault = 'a'.repeat(32);

let profile: string;
let places: RescuePlaces;
beforeEach(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'phr-rescue-'));
  places = rescuePlaces(profile);
  await cp(fixture, path.join(profile, 'IndexedDB'), { recursive: true });
});
afterEach(() => rm(profile, { recursive: true, force: true }));

const inLive = (name: string) => path.join(places.live, name);
const changesIn = async () =>
  (await salvage([places.live])).map(({ key, value }) => [
    Buffer.from(key).toString('hex'),
    value === undefined ? undefined : Buffer.from(value).toString('hex'),
  ]);

/** A start at which all was well: the vault is known, and its files have second names. */
async function wellStart(): Promise<void> {
  const rescue = await startRescue(profile, now);
  expect(await rescue.known([vault])).toMatchObject({ missing: [], isRepaired: false });
}

async function flip(file: string, part: number): Promise<void> {
  const bytes = await readFile(file);
  const at = Math.floor(bytes.length * part);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  await writeFile(file, bytes);
}

describe('a database that is whole', () => {
  test('is left alone', async () => {
    const before = await readFile(inLive('000003.log'));
    expect(await healthOf(places.live)).toBe('whole');
    await wellStart();
    expect(await readFile(inLive('000003.log'))).toEqual(before);
    expect(await readdir(path.dirname(places.kept))).toEqual(
      expect.arrayContaining(['kept', 'known-vaults.json']),
    );
  });

  test('is whole too where a crash cut its last record short', async () => {
    const { length } = await readFile(inLive('000003.log'));
    await truncate(inLive('000003.log'), length - 3);
    expect(await healthOf(places.live)).toBe('whole');
  });
});

describe('a database that Chromium would delete', () => {
  const damages: readonly (readonly [string, () => Promise<void>])[] = [
    ['CURRENT is gone', () => rm(inLive('CURRENT'))],
    ['CURRENT is empty', () => truncate(inLive('CURRENT'), 0)],
    ['the MANIFEST is gone', () => rm(inLive('MANIFEST-000001'))],
    ['the MANIFEST is cut to nothing', () => truncate(inLive('MANIFEST-000001'), 0)],
    ['the MANIFEST has a flipped bit', () => flip(inLive('MANIFEST-000001'), 0.6)],
  ];
  test.each(damages)('is put together with every change where %s', async (_what, damage) => {
    const before = await changesIn();
    await damage();
    expect(await healthOf(places.live)).toBe('damaged');
    await startRescue(profile, now);
    expect(await healthOf(places.live)).toBe('whole');
    expect(await changesIn()).toEqual(before);
    const aside = await readdir(path.dirname(places.damaged));
    expect(aside.filter((name) => name.startsWith('damaged-'))).toHaveLength(1);
  });

  test('loses no more than the transaction in which a bit was flipped', async () => {
    const before = await changesIn();
    await flip(inLive('000003.log'), 0.5);
    await startRescue(profile, now);
    expect(await healthOf(places.live)).toBe('whole');
    const after = await changesIn();
    expect(after.length).toBeLessThan(before.length);
    expect(after.length).toBeGreaterThan(before.length / 2);
    for (const change of after) expect(before).toContainEqual(change);
  });

  test('goes on where it was interrupted before the rebuilt one took its place', async () => {
    const before = await changesIn();
    await cp(places.live, places.rebuilt, { recursive: true });
    await rm(places.live, { recursive: true });
    await startRescue(profile, now);
    expect(await changesIn()).toEqual(before);
  });
});

describe('a vault that has vanished', () => {
  test('comes back whole where its folder was removed', async () => {
    const before = await changesIn();
    await wellStart();
    await rm(places.live, { recursive: true });
    const rescue = await startRescue(profile, now);
    expect(await changesIn()).toEqual(before);
    expect(await rescue.known([vault])).toMatchObject({ missing: [], isRepaired: true });
  });

  test('is missed, and comes back at the next start, where Chromium emptied the database', async () => {
    const before = await changesIn();
    await wellStart();
    // As Chromium begins it anew: a number or two, and no vault.
    const one = { sequence: 1, key: Uint8Array.of(0), value: Uint8Array.of(5) };
    await writeDatabase(places.live, [one]);
    const emptied = await startRescue(profile, now);
    expect(await emptied.known([])).toMatchObject({ missing: [vault], canPutTogether: true });
    const next = await startRescue(profile, now);
    expect(await changesIn()).toEqual(before);
    expect(await next.known([vault])).toMatchObject({ missing: [], canPutTogether: false });
  });

  test('comes back with the long values that lie in files of their own', async () => {
    const long = path.join(places.liveBlobs, '1', '00', '2');
    const longer = path.join(places.liveBlobs, '1', '00', '3');
    await mkdir(path.dirname(long), { recursive: true });
    await writeFile(long, 'a sealed letter');
    const well = await startRescue(profile, now);
    await well.known([vault]);
    await writeFile(longer, 'a letter that came later');
    await well.tellRows(vault, 2);
    await rm(path.join(profile, 'IndexedDB'), { recursive: true });
    const rescue = await startRescue(profile, now);
    expect(await rescue.known([vault])).toMatchObject({ missing: [], isRepaired: true });
    expect(await readFile(long, 'utf8')).toBe('a sealed letter');
    expect(await readFile(longer, 'utf8')).toBe('a letter that came later');
  });

  test('is not promised again where it could not be put together', async () => {
    await wellStart();
    await rm(places.live, { recursive: true });
    await rm(path.join(places.kept, '000003.log'));
    const rescue = await startRescue(profile, now);
    expect(await rescue.known([])).toMatchObject({ missing: [vault], canPutTogether: false });
  });

  test('is missed and not mixed with others where some are there', async () => {
    await wellStart();
    const rescue = await startRescue(profile, now);
    const other = 'b'.repeat(32);
    expect(await rescue.known([other])).toMatchObject({ missing: [vault], canPutTogether: false });
  });

  test('is not missed after its owner deleted it, and nothing of it stays aside', async () => {
    const rescue = await startRescue(profile, now);
    await rescue.known([vault]);
    await rescue.forget(vault, false);
    expect(await rescue.known([])).toMatchObject({ missing: [], canPutTogether: false });
    expect(await (await startRescue(profile, now)).known([])).toMatchObject({ missing: [] });
  });
});

describe('where Chromium keeps the database in SQLite', () => {
  const sqlite = () => path.join(profile, 'IndexedDB', 'app_phr_0');

  test('nothing older is put together when the LevelDB files are gone', async () => {
    await wellStart();
    await mkdir(sqlite());
    await writeFile(path.join(sqlite(), 'ONE'), 'a database');
    await rm(places.live, { recursive: true });
    const rescue = await startRescue(profile, now);
    expect(await rescue.known([vault])).toMatchObject({ missing: [], isRepaired: false });
    await expect(readdir(places.live)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(sqlite())).toEqual(['ONE']);
  });

  test('and a vault that is missed there is not promised from LevelDB files', async () => {
    await wellStart();
    await mkdir(sqlite());
    await rm(places.live, { recursive: true });
    const rescue = await startRescue(profile, now);
    expect(await rescue.known([])).toMatchObject({ missing: [vault], canPutTogether: false });
    await startRescue(profile, now);
    await expect(readdir(places.live)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('after a vault was deleted', () => {
  const kept = (name: string) => path.join(places.kept, name);

  test('a file that only its second name holds is written over, one of the others is left', async () => {
    const before = await readFile(inLive('000003.log'));
    await writeFile(inLive('000005.ldb'), 'what is left of a slot');
    await wellStart();
    // Held open, so that its content can still be seen when it has no name any more.
    const [gone, shared] = [await open(kept('000005.ldb')), await open(kept('000003.log'))];
    await rm(inLive('000005.ldb'));
    const rescue = await startRescue(profile, now);
    await rescue.forget(vault, false);
    expect(String(await gone.readFile())).toMatch(/^\0+$/);
    expect(await shared.readFile()).toEqual(before);
    expect(await readFile(inLive('000003.log'))).toEqual(before);
    await gone.close();
    await shared.close();
  });

  test('what LevelDB takes away only later is destroyed at the next start', async () => {
    const other = 'b'.repeat(32);
    await writeFile(inLive('000005.ldb'), 'what is left of a slot');
    const rescue = await startRescue(profile, now);
    await rescue.known([vault, other]);
    await rescue.forget(vault, false);
    expect(await readdir(places.kept)).toContain('000005.ldb');
    const gone = await open(kept('000005.ldb'));
    await rm(inLive('000005.ldb'));
    const next = await startRescue(profile, now);
    expect(String(await gone.readFile())).toMatch(/^\0+$/);
    await gone.close();
    expect(await next.known([other])).toMatchObject({ missing: [], isRepaired: false });
    expect(await readdir(places.kept)).toContain('000003.log');
  });

  test.for([
    { isLast: true, known: [vault], times: 1 },
    { isLast: false, known: [vault], times: 0 },
    { isLast: true, known: [vault, 'b'.repeat(32)], times: 0 },
  ])('the database goes whole only where page and main know of no other: %o', async (one) => {
    const emptyDatabase = vi.fn(() => Promise.resolve());
    const rescue = await startRescue(profile, now, emptyDatabase);
    await rescue.known(one.known);
    await rescue.forget(vault, one.isLast);
    expect(emptyDatabase).toHaveBeenCalledTimes(one.times);
  });

  test('nothing stays aside where no vault is left', async () => {
    await wellStart();
    const rescue = await startRescue(profile, now);
    await rescue.forget(vault, false);
    const next = await startRescue(profile, now);
    await next.known([]);
    await expect(readdir(places.kept)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('what is kept stays where the list of vaults was lost with the database', async () => {
  await wellStart();
  await rm(path.join(path.dirname(places.kept), 'known-vaults.json'));
  await (await startRescue(profile, now)).known([]);
  expect(await readdir(places.kept)).toContain('000003.log');
});

test('what is kept stays where a missing vault is only taken off the list', async () => {
  await wellStart();
  const rescue = await startRescue(profile, now);
  const other = 'b'.repeat(32);
  await rescue.known([other]);
  await rescue.giveUp(vault);
  expect(await readdir(places.kept)).toContain('000003.log');
  expect(await rescue.known([other])).toMatchObject({ missing: [] });
});

describe('the log that LevelDB adds to', () => {
  test('is named, and waited for until what it holds is in a table', async () => {
    const rescue = await startRescue(profile, now);
    expect(await rescue.newestLog(undefined)).toBe('000003.log');
    const waiting = rescue.newestLog('000003.log');
    await writeFile(inLive('000004.log'), '');
    await rm(inLive('000003.log'));
    expect(await waiting).toBe('000004.log');
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
