import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { capture } from '../../scripts/run.mjs';
import { aLetter, aLongRecord } from './made-records.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo, lock } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeProblem, ShownProblem } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'four quiet herons wading';
const missing = 'cannot be opened';
/** Chromium’s reading of a long value that was cut short mostly never ends, and the program waits a while for it. */
const patience = 60_000;
/** So many that LevelDB writes a table besides its log. */
const observations = 9000;

type Damage = 'removed' | 'emptied' | 'cut in half' | 'flipped';

/**
 * Files of the database damaged while the program is closed. Chromium would delete the whole database for most of these;
 * what is whole must be there all the same.
 */
describe('a file of the closed database', () => {
  let template: Awaited<ReturnType<typeof freshFolders>>;
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram | undefined;
  let entries: number;

  beforeAll(async () => {
    template = await freshFolders();
    folders = await freshFolders();
    program = await startProgram(template);
    const { window } = program;
    await setUp(window, passphrase);
    await addRecord(aLongRecord(observations, () => randomBytes(400).toString('base64')));
    // Longer than the catalogue's longest row, so that the longest file is surely the letter's.
    await addRecord(aLetter(randomBytes(4_000_000)));
    entries = await entriesShown();
    await lock(window);
    // A second start: the files have second names from the beginning of a session on.
    await program.close();
    program = await startProgram(template);
    await unlock(program.window, passphrase);
    await program.close();
    program = undefined;
  });
  afterEach(() => program?.kill());
  afterAll(async () => {
    await template.remove();
    await folders.remove();
  });

  async function addRecord(ndjson: string): Promise<void> {
    if (program === undefined) throw new Error('no program');
    const file = path.join(template.temporary, 'record.ndjson');
    await writeFile(file, ndjson);
    await goTo(program.window, 'Add records');
    await addRecordsPage(program.window).addFiles(file);
    expect(await addRecordsPage(program.window).outcome()).toBe('done');
    await rm(file);
    await goTo(program.window, 'Overview');
  }

  async function entriesShown(): Promise<number> {
    if (program === undefined) throw new Error('no program');
    const shelves = await overviewPage(program.window).shelves();
    return [...shelves.values()].reduce((sum, count) => sum + count, 0);
  }

  /** A fresh copy of the profile, second names and all. */
  async function freshCopy(): Promise<string> {
    await rm(folders.profile, { recursive: true, force: true });
    const { code } = await capture('cp', ['-a', template.profile, folders.profile]);
    expect(code).toBe(0);
    return path.join(folders.profile, 'IndexedDB');
  }

  /** The program started on a copy of which one file is damaged. */
  async function startDamaged(kind: RegExp, damage: Damage): Promise<Page> {
    await damageFile(await newest(await freshCopy(), kind), damage);
    return start();
  }

  async function start(): Promise<Page> {
    program = await startProgram(folders);
    return program.window;
  }

  const asGood = [
    ['CURRENT', /CURRENT$/, ['removed', 'emptied', 'cut in half', 'flipped']],
    ['MANIFEST', /MANIFEST-\d+$/, ['removed', 'emptied', 'cut in half', 'flipped']],
  ] as const;
  describe.each(asGood)('%s', (_name, kind, damages) => {
    test.each(damages)('is made anew when it is %s, and nothing is missing', async (damage) => {
      const window = await startDamaged(kind, damage);
      await unlock(window, passphrase);
      await seeAllWhole(window);
      expect(await keptAside()).toHaveLength(1);
    });
  });

  test.each(['flipped', 'cut in half', 'emptied'] as const)(
    'of a table is missed when it is %s, and what is whole is read',
    async (damage) => {
      const window = await startDamaged(/\.ldb$/, damage);
      await seePartWhole(window);
    },
  );

  test('of the newest log is missed when it is flipped, and what is whole is read', async () => {
    const window = await startDamaged(/\.log$/, 'flipped');
    await seePartWhole(window);
  });

  // Chromium takes such a log for a shorter one, with the head that was newest then.
  test.each(['cut in half', 'emptied'] as const)(
    'of the newest log is missed when it is %s, by what is known outside of the database',
    async (damage) => {
      const window = await startDamaged(/\.log$/, damage);
      expect(await asksToStartAgain(window)).toBe(false);
      expect(await overviewPage(window).text()).toContain(missing);
    },
  );

  test.each([
    ['a table', /\.ldb$/],
    ['the newest log', /\.log$/],
    ['a long letter', /\.blob\/.*\d$/],
  ])(
    'of %s comes back from its second name when it is removed with all others',
    async (_name, kind) => {
      const database = await freshCopy();
      await rm(await newest(database, kind));
      await rm(path.join(database, 'app_phr_0.indexeddb.leveldb', 'CURRENT'));
      const window = await start();
      await unlock(window, passphrase);
      await seeAllWhole(window);
    },
  );

  test.each(['cut in half', 'flipped'] as const)(
    'of a long letter is missed when the letter is opened and it is %s',
    async (damage) => {
      const window = await startDamaged(/\.blob\/.*\d+$/, damage);
      await unlock(window, passphrase);
      expect(await entriesShown()).toBe(entries);
      await goTo(window, 'Record');
      await recordPage(window).shelf('Documents');
      await recordPage(window).openFirst();
      expect((await seeProblem(window, patience)).title).toBe(
        'A part of your record cannot be opened',
      );
      await goTo(window, 'Overview');
      await expect.poll(() => overviewPage(window).text()).toContain(missing);
    },
  );

  test('of the catalogue costs only time when it is cut in half, and is written anew', async () => {
    const database = await freshCopy();
    const before = await longValues(database);
    // The shortest: the others hold what no compression makes shorter.
    const shortest = before.at(-1);
    if (shortest === undefined) throw new Error('the catalogue has no long value');
    await damageFile(shortest, 'cut in half');
    const window = await start();
    await unlock(window, passphrase);
    await seeAllWhole(window);
    const isNew = (file: string) => !before.includes(file);
    await expect
      .poll(async () => (await longValues(database)).some(isNew), { timeout: patience })
      .toBe(true);
  });

  test('and the whole folder comes back when it is removed', async () => {
    await rm(await freshCopy(), { recursive: true });
    const window = await start();
    await unlock(window, passphrase);
    await seeAllWhole(window);
  });

  test('and where nothing is left, the record is missed and a backup is offered', async () => {
    await rm(await freshCopy(), { recursive: true });
    await rm(path.join(folders.profile, 'Rescue', 'kept'), { recursive: true });
    await seeMissed(await start());
  });

  /** Every entry is there, and nothing is said to be missing once all was checked. */
  async function seeAllWhole(window: Page): Promise<void> {
    expect(await entriesShown()).toBe(entries);
    await goTo(window, 'Record');
    await seeEntries(window);
    await goTo(window, 'Overview');
    expect(await overviewPage(window).text()).not.toContain(missing);
  }

  /** The record is known to be gone, and a backup is offered. */
  async function seeMissed(window: Page): Promise<void> {
    await window.getByRole('button', { name: 'Bring back a backup' }).first().waitFor();
    expect(await window.getByRole('main').innerText()).toContain('stays closed');
  }

  /** After as many starts as the program asks for, what is whole is read and the rest is named, or all of it is missed. */
  async function seePartWhole(window: Page): Promise<void> {
    let now = window;
    for (let starts = 1; await asksToStartAgain(now); starts += 1) {
      expect(starts).toBeLessThan(3);
      await program?.close();
      now = await start();
    }
    if (await now.getByText('stays closed').first().isVisible()) return seeMissed(now);
    await goTo(now, 'Record');
    await seeEntries(now);
  }

  /** Opens the record. Answers whether the program could not read on, and so has to be started again. */
  async function asksToStartAgain(window: Page): Promise<boolean> {
    const door = window.getByLabel('Passphrase', { exact: true });
    await door.or(window.getByText('stays closed')).first().waitFor();
    if (!(await door.isVisible())) {
      return window.getByText('Close the program and open it again').isVisible();
    }
    const problem = window.getByRole('alert');
    try {
      await unlock(window, passphrase);
    } catch (thrown) {
      if (thrown instanceof ShownProblem) return true;
      throw thrown;
    }
    await window.getByText(missing).or(problem).first().waitFor({ timeout: patience });
    return !(await window.getByText(missing).first().isVisible());
  }

  async function seeEntries(window: Page): Promise<void> {
    const entries = window.getByRole('list', { name: 'Entries' }).getByRole('listitem');
    await entries.first().waitFor({ timeout: patience });
  }

  async function keptAside(): Promise<readonly string[]> {
    const names = await readdir(path.join(folders.profile, 'Rescue'));
    return names.filter((name) => name.startsWith('damaged-'));
  }
});

