import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ukPatientPath } from '../provider/server.ts';
import { expectAccessible } from './accessible.ts';
import { answerOpenDialog } from './far-edge.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { bringBackPage } from './pages/bring-back-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { peoplePage } from './pages/people-page.ts';
import { goTo, lock } from './pages/places.ts';
import { seeProblem } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'four quiet herons wading';
const newPassphrase = 'seven loud ducks asleep';

describe('a backup brought back on a new computer', () => {
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let newFolders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let stick: string;
  let backup: string;
  let code: string;
  let before: ReadonlyMap<string, number>;
  let entries: number;

  beforeAll(async () => {
    folders = await freshFolders();
    newFolders = await freshFolders();
    stick = await mkdtemp(path.join(tmpdir(), 'phr-stick-'));
    program = await startProgram(folders);
  });
  afterAll(async () => {
    await program.close();
    await folders.remove();
    await newFolders.remove();
    await rm(stick, { recursive: true, force: true });
  });

  test('a backup is made without asking', async () => {
    const { window } = program;
    code = await setUp(window, passphrase);
    await goTo(window, 'Add records');
    await addRecordsPage(window).addFiles(ukPatientPath('gp'));
    await addRecordsPage(window).outcome();
    await goTo(window, 'Overview');
    before = await overviewPage(window).shelves();
    entries = sumOf(before) + hiddenIn(await overviewPage(window).text());
    await lock(window);
    await unlock(window, passphrase);
    const own = path.join(folders.profile, 'backups');
    await expect.poll(() => finished(own), { timeout: 60_000 }).toHaveLength(1);
    backup = path.join(own, (await finished(own))[0] ?? '');
    await program.close();
  });

  test('the new computer mentions the backup that lies there, and says what is wrong with a code', async () => {
    const own = path.join(newFolders.profile, 'backups');
    await mkdir(own, { recursive: true });
    await copyFile(backup, path.join(own, path.basename(backup)));
    program = await startProgram(newFolders);
    const { window } = program;
    await window.getByText('There is a backup here, made on').waitFor();
    await window.getByRole('button', { name: 'I have a backup' }).click();
    const page = bringBackPage(window);
    expect(await page.listed()).toHaveLength(1);
    await expectAccessible(window);
    await page.chooseNewest();
    await expectAccessible(window);
    await page.typeCode(withMistakeIn(code));
    await page.typePassphrase(newPassphrase);
    await page.typeNickname('Blue');
    await page.tryToBringBack();
    const problem = await seeProblem(window);
    expect(problem.title).toBe('That is not the recovery code');
    expect(problem.advice).toContain('Look again at the first group.');
  });

  test('brings everything back, and says how much', async () => {
    const { window } = program;
    const page = bringBackPage(window);
    await page.typeCode(code);
    expect(await page.bringBack(60_000)).toContain(`${entries.toLocaleString('en-GB')} entries`);
    await expectAccessible(window);
    await page.open();
    expect(await overviewPage(window).shelves()).toEqual(before);
    await lock(window);
    await unlock(window, newPassphrase);
  });

  test('a file that ends in the middle is named as that, and the next one becomes a record beside the first', async () => {
    const { window, app } = program;
    await lock(window);
    await window.getByRole('button', { name: 'Bring back a backup' }).click();
    const page = bringBackPage(window);
    const half = path.join(stick, 'half.age');
    const bytes = await readFile(backup);
    await writeFile(half, bytes.subarray(0, bytes.length / 2));
    await answerOpenDialog(app, half);
    await page.chooseFile();
    await page.typeCode(code);
    await page.typePassphrase(passphrase);
    await page.tryToBringBack();
    expect((await seeProblem(window)).title).toBe('This backup is not whole');

    await answerOpenDialog(app, backup);
    await page.chooseFile();
    await page.typeCode(code);
    await page.typeNickname('Green');
    await page.bringBack(60_000);
    await page.open();
    await lock(window);
    expect(await peoplePage(window).names()).toEqual(['Blue', 'Green']);
  });
});

/** The names of the whole backups in a folder. */
async function finished(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.age'));
}

function sumOf(shelves: ReadonlyMap<string, number>): number {
  return [...shelves.values()].reduce((sum, count) => sum + count, 0);
}

/** How many entries the overview says are hidden, because their source took them back. */
function hiddenIn(overview: string): number {
  return Number(/(\d+) entr(?:y|ies) marked as a mistake/.exec(overview)?.[1] ?? 0);
}

/** The code with another symbol at its beginning. */
function withMistakeIn(code: string): string {
  return `${code.startsWith('7') ? '8' : '7'}${code.slice(1)}`;
}
