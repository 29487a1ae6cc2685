import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { answerSaveDialog } from './far-edge.ts';
import { findLeaks } from './leak-search.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { goTo, lock } from './pages/places.ts';
import { requestPage } from './pages/request-page.ts';
import { setUp } from './pages/set-up-page.ts';
import { unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'nine patient larks rising';
const run = promisify(execFile);

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let saved: string;

beforeAll(async () => {
  folders = await freshFolders();
  program = await startProgram(folders);
  const out = path.join(path.dirname(folders.profile), 'saved');
  await mkdir(out, { recursive: true });
  saved = path.join(out, 'request.pdf');
  await setUp(program.window, passphrase);
});
afterAll(async () => {
  await program.close();
  await folders.remove();
});

test('somebody who has nothing yet gets to a letter for the surgery, and sees when an answer is due', async () => {
  const { app, window } = program;
  const page = requestPage(window);
  await goTo(window, 'Add records');
  await addRecordsPage(window).choose('Nothing yet');
  await window.getByRole('button', { name: 'Write the letter' }).click();
  await page.seen();
  await expectAccessible(window);
  await page.type('Name of the surgery', 'Canary Lane Surgery');
  await page.toPerson();
  await page.type('Name of the patient', 'Łucja Canaryfield');
  await page.type('Day', '2');
  await page.type('Month', '4');
  await page.type('Year', '1951');
  await page.type('Where is the answer to go?', '1 Hill Road\nWhitby');
  await expectAccessible(window);
  await page.toLetter();
  await page.askWhoOpened();
  await expectAccessible(window);
  const letter = await page.letter();
  expect(letter).toContain('Patient: Łucja Canaryfield\nDate of birth: 2 April 1951');
  expect(letter).toContain('audit trail');
  await answerSaveDialog(app, saved);
  await page.save();
  expect(await page.text()).toMatch(
    /Saved as request\.pdf[^]*An answer is due by \w+, \d+ \w+ \d+/,
  );
  await expectAccessible(window);
  const { stdout } = await run('pdftotext', ['-layout', saved, '-']);
  expect(stdout).toContain('Łucja Canaryfield');
  expect(stdout).toContain('Canary Lane Surgery');
});

test('the due date outlives a lock, nothing of it is readable on the disk, and it goes when the answer has come', async () => {
  const { window } = program;
  const page = requestPage(window);
  await lock(window);
  await unlock(window, passphrase);
  expect(await page.waitedFor()).toEqual([expect.stringContaining('Canary Lane Surgery')]);
  expect((await page.waitedFor())[0]).toMatch(/An answer is due by \d+ \w+ \d{4}\./);
  const search = await findLeaks(
    ['Canary Lane', 'Canaryfield', 'Hill Road'],
    [folders.profile, folders.temporary],
  );
  expect(search.leaks).toEqual([]);
  await page.answered('Canary Lane Surgery');
  await goTo(window, 'Overview');
  expect(await page.text()).not.toContain('Canary Lane Surgery');
});
