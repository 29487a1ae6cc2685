import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ukPatientPath } from '../provider/server.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo, lock } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeProblem, ShownProblem } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { sharePage } from './pages/share-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { unlock, unlockPage } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';
import {
  damageRow,
  damages,
  keepRows,
  putBackRows,
  withoutSpare,
  type TableName,
} from './stored-rows.ts';

const passphrase = 'four quiet herons wading';
const missing = 'cannot be opened';

/** Rows changed by somebody who can write to the disk, while the record is locked, and who has seen to the spare too. */
describe('a row of a locked record', () => {
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let entries: number;
  let code: string;

  beforeAll(async () => {
    folders = await freshFolders();
    await withoutSpare(folders.profile);
    program = await startProgram(folders);
    const { window } = program;
    code = await setUp(window, passphrase);
    for (const file of ['gp', 'hospital'] as const) {
      await goTo(window, 'Add records');
      await addRecordsPage(window).addFiles(ukPatientPath(file));
      expect(await addRecordsPage(window).outcome()).toBe('done');
    }
    await goTo(window, 'Overview');
    entries = await entriesShown();
    await lock(window);
    // So that there is a row of guesses.
    await expect(unlock(window, 'not the passphrase')).rejects.toThrow(ShownProblem);
    await keepRows(window);
    await window.reload();
  });
  afterAll(async () => {
    await program.kill();
    await folders.remove();
  });

  async function entriesShown(): Promise<number> {
    const shelves = await overviewPage(program.window).shelves();
    return [...shelves.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Locks and puts every row back as it was. */
  async function mendAll(): Promise<void> {
    const { window } = program;
    if (await window.getByRole('button', { name: 'Lock now' }).isVisible()) await lock(window);
    await putBackRows(window);
    await window.reload();
  }
  afterEach(mendAll);

  describe.each(['log', 'head'] as const)('of the table "%s"', (table) => {
    test.each(damages)('is missed when it is %s, and what is whole is read', async (damage) => {
      const { window } = program;
      await damageRow(window, table, damage);
      await unlock(window, passphrase);
      await expect.poll(() => overviewPage(window).text()).toContain(missing);
      if (table === 'head') expect(await entriesShown()).toBe(entries);
      await goTo(window, 'Record');
      expect(await recordPage(window).listed()).not.toEqual([]);
    });
  });

  test.each(['flipped', 'truncated', 'swapped'] as const)(
    'of texts is missed when it is opened and was %s, and the card is still read',
    async (damage) => {
      const { window } = program;
      await damageRow(window, 'segments', damage);
      await unlock(window, passphrase);
      expect(await entriesShown()).toBe(entries);
      await goTo(window, 'Record');
      await recordPage(window).openFirst();
      expect((await seeProblem(window)).title).toBe('A part of your record cannot be opened');
      await goTo(window, 'Overview');
      await expect.poll(() => overviewPage(window).text()).toContain(missing);
    },
  );

  test('of texts is missed at once when it was removed', async () => {
    const { window } = program;
    await damageRow(window, 'segments', 'removed');
    await unlock(window, passphrase);
    await expect.poll(() => overviewPage(window).text()).toContain(missing);
    expect(await entriesShown()).toBe(entries);
  });

  test.each(['flipped', 'truncated', 'swapped'] as const)(
    'that opens it looks like a wrong passphrase when it was %s; the recovery code opens, and says so',
    async (damage) => {
      const { window } = program;
      await damageRow(window, 'header', damage);
      await expect(unlock(window, passphrase)).rejects.toThrow(ShownProblem);
      await unlockPage(window).useRecoveryCode(code);
      await expect.poll(() => overviewPage(window).text()).toContain(missing);
      expect(await entriesShown()).toBe(entries);
    },
  );

  test.each(['flipped', 'truncated', 'swapped'] as const)(
    'of another way in is missed when that was %s, and the passphrase opens',
    async (damage) => {
      const { window } = program;
      await damageRow(window, 'header', damage, 1);
      await unlock(window, passphrase);
      await expect.poll(() => overviewPage(window).text()).toContain(missing);
      expect(await entriesShown()).toBe(entries);
    },
  );

  test('that opens it is missed when it was removed, and a backup is offered', async () => {
    const { window } = program;
    await damageRow(window, 'header', 'removed');
    await window.reload();
    await window.getByRole('button', { name: 'Bring back a backup' }).first().waitFor();
    expect(await window.getByRole('main').innerText()).toContain('stays closed');
  });

  test.each(damages)('of secrets is missed when it is needed and was %s', async (damage) => {
    const { window } = program;
    await damageRow(window, 'secrets', damage);
    await unlock(window, passphrase);
    await goTo(window, 'Make a summary');
    await summaryPage(window).toEndDate();
    await summaryPage(window).toPreview();
    await summaryPage(window).toSharing();
    await expect(sharePage(window).chooseCard()).rejects.toThrow(
      'A part of your record cannot be opened',
    );
  });

  // The log has all that stands in the catalogue; nobody's record depends on how often somebody guessed.
  describe.each(['catalogue', 'guesses'] as const)('of the table "%s"', (table) => {
    test.each(damages)('costs nothing when it is %s', async (damage) => {
      const { window } = program;
      await damageRow(window, table, damage);
      await unlock(window, passphrase);
      await seeAllWhole(entries);
    });
  });

  test('is not missed where nothing was done to it', async () => {
    await unlock(program.window, passphrase);
    await seeAllWhole(entries);
  });

  async function seeAllWhole(count: number): Promise<void> {
    expect(await overviewPage(program.window).text()).not.toContain(missing);
    expect(await entriesShown()).toBe(count);
  }

  describe('that was put back as it stood earlier', () => {
    let later: number;

    /** Something is written to every table but the one of secrets. */
    beforeAll(async () => {
      const { window } = program;
      await unlock(window, passphrase);
      await giveNickname('Mum');
      await goTo(window, 'Add records');
      await addRecordsPage(window).addFiles(ukPatientPath('community'));
      expect(await addRecordsPage(window).outcome()).toBe('done');
      await goTo(window, 'Overview');
      later = await entriesShown();
      expect(later).toBeGreaterThan(entries);
      await lock(window);
      await keepRows(window, 'later');
    });

    async function openWithEarlier(only: TableName): Promise<void> {
      const { window } = program;
      await putBackRows(window, { moment: 'later' });
      await putBackRows(window, { only });
      await window.reload();
      await unlock(window, passphrase);
    }

    test.each(['head', 'header', 'segments', 'log'] as const)(
      'is missed in the table "%s", and what is whole is read',
      async (table) => {
        const { window } = program;
        await openWithEarlier(table);
        await expect.poll(() => overviewPage(window).text()).toContain(missing);
        if (table !== 'log') expect(await entriesShown()).toBe(later);
        await goTo(window, 'Record');
        expect(await recordPage(window).listed()).not.toEqual([]);
      },
    );

    test.each(['catalogue', 'guesses', 'secrets'] as const)(
      'changes nothing of the record in the table "%s"',
      async (table) => {
        await openWithEarlier(table);
        await seeAllWhole(later);
      },
    );

    test('is missed where everything was put back, the whole database', async () => {
      const { window } = program;
      await putBackRows(window);
      await window.reload();
      await unlock(window, passphrase);
      await expect.poll(() => overviewPage(window).text()).toContain(missing);
      expect(await entriesShown()).toBe(entries);
    });
  });

  async function giveNickname(name: string): Promise<void> {
    const { window } = program;
    await goTo(window, 'Settings');
    await window.getByRole('button', { name: /^Name of this record/ }).click();
    await window.getByLabel('Nickname').fill(name);
    await window.getByRole('button', { name: 'Store the nickname' }).click();
    await window.getByText('Stored: this record is called').waitFor();
  }
});

/** The same where only the browser's database was reached. */
describe('a row of a locked record whose spare is whole', () => {
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let code: string;
  let entries: number;

  beforeAll(async () => {
    folders = await freshFolders();
    program = await startProgram(folders);
    const { window } = program;
    code = await setUp(window, passphrase);
    await goTo(window, 'Add records');
    await addRecordsPage(window).addFiles(ukPatientPath('gp'));
    expect(await addRecordsPage(window).outcome()).toBe('done');
    await goTo(window, 'Overview');
    entries = await entriesShown();
  });
  beforeEach(() => lock(program.window));
  afterAll(async () => {
    await program.kill();
    await folders.remove();
  });

  async function entriesShown(): Promise<number> {
    const shelves = await overviewPage(program.window).shelves();
    return [...shelves.values()].reduce((sum, count) => sum + count, 0);
  }

  async function seeAllWhole(): Promise<void> {
    const { window } = program;
    await goTo(window, 'Record');
    await recordPage(window).openFirst();
    await entryPage(window).original();
    await goTo(window, 'Overview');
    expect(await overviewPage(window).text()).not.toContain(missing);
    expect(await entriesShown()).toBe(entries);
  }

  describe.each(['log', 'head', 'segments'] as const)('of the table "%s"', (table) => {
    test.each(damages)('comes back when it is %s', async (damage) => {
      await damageRow(program.window, table, damage);
      await unlock(program.window, passphrase);
      await seeAllWhole();
    });
  });

  test.each(damages)('of secrets comes back when it is needed and was %s', async (damage) => {
    const { window } = program;
    await damageRow(window, 'secrets', damage);
    await unlock(window, passphrase);
    await goTo(window, 'Make a summary');
    await summaryPage(window).toEndDate();
    await summaryPage(window).toPreview();
    await summaryPage(window).toSharing();
    await sharePage(window).chooseCard();
  });

  test.each(['flipped', 'truncated', 'swapped'] as const)(
    'that opens it comes back when it was %s and another way in has opened it',
    async (damage) => {
      const { window } = program;
      await damageRow(window, 'header', damage);
      await expect(unlock(window, passphrase)).rejects.toThrow(ShownProblem);
      await unlockPage(window).useRecoveryCode(code);
      await seeAllWhole();
      await lock(window);
      await unlock(window, passphrase);
      await seeAllWhole();
    },
  );

  test('that opens it comes back at once when it was removed', async () => {
    const { window } = program;
    await damageRow(window, 'header', 'removed');
    await window.reload();
    await unlock(window, passphrase);
    await seeAllWhole();
  });
});
