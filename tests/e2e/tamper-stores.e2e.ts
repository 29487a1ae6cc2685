import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  servePage,
  startInBrowser,
  whyNoBrowser,
  type BrowserProgram,
  type StoreKind,
} from './in-browser.ts';
import { aLetter, aLongRecord } from './made-records.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { ShownProblem } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { unlock } from './pages/unlock-page.ts';

const passphrase = 'four quiet herons wading';
const missing = 'cannot be opened';
const patience = 60_000;
/** So many that they fill many pages of a database file. */
const observations = 1500;

const why = whyNoBrowser();
if (why !== undefined) console.log(`skipped: the stores of a newer Chromium, for ${why}`);

/**
 * The same in a Chromium that can keep IndexedDB in either kind of store. It deletes one of the other kind unread, and of
 * a SQLite file that was cut it gives what is left as if it were all.
 */
describe.skipIf(why !== undefined).each(['SQLite', 'LevelDB'] as const)(
  'a store in %s',
  (store) => {
    let page: Awaited<ReturnType<typeof servePage>>;
    let template: string;
    let folder: string;
    let program: BrowserProgram | undefined;
    let entries: number;

    beforeAll(async () => {
      page = await servePage();
      template = await mkdtemp(path.join(tmpdir(), 'phr-store-'));
      folder = `${template}-copy`;
      const { window, close } = await startInBrowser(template, page.address, store);
      await setUp(window, passphrase);
      const file = path.join(template, 'record.ndjson');
      for (const content of [
        aLongRecord(observations, () => randomBytes(300).toString('base64')),
        aLetter(randomBytes(2_000_000)),
      ]) {
        await writeFile(file, content);
        await goTo(window, 'Add records');
        await addRecordsPage(window).addFiles(file);
        expect(await addRecordsPage(window).outcome()).toBe('done');
        await goTo(window, 'Overview');
      }
      entries = await entriesIn({ window, close });
      const isComplete = async () =>
        (await filesIn('Spare', template)).some((one) => one.endsWith('complete'));
      await vi.waitUntil(isComplete, { timeout: patience });
      await close();
    });
    afterEach(async () => {
      await program?.close();
      program = undefined;
    });
    afterAll(async () => {
      page.close();
      for (const one of [template, folder]) await rm(one, { recursive: true, force: true });
    });

    async function filesIn(name: string, of = folder): Promise<string[]> {
      const start = path.join(of, 'Default', name);
      const found = await readdir(start, { recursive: true, withFileTypes: true }).catch(() => []);
      return found.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
    }

    async function freshCopy(): Promise<void> {
      await rm(folder, { recursive: true, force: true });
      await cp(template, folder, { recursive: true });
    }

    /** The largest file of the database: of SQLite the database itself. */
    async function largest(name: string): Promise<string> {
      const files = await Promise.all(
        (await filesIn(name)).map(async (file) => ({ file, size: (await stat(file)).size })),
      );
      const [first] = files.sort((one, other) => other.size - one.size);
      if (first === undefined) throw new Error('no file');
      return first.file;
    }

    async function entriesIn({ window }: BrowserProgram): Promise<number> {
      const shelves = await overviewPage(window).shelves();
      return [...shelves.values()].reduce((sum, count) => sum + count, 0);
    }

    /** Opens the record after as many starts as the program asks for. */
    async function openAfterStarts(kind: StoreKind = store): Promise<BrowserProgram> {
      for (let starts = 1; ; starts += 1) {
        program = await startInBrowser(folder, page.address, kind);
        if (await opens(program)) return program;
        expect(starts).toBeLessThan(3);
        await program.close();
      }
    }

    async function opens({ window }: BrowserProgram): Promise<boolean> {
      const door = window.getByLabel('Passphrase', { exact: true });
      const unread = window.getByRole('heading', { name: 'Your record cannot be opened now' });
      await door
        .or(unread)
        .or(window.getByText('stays closed'))
        .first()
        .waitFor({ timeout: patience });
      if (!(await door.isVisible())) return false;
      try {
        await unlock(window, passphrase);
        return true;
      } catch (thrown) {
        if (thrown instanceof ShownProblem) return false;
        throw thrown;
      }
    }

    async function seeAllWhole(opened: BrowserProgram): Promise<void> {
      const { window } = opened;
      expect(await overviewPage(window).text()).not.toContain(missing);
      expect(await entriesIn(opened)).toBe(entries);
      await goTo(window, 'Record');
      await recordPage(window).shelf('Documents');
      await recordPage(window).openFirst();
      await entryPage(window).openAttachment();
      await goTo(window, 'Overview');
      expect(await overviewPage(window).text()).not.toContain(missing);
    }

    const damages: Readonly<Record<string, (file: string) => Promise<void>>> = {
      removed: (file) => rm(file),
      emptied: (file) => truncate(file, 0),
      'cut in half': async (file) => truncate(file, (await stat(file)).size >> 1),
      'flipped at its beginning': (file) => flip(file, 0.0001),
      'flipped in the middle': (file) => flip(file, 0.5),
      'flipped in a hundred places': async (file) => {
        for (let place = 0; place < 100; place += 1) await flip(file, place / 100);
      },
    };
    test.each(Object.keys(damages))('costs nothing when its largest file is %s', async (damage) => {
      await freshCopy();
      await damages[damage]?.(await largest('IndexedDB'));
      await seeAllWhole(await openAfterStarts());
    });

    test('costs nothing when every file of it is cut in half', async () => {
      await freshCopy();
      for (const file of await filesIn('IndexedDB')) await damages['cut in half']?.(file);
      await seeAllWhole(await openAfterStarts());
    });

    test('costs nothing when the whole folder is removed', async () => {
      await freshCopy();
      await rm(path.join(folder, 'Default', 'IndexedDB'), { recursive: true });
      await seeAllWhole(await openAfterStarts());
    });

    test('costs nothing when a Chromium begins another kind of store in its place', async () => {
      await freshCopy();
      await seeAllWhole(await openAfterStarts(store === 'SQLite' ? 'LevelDB' : 'SQLite'));
      await program?.close();
      await seeAllWhole(await openAfterStarts());
    });

    test('fills its spare again where that was cut in half', async () => {
      await freshCopy();
      const file = await largest('Spare');
      await damages['cut in half']?.(file);
      const { size } = await stat(file);
      await seeAllWhole(await openAfterStarts());
      const sizes = async () =>
        (await Promise.all((await filesIn('Spare')).map((one) => stat(one)))).reduce(
          (sum, one) => sum + one.size,
          0,
        );
      await expect.poll(sizes, { timeout: patience }).toBeGreaterThan(size * 1.9);
      await program?.close();
      await rm(path.join(folder, 'Default', 'IndexedDB'), { recursive: true });
      await seeAllWhole(await openAfterStarts());
    });
  },
);

async function flip(file: string, part: number): Promise<void> {
  const bytes = await readFile(file);
  const at = Math.floor(bytes.length * part);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  await writeFile(file, bytes);
}
