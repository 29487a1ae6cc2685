import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { capture } from '../../scripts/run.mjs';
import { aLetter, aLongRecord } from './made-records.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
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
 * Files of the database, and of its spare, damaged while the program is closed. Chromium deletes the whole database for
 * most of these; everything must be there all the same, and what neither has must be missed.
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
    // A second start: Chromium writes its files otherwise when it opens them.
    await program.close();
    program = await startProgram(template);
    await unlock(program.window, passphrase);
    await spareIsFilled(template.profile);
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

  /** A fresh copy of the profile; answers where its database lies. */
  async function freshCopy(): Promise<string> {
    await rm(folders.profile, { recursive: true, force: true });
    const { code } = await capture('cp', ['-a', template.profile, folders.profile]);
    expect(code).toBe(0);
    return path.join(folders.profile, 'IndexedDB');
  }

  /** The program started on a copy of which one file is damaged. */
  async function startDamaged(
    kind: RegExp,
    damage: Damage,
    { hasSpare = true }: { readonly hasSpare?: boolean } = {},
  ): Promise<Page> {
    await damageFile(await newest(await freshCopy(), kind), damage);
    if (!hasSpare) await rm(spareFolder(), { recursive: true });
    return start();
  }

  function spareFolder(): string {
    return path.join(folders.profile, 'Spare');
  }

  async function start(): Promise<Page> {
    program = await startProgram(folders);
    return program.window;
  }

  const files = [
    ['CURRENT', /CURRENT$/, ['removed', 'emptied', 'cut in half', 'flipped']],
    ['MANIFEST', /MANIFEST-\d+$/, ['removed', 'emptied', 'cut in half', 'flipped']],
    ['a table', /\.ldb$/, ['removed', 'emptied', 'cut in half', 'flipped']],
    ['the newest log', /\.log$/, ['removed', 'emptied', 'cut in half', 'flipped']],
  ] as const;
  describe.each(files)('%s', (_name, kind, damages) => {
    test.each(damages)('costs nothing when it is %s', async (damage) => {
      await seeAllWholeAfterStarts(await startDamaged(kind, damage));
    });
  });

  test.each(['removed', 'emptied', 'cut in half', 'flipped'] as const)(
    'of a long letter costs nothing when it is %s: the letter opens',
    async (damage) => {
      const window = await startDamaged(/\.blob\/.*\d+$/, damage);
      await unlock(window, passphrase);
      await openLetter(window);
      await entryPage(window).openAttachment();
      await goTo(window, 'Overview');
      await seeAllWhole(window);
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
    await openLetter(window);
    await entryPage(window).openAttachment();
  });

  describe('whose spare is gone as well', () => {
    test('is missed when it was one that the others hang on, and a backup is offered', async () => {
      await seeMissed(await startDamaged(/CURRENT$/, 'removed', { hasSpare: false }));
    });

    // Chromium takes such a log for a shorter one, with the head that was newest then.
    test.each(['cut in half', 'emptied'] as const)(
      'is missed by what is known outside of the database when it was the newest log and is %s',
      async (damage) => {
        const window = await startDamaged(/\.log$/, damage, { hasSpare: false });
        expect(await asksToStartAgain(window)).toBe(false);
        await expect
          .poll(() => overviewPage(window).text(), { timeout: patience })
          .toContain(missing);
      },
    );

    test.each(['cut in half', 'flipped'] as const)(
      'is missed when it held a long letter, is %s and the letter is opened',
      async (damage) => {
        const window = await startDamaged(/\.blob\/.*\d+$/, damage, { hasSpare: false });
        await unlock(window, passphrase);
        expect(await entriesShown()).toBe(entries);
        await openLetter(window);
        expect((await seeProblem(window, patience)).title).toBe(
          'A part of your record cannot be opened',
        );
        await goTo(window, 'Overview');
        await expect.poll(() => overviewPage(window).text()).toContain(missing);
      },
    );
  });

  describe('of the spare', () => {
    test.each(['removed', 'emptied', 'cut in half', 'flipped'] as const)(
      'costs nothing when it is %s, and is filled again from the database',
      async (damage) => {
        await freshCopy();
        await damageFile(await newest(spareFolder(), /\.rows$/), damage);
        const begin = Date.now();
        const window = await start();
        await unlock(window, passphrase);
        await seeAllWhole(window);
        await spareIsFilled(folders.profile, begin);
        await program?.close();
        await rm(path.join(folders.profile, 'IndexedDB'), { recursive: true });
        await unlock(await start(), passphrase);
        if (program !== undefined) await seeAllWhole(program.window);
      },
    );

    test('leaves what is whole of it where the database is gone too', async () => {
      await rm(await freshCopy(), { recursive: true });
      await damageFile(await newest(spareFolder(), /\.rows$/), 'flipped');
      const window = await start();
      await unlock(window, passphrase);
      await expect
        .poll(() => overviewPage(window).text(), { timeout: patience })
        .toContain(missing);
      await goTo(window, 'Record');
      await seeEntries(window);
    });

    test('leaves nothing where its header and the database are gone, and a backup is offered', async () => {
      await rm(await freshCopy(), { recursive: true });
      await rm(await newest(spareFolder(), /header\.row$/));
      const window = await start();
      await window.getByRole('button', { name: 'Bring back a backup' }).first().waitFor();
    });
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

  /** After as many starts as the program asks for, everything is there. */
  async function seeAllWholeAfterStarts(window: Page): Promise<void> {
    let now = window;
    for (let starts = 1; await asksToStartAgain(now); starts += 1) {
      expect(starts).toBeLessThan(3);
      await program?.close();
      now = await start();
    }
    await seeAllWhole(now);
  }

  async function openLetter(window: Page): Promise<void> {
    await goTo(window, 'Record');
    await recordPage(window).shelf('Documents');
    await recordPage(window).openFirst();
  }

  /** Opens the record. Answers whether the program could not read on, and so has to be started again. */
  async function asksToStartAgain(window: Page): Promise<boolean> {
    const door = window.getByLabel('Passphrase', { exact: true });
    const unread = window.getByRole('heading', { name: 'Your record cannot be opened now' });
    const closed = window.getByText('stays closed');
    await door.or(closed).or(unread).first().waitFor({ timeout: patience });
    if (!(await door.isVisible())) return true;
    const problem = window.getByRole('alert');
    try {
      await unlock(window, passphrase);
    } catch (thrown) {
      if (thrown instanceof ShownProblem) return true;
      throw thrown;
    }
    const shelves = window.getByRole('region', { name: 'What is in it' });
    // Where the log that was damaged was the only file of the database, nothing is left to stand in it.
    const nothing = window.getByText('No entry of it can be opened');
    await shelves.or(nothing).or(problem).first().waitFor({ timeout: patience });
    return problem.isVisible();
  }

  async function seeEntries(window: Page): Promise<void> {
    const entries = window.getByRole('list', { name: 'Entries' }).getByRole('listitem');
    await entries.first().waitFor({ timeout: patience });
  }
});

/** The file of this kind that was written last; of files that hold one long value each, the longest. */
async function newest(folder: string, kind: RegExp): Promise<string> {
  const files = (await filesIn(folder)).filter(({ file }) => kind.test(file));
  const [last] = files.sort((one, other) => rankOf(other) - rankOf(one));
  if (last === undefined) throw new Error(`no file like ${kind.source}`);
  return last.file;
}

/** Waits until the program has said, after this moment, that the spare has everything. */
async function spareIsFilled(profile: string, after = 0): Promise<void> {
  const isComplete = async () =>
    (await filesIn(path.join(profile, 'Spare'))).some(
      ({ file, mtimeMs }) => file.endsWith('complete') && mtimeMs > after,
    );
  await vi.waitUntil(isComplete, { timeout: patience });
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
  return writeFile(file, bytes);
}
