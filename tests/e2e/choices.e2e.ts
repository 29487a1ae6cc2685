import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ukPatientPath } from '../provider/server.ts';
import { answerSaveDialog } from './far-edge.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { goTo } from './pages/places.ts';
import { setUp } from './pages/set-up-page.ts';
import { sharePage } from './pages/share-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'six patient wrens rising';

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
  await program.close();
  await folders.remove();
});

test('what was chosen for a summary outlives a look at the record and a restart, until it is shared', async () => {
  const summary = () => summaryPage(program.window);
  const kept = 'Your choices from before are still here';
  const penicillin = () => program.window.getByRole('checkbox', { name: /penicillin/i }).first();
  await goTo(program.window, 'Make a summary');
  expect(await summary().text()).not.toContain(kept);
  await summary().leaveOut(/penicillin/i);
  await summary().toEndDate();
  await summary().choose('One week');
  await summary().toPreview();
  await goTo(program.window, 'Record');
  await goTo(program.window, 'Make a summary');
  expect(await summary().text()).toContain(kept);
  expect(await penicillin().isChecked()).toBe(false);

  await program.close();
  program = await startProgram(folders);
  await unlock(program.window, passphrase);
  await goTo(program.window, 'Make a summary');
  expect(await penicillin().isChecked()).toBe(false);
  await summary().toEndDate();
  const week = program.window.getByRole('radio', { name: 'One week', exact: true });
  expect(await week.isChecked()).toBe(true);
  await summary().toPreview();
  await summary().toSharing();

  const share = sharePage(program.window);
  expect(await share.text()).toMatch(/Left out by you: 1 entry\s+.*penicillin/i);
  await share.chooseFile();
  await answerSaveDialog(program.app, path.join(path.dirname(folders.profile), 'summary.json'));
  await share.saveFile();
  await goTo(program.window, 'Make a summary');
  expect(await summary().text()).not.toContain(kept);
  expect(await penicillin().isChecked()).toBe(true);
});

test('what was chosen can be thrown away', async () => {
  const { window } = program;
  const penicillin = window.getByRole('checkbox', { name: /penicillin/i }).first();
  await summaryPage(window).leaveOut(/penicillin/i);
  await goTo(window, 'Overview');
  await goTo(window, 'Make a summary');
  await window.getByRole('button', { name: 'Start again without them' }).click();
  expect(await penicillin.isChecked()).toBe(true);
  await goTo(window, 'Overview');
  await goTo(window, 'Make a summary');
  expect(await penicillin.isChecked()).toBe(true);
});
