import { afterAll, beforeAll, expect, test } from 'vitest';
import { ukPatientPath } from '../provider/server.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { seeHeading } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'eight patient larks rising';

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;

beforeAll(async () => {
  folders = await freshFolders();
  program = await startProgram(folders);
  await setUp(program.window, passphrase);
  await goTo(program.window, 'Add records');
  await addRecordsPage(program.window).addFiles(ukPatientPath('gp'));
  expect(await addRecordsPage(program.window).outcome()).toBe('done');
});
afterAll(async () => {
  await program.kill();
  await folders.remove();
});

test('a page that cannot be drawn says so, can be locked, and costs nothing of the record', async () => {
  const { window } = program;
  // What the first screen says its numbers with.
  await window.evaluate(() => {
    Number.prototype.toLocaleString = () => {
      throw new Error('planted');
    };
  });
  const navigation = window.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('button', { name: 'Overview', exact: true }).click();
  const problem = window.getByRole('alert');
  await problem.waitFor();
  const words = await problem.innerText();
  expect(words).toContain('This page could not be shown');
  expect(words).toContain('Your record is safe');
  expect(words).not.toContain('planted');
  await window.keyboard.press('Control+l');
  await seeHeading(window, /^Open your record/);
  await unlock(window, passphrase);
  expect((await overviewPage(window).shelves()).size).toBeGreaterThan(5);
});