/** The file of this kind that was written last; of files that hold one long value each, the longest. */
async function newest(folder: string, kind: RegExp): Promise<string> {
  const files = (await filesIn(folder)).filter(({ file }) => kind.test(file));
  const [last] = files.sort((one, other) => rankOf(other) - rankOf(one));
  if (last === undefined) throw new Error(`no file like ${kind.source}`);
  return last.file;
}

/** The files that hold one long value each, the longest first. */
async function longValues(folder: string): Promise<readonly string[]> {
  const files = (await filesIn(folder)).filter(isLongValue);
  return files.sort((one, other) => other.size - one.size).map(({ file }) => file);
}

type FoundFile = { readonly file: string; readonly mtimeMs: number; readonly size: number };

async function filesIn(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      const { mtimeMs, size } = await stat(file);
      return { file, mtimeMs, size };
    }),
  );
}

function isLongValue({ file }: FoundFile): boolean {
  return file.includes('.blob');
}

function rankOf(found: FoundFile): number {
  return isLongValue(found) ? found.size : found.mtimeMs;
}

async function damageFile(file: string, damage: Damage): Promise<void> {
  if (damage === 'removed') return rm(file);
  if (damage === 'emptied') return truncate(file, 0);
  const bytes = await readFile(file);
  const middle = bytes.length >> 1;
  if (damage === 'cut in half') return truncate(file, middle);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0x10;
  // In place: its second name has the same damage, as on a disk that fails.
  return writeFile(file, bytes);
}
