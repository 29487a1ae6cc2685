import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { findLeaks } from './leak-search.ts';
import { writePdf } from './letter-files.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { requestPage } from './pages/request-page.ts';
import { setUp } from './pages/set-up-page.ts';
import { shareLogPage, sharePage } from './pages/share-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { printedPapers, standInForPrinter } from './printer.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const run = promisify(execFile);

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let letters: string;

beforeAll(async () => {
  folders = await freshFolders();
  program = await startProgram(folders);
  await standInForPrinter(program.app);
  letters = path.join(path.dirname(folders.profile), 'letters');
  await mkdir(letters, { recursive: true });
  await setUp(program.window, 'seven slow otters resting');
});
afterAll(async () => {
  await program.close();
  await folders.remove();
});

test('a PDF is read in the window, page by page, with its words to look for and to hear', async () => {
  const { window } = program;
  const letter = path.join(letters, 'Rheumatology.pdf');
  await writePdf(letter, [
    'Dear Dr Canary\nThank you for seeing this lady.',
    'Impression: polymyalgia\nrheumatica canaryfield',
    'Yours sincerely',
  ]);
  await goTo(window, 'Add records');
  await addRecordsPage(window).addFiles(letter);
  expect(await addRecordsPage(window).outcome()).toBe('done');
  await goTo(window, 'Record');
  await recordPage(window).open('Rheumatology');
  const entry = entryPage(window);
  await entry.openAttachment();
  expect(await entry.pdfPage(1, 'Rheumatology')).toContain('Thank you for seeing this lady.');
  await expectAccessible(window);
  await entry.turn('Next page');
  expect(await entry.pdfPage(2, 'Rheumatology')).toContain('canaryfield');
  await entry.zoom('Larger');
  expect(await entry.pdfPage(2, 'Rheumatology')).toContain('canaryfield');
  await entry.turn('Previous page');
  expect(await entry.find('POLYMYALGIA  rheumatica')).toBe('Place 1 of 1, on page 2');
  expect(await entry.pdfPage(2, 'Rheumatology')).toContain('canaryfield');
  expect(await entry.find('gout')).toBe('Not found in this document.');
  // A key first shows the rest of the page, then the next one.
  await entry.zoom('Smaller');
  const second = window.getByRole('region', { name: 'Page 2 of Rheumatology' });
  await second.evaluate((page) => {
    page.scrollTo({ top: page.scrollHeight });
  });
  await second.press('PageDown');
  expect(await entry.pdfPage(3, 'Rheumatology')).toContain('Yours sincerely');
});

test('a letter and an entry go to the printer as they are, and nothing of them is left on the disk', async () => {
  const { app, window } = program;
  const entry = entryPage(window);
  await entry.print('Print Rheumatology');
  const [letter] = await printedPapers(app, 1);
  await entry.print('Print this entry');
  const [, page] = await printedPapers(app, 2);
  expect(await pagesOf(letter)).toBe(3);
  expect(await pagesOf(page)).toBe(1);
  const search = await findLeaks(
    ['canaryfield', 'Dr Canary'],
    [folders.profile, folders.temporary],
  );
  expect(search.leaks).toEqual([]);
});

test('a PDF that is locked or broken says so, and can still be saved', async () => {
  const { window } = program;
  const broken = path.join(letters, 'Broken.pdf');
  await writeFile(broken, '%PDF-1.7\nnothing else');
  await goTo(window, 'Add records');
  await addRecordsPage(window).addFiles(broken);
  await addRecordsPage(window).outcome();
  await goTo(window, 'Record');
  await recordPage(window).open('Broken');
  await window.getByRole('button', { name: 'Open Broken' }).click();
  await window.getByText('This document cannot be shown here').waitFor();
  expect(await window.getByRole('button', { name: /^Save a copy/ }).isVisible()).toBe(true);
});

test('somebody with letters and nothing else gets to a page on paper that lists them, and to a letter to the surgery', async () => {
  const { app, window } = program;
  const summary = summaryPage(window);
  const share = sharePage(window);
  await goTo(window, 'Make a summary');
  await summary.typePerson('Ada Canaryfield', ['2', '4', '1951']);
  await summary.toPreview();
  const preview = await summary.preview();
  expect(preview).toMatch(/Ada Canaryfield[^]*Born 2 April 1951/);
  expect(preview).toMatch(
    /Letters and documents \(titles only\)[^]*Rheumatology \(no date recorded\)/,
  );
  expect(preview).toContain('Name and date of birth, typed in here');
  await summary.toSharing();
  await share.choosePdf();
  await expectAccessible(window);
  await share.print();
  const [, , page] = await printedPapers(app, 3);
  expect(await pagesOf(page)).toBe(1);
  await goTo(window, 'Share log');
  expect(await shareLogPage(window).shares()).toEqual([expect.stringContaining('Printed')]);

  const request = requestPage(window);
  await goTo(window, 'Add records');
  await addRecordsPage(window).choose('Nothing yet');
  await window.getByRole('button', { name: 'Write the letter' }).click();
  await request.seen();
  await request.type('Name of the surgery', 'Canary Lane Surgery');
  await request.toPerson();
  // The record knows by now whose it is.
  expect(await window.getByLabel('Name of the patient').inputValue()).toBe('Ada Canaryfield');
  await request.type('Where is the answer to go?', '1 Hill Road');
  await request.toLetter();
  await request.print();
  expect(await request.text()).toMatch(/An answer is due by/);
  expect(await printedPapers(app, 4)).toHaveLength(4);
});

/** How many pages `pdfinfo` counts. */
async function pagesOf(pdf: Buffer | undefined): Promise<number> {
  const file = path.join(letters, 'printed.pdf');
  await writeFile(file, pdf ?? '');
  const { stdout } = await run('pdfinfo', [file]);
  return Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1]);
}
