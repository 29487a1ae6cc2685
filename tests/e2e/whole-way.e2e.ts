import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAsPatient } from '../provider/browser.ts';
import { startProvider, type RunningProvider } from '../provider/server.ts';
import { runTool, verify } from './commands.ts';
import { catchBrowser } from './far-edge.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { checkPage } from './pages/check-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo, lock } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeProblem } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { shareLogPage } from './pages/share-page.ts';
import { unlock, unlockPage } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';
import { readQrCode } from './qr-code.ts';
import { saveAllShares, type SavedShares } from './saved-shares.ts';
import { openViewer } from './viewer-window.ts';

const passphrase = 'four quiet herons wading';
const margaret = { username: 'margaret', password: 'demo' };

describe('from a provider to a signed summary that a clinician checks', () => {
  let provider: RunningProvider;
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let out: string;
  let recoveryCode: string;
  let shares: SavedShares;
  let issued: Date;

  beforeAll(async () => {
    provider = await startProvider();
    folders = await freshFolders();
    out = await mkdtemp(path.join(tmpdir(), 'phr-out-'));
    program = await startProgram(folders);
  });
  afterAll(async () => {
    await program.close();
    await provider.close();
    await folders.remove();
    await rm(out, { recursive: true, force: true });
  });

  test('sets up with a passphrase and a recovery code that is typed back', async () => {
    recoveryCode = await setUp(program.window, passphrase);
    expect(recoveryCode.replace(/[^0-9A-Z]/gi, '').length).toBeGreaterThanOrEqual(26);
    expect(await overviewPage(program.window).text()).toContain('There is nothing in it yet');
  });

  test('signs in and downloads everything that the provider holds', async () => {
    const { window, app } = program;
    const nextAddress = await catchBrowser(app);
    const page = addRecordsPage(window);
    await goTo(window, 'Add records');
    await page.typeAddress(provider.fhirBaseUrl);
    expect(await page.findService()).toBe('sign-in');
    await page.signIn();
    await signInAsPatient(await nextAddress(), margaret);
    expect(await page.outcome()).toBe('done');

    const [source] = await page.sources();
    expect(source?.state).toMatch(/^Complete on /);
    expect(source?.skipped).toEqual([]);
    expect(source?.stored).toEqual(source?.received);
    for (const type of [
      'AllergyIntolerance',
      'Condition',
      'DocumentReference',
      'Encounter',
      'Immunization',
      'MedicationRequest',
      'Observation',
      'Procedure',
    ]) {
      expect(source?.received[type], type).toBe(provider.store.ofType(type).length);
    }
  });

  test('shows whose record it is and what a stranger must know first', async () => {
    await goTo(program.window, 'Overview');
    const text = await overviewPage(program.window).text();
    expect(text).toContain('Margaret Ellen Hollinby');
    expect(text).toContain('17 April 1951');
    expect(text).toMatch(/999 ?184 ?2756/);
    expect(text).toMatch(/Important for anyone who treats you\s+[\s\S]*[Pp]enicillin/);
  });

  test('lists on its shelves every entry that it stored', async () => {
    const { window } = program;
    const record = recordPage(window);
    await goTo(window, 'Record');
    await record.showMistakes();
    const shown = await record.readAll();
    const observations = shown.filter(({ resourceType }) => resourceType === 'Observation');
    expect(observations).toHaveLength(provider.store.ofType('Observation').length);
  });

  test('finds entries by a word, and shows one with its source, date and original to the letter', async () => {
    const { window } = program;
    const record = recordPage(window);
    const entry = entryPage(window);
    await goTo(window, 'Record');
    await record.search('penicillin');
    // Others are found by what they say beside their name.
    const named = (await record.entries()).filter((line) => /penicillin/i.test(line));
    expect(named.length).toBeGreaterThanOrEqual(2);

    await record.search('white');
    await record.open(/white/i);
    await expect.poll(async () => (await entry.says()).get('Value')).toContain('7.0');
    expect((await entry.origin()).get('Fetched')).toMatch(/\d{4} at \d\d:\d\d/);
    expect(await entry.original()).toMatch(/"value": 7\.0\b/);
  });

  test('keeps an undated entry undated and a partial date partial', async () => {
    const { window } = program;
    const record = recordPage(window);
    await goTo(window, 'Record');
    await record.shelf('Problems');
    const lines = await record.entries();
    expect(lines.find((line) => /hay ?fever/i.test(line))).toContain('no date recorded');
    expect(lines.find((line) => /diabetes/i.test(line))).toContain('March 2011');
    expect(lines.find((line) => /asthma/i.test(line))).toMatch(/\b1979\b/);
  });

  test('hides an entry made in error until it is asked for', async () => {
    const { window } = program;
    const record = recordPage(window);
    await goTo(window, 'Record');
    await record.shelf('Allergies');
    expect((await record.entries()).join()).not.toMatch(/aspirin/i);
    await record.showMistakes();
    await window.getByRole('button', { name: /aspirin/i }).waitFor();
  });

  test('opens a letter inside the window', async () => {
    const { window } = program;
    const record = recordPage(window);
    await goTo(window, 'Record');
    await record.shelf('Documents');
    await record.openFirst();
    await entryPage(window).openAttachment();
  });

  test('locks, refuses a wrong passphrase, and opens with the right one', async () => {
    const { window } = program;
    await lock(window);
    expect(await window.getByRole('main').innerText()).not.toContain('Hollinby');
    const page = unlockPage(window);
    await page.type(`${passphrase}s`);
    await expect(page.open()).rejects.toThrow('That is not the passphrase');
    expect((await seeProblem(window)).advice).toContain('Your record is safe');
    await page.type(passphrase);
    await page.open();
    expect(await overviewPage(window).text()).toContain('Hollinby');
  });

  test('opens with the recovery code from the paper', async () => {
    const { window } = program;
    await lock(window);
    await unlockPage(window).useRecoveryCode(recoveryCode.toLowerCase());
    expect(await overviewPage(window).text()).toContain('Hollinby');
  });

  test('saves the summary as PDF, as FHIR file and as card, and writes each into the share log', async () => {
    const { window } = program;
    issued = new Date();
    shares = await saveAllShares(program, out);
    expect(shares.preview).toContain('Margaret Ellen Hollinby');
    expect(shares.cardText).toBe((await readFile(shares.text, 'utf8')).trimEnd());

    await goTo(window, 'Share log');
    const log = await shareLogPage(window).shares();
    for (const name of ['summary.pdf', 'summary.ips.json', 'card.png']) {
      expect(log.filter((line) => line.includes(name))).toHaveLength(1);
    }
  });

  test('signs the PDF so that pdfsig calls it valid', async (context) => {
    const printed = await runTool(context, 'pdfsig', [shares.pdf]);
    expect(printed).toContain('Signature is Valid');
    expect(printed).toContain('Total document signed');
  });

  test('prints a tagged PDF of at most three A4 pages', async (context) => {
    const printed = await runTool(context, 'pdfinfo', [shares.pdf]);
    expect(printed).toMatch(/Tagged:\s+yes/);
    expect(printed).toMatch(/Page size:.*\(A4\)/);
    expect(Number(/Pages:\s+(\d+)/.exec(printed)?.[1])).toBeLessThanOrEqual(3);
  });

  test('says issue and end date on every page', async (context) => {
    const text = await runTool(context, 'pdftotext', ['-layout', shares.pdf, '-']);
    for (const page of text.split('\f').filter((each) => each.trim() !== '')) {
      expect(page).toMatch(/Issued \d+ \w+ \d{4}\. Use until \d+ \w+ \d{4}/);
    }
  });

  test('attaches the same document for computers', async (context) => {
    expect(await runTool(context, 'pdfdetach', ['-list', shares.pdf])).toContain(
      'summary.ips.json',
    );
  });

  test('makes a QR code that another reader reads to the letter, at most version 25', async (context) => {
    const text = await readFile(shares.text, 'utf8');
    const read = await runTool(context, 'zbarimg', ['--raw', '--quiet', shares.png]);
    expect(read).toBe(`${text}\n`);
    const code = await readQrCode(shares.png);
    expect(code?.text).toBe(text);
    expect(code?.version).toBeGreaterThan(1);
    expect(code?.version).toBeLessThanOrEqual(25);
  });

  test('is found unchanged by the verify command in every form', async () => {
    const { pdf, json, text, png } = shares;
    expect(await verifyAll([pdf, json, text, png])).toEqual([0, 0, 0, 0]);
  });

  test('is found changed once a single byte differs', async () => {
    const { pdf, json, text } = shares;
    const changed = await Promise.all([pdf, json, text].map(withOneByteChanged));
    expect(await verifyAll(changed)).toEqual([3, 3, 3]);
  });

  test('is found past its end after the end date, and not before', async () => {
    const { pdf, json, text, png } = shares;
    const after = await verifyAll([pdf, json, text, png], '--at', daysAfter(issued, 15));
    expect(after).toEqual([2, 2, 2, 2]);
    expect(await verifyAll([pdf], '--at', daysAfter(issued, 14))).toEqual([0]);
  });

  test('says the same on the program’s own screen', async () => {
    const { window } = program;
    const page = checkPage(window);
    await goTo(window, 'Check a summary');
    await page.choose(shares.pdf);
    expect(await page.verdict()).toMatch(/unchanged/i);
    await page.another();
    await page.choose(await withOneByteChanged(shares.pdf));
    expect(await page.verdict()).not.toMatch(/unchanged/i);
  });

  test('says the same on the clinician’s page, opened from a file', async () => {
    const viewer = await openViewer(program.app);
    const page = checkPage(viewer);
    for (const file of [shares.pdf, shares.json, shares.png, shares.text]) {
      await page.drop(path.basename(file), await readFile(file));
      expect(await page.verdict(), file).toMatch(/unchanged/i);
      expect(await page.text()).toContain('Hollinby');
      await page.another();
    }
    for (const file of [shares.pdf, shares.json, shares.text]) {
      const changed = await withOneByteChanged(file);
      await page.drop(path.basename(changed), await readFile(changed));
      expect(await page.verdict(), file).not.toMatch(/unchanged/i);
      expect(await page.verdict(), file).toMatch(/changed/i);
      expect(await page.text()).not.toContain('Hollinby');
      await page.another();
    }
    // Playwright sets the clock of every window: the record locks itself as well.
    await viewer.clock.setFixedTime(new Date(daysAfter(issued, 15)));
    await page.drop('summary.pdf', await readFile(shares.pdf));
    expect(await page.verdict()).toMatch(/end/i);
    await viewer.close();
  });

  test('has everything again after the program was closed and opened', async () => {
    await program.close();
    program = await startProgram(folders);
    await unlock(program.window, passphrase);
    expect(await overviewPage(program.window).text()).toContain('Hollinby');
    await goTo(program.window, 'Share log');
    expect(await shareLogPage(program.window).shares()).toHaveLength(4);
  });
});

function verifyAll(files: readonly string[], ...args: string[]): Promise<number[]> {
  return Promise.all(files.map((file) => verify(file, ...args)));
}

/** A copy of a file in which one letter of the patient's record is another. */
async function withOneByteChanged(file: string): Promise<string> {
  const copy = path.join(path.dirname(file), `changed-${path.basename(file)}`);
  await copyFile(file, copy);
  const bytes = await readFile(copy);
  const name = bytes.indexOf('Hollinby');
  const place = name >= 0 ? name + 1 : Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  await writeFile(copy, bytes);
  return copy;
}

function daysAfter(day: Date, days: number): string {
  return new Date(day.getTime() + days * 86_400_000).toISOString();
}
