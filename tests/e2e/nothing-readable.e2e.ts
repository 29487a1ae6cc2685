import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAsPatient } from '../provider/browser.ts';
import { startProvider, ukPatientPath, type RunningProvider } from '../provider/server.ts';
import { root } from '../../scripts/run.mjs';
import { answerSaveDialog, catchBrowser } from './far-edge.ts';
import { findLeaks, patternsOf } from './leak-search.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { backupsPage } from './pages/backups-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo, lock } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { sourcePage } from './pages/source-page.ts';
import { setUp } from './pages/set-up-page.ts';
import { sharePage } from './pages/share-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { unlock, unlockPage } from './pages/unlock-page.ts';
import { waysInPage } from './pages/ways-in-page.ts';
import { plantedForms } from './planted.ts';
import { freshFolders, startProgram, type ProgramFolders, type RunningProgram } from './program.ts';
import { emptyDisk, fillDisk, mountDisk } from './small-disk.ts';

const passphrase = 'four quiet herons wading';
const nextPassphrase = 'seven loud ducks asleep';
const earlierVault = path.join(root, 'tests', 'fixtures', 'vaults', 'v1', 'IndexedDB');

describe('nothing readable on disk', () => {
  let provider: RunningProvider;
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let secrets: string[];
  const printed: Buffer[] = [];

  /** Starts the program and keeps what it prints. */
  async function start(places: ProgramFolders): Promise<RunningProgram> {
    const started = await startProgram(places);
    for (const stream of [started.app.process().stdout, started.app.process().stderr]) {
      stream?.on('data', (bytes: Buffer) => printed.push(bytes));
    }
    return started;
  }

  beforeAll(async () => {
    provider = await startProvider();
    folders = await freshFolders();
    program = await start(folders);
    secrets = [passphrase, ...(await knownWords())];
  });
  afterAll(async () => {
    await provider.close();
    await folders.remove();
  });

  const search = () => findLeaks(secrets, [folders.profile, folders.temporary]);

  test('after a record was added, read, searched, opened and summarised', async () => {
    const { window } = program;
    secrets.push(await setUp(window, passphrase));
    await signInAndDownload(program, provider);
    expect(await addRecordsPage(window).outcome()).toBe('done');

    await goTo(window, 'Record');
    await recordPage(window).search('penicillin');
    await recordPage(window).openFirst();
    await entryPage(window).original();
    await goTo(window, 'Record');
    await recordPage(window).shelf('Documents');
    await recordPage(window).openFirst();
    await entryPage(window).openAttachment();
    await goTo(window, 'Make a summary');
    await summaryPage(window).toEndDate();
    await summaryPage(window).toPreview();
    await lock(window);
    secrets.push(...tokensOf(provider));
    expect(secrets.length).toBeGreaterThan(30);

    const running = await search();
    expect(running.filesRead).toBeGreaterThan(5);
    expect(running.leaks).toEqual([]);

    await program.close();
    expect((await search()).leaks).toEqual([]);
  });

  test('after the program was killed in the middle of a download', async () => {
    program = await start(folders);
    await unlock(program.window, passphrase);
    provider.setManners({ slow: { ms: 1000, path: /^\/fhir\/[A-Z]/ } });
    await signInAndDownload(program, provider);
    await program.window.getByText(/^[1-9]\d* (entry|entries) so far/).waitFor();
    await program.kill();
    provider.setManners({});
    secrets.push(...tokensOf(provider));
    expect((await search()).leaks).toEqual([]);
  });

  test('and the record is whole after the kill, and the download goes on', async () => {
    program = await start(folders);
    const { window } = program;
    await unlock(window, passphrase);
    expect(await overviewPage(window).text()).toContain('Hollinby');
    expect((await overviewPage(window).sources()).join()).toContain('The download was interrupted');
    const before = await overviewPage(window).shelves();
    await overviewPage(window).openSource(0);
    await sourcePage(window).goOn();
    expect(await addRecordsPage(window).outcome()).toBe('done');
    const [source] = await addRecordsPage(window).sources();
    expect(source?.state).toMatch(/^Complete on /);
    await goTo(window, 'Overview');
    expect(await overviewPage(window).shelves()).toEqual(before);
  });

  test('after another passphrase was chosen and a backup was made', async () => {
    const { window } = program;
    secrets.push(nextPassphrase);
    await waysInPage(window).open();
    await waysInPage(window).change('Passphrase', {
      proof: passphrase,
      passphrase: nextPassphrase,
    });
    await backupsPage(window).open();
    await backupsPage(window).backUpNow();
    expect(await backupsPage(window).files()).not.toEqual([]);
    expect((await search()).leaks).toEqual([]);
    await lock(window);
    expect((await search()).leaks).toEqual([]);
  });

  test('after a summary was printed and saved elsewhere', async () => {
    const { window, app } = program;
    const elsewhere = await mkdtemp(path.join(tmpdir(), 'phr-saved-'));
    await unlock(window, nextPassphrase);
    await goTo(window, 'Make a summary');
    await summaryPage(window).toEndDate();
    await summaryPage(window).toPreview();
    await summaryPage(window).toSharing();
    await sharePage(window).choosePdf();
    await answerSaveDialog(app, path.join(elsewhere, 'summary.pdf'));
    await sharePage(window).savePdf();
    // What was saved on purpose can be read: the search sees it, and sees nothing else.
    expect((await findLeaks(secrets, [elsewhere])).leaks.length).toBeGreaterThan(0);
    expect((await search()).leaks).toEqual([]);
    await rm(elsewhere, { recursive: true });
  });

  test('after the page crashed', async () => {
    const { app, window } = program;
    const gone = window.waitForEvent('crash');
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    if (pid === undefined) throw new Error('the page has no process');
    process.kill(pid, 'SIGSEGV');
    await gone;
    expect((await search()).leaks).toEqual([]);
  });

  test('after the whole program crashed with the record open', async () => {
    await program.kill();
    program = await start(folders);
    await unlock(program.window, nextPassphrase);
    await goTo(program.window, 'Record');
    await recordPage(program.window).openFirst();
    const main = program.app.process();
    const ended = new Promise((resolve) => main.once('exit', resolve));
    main.kill('SIGSEGV');
    await ended;
    expect((await search()).leaks).toEqual([]);
  });

  test('after the form of an earlier program could not be brought to that of today', async (context) => {
    const disk = await mountDisk('6m');
    if ('reason' in disk) {
      context.skip(disk.reason);
      return;
    }
    const places = { profile: path.join(disk.folder, 'profile'), temporary: folders.temporary };
    await cp(earlierVault, path.join(places.profile, 'IndexedDB'), { recursive: true });
    let small = await start(places);
    const search = () => findLeaks(secrets, [disk.folder, folders.temporary]);
    try {
      await fillDisk(disk.folder);
      await unlockPage(small.window).type(passphrase);
      await unlockPage(small.window).tryToOpen();
      // It may take Chromium's silence for an answer only after a while.
      await small.window.getByText('See that the disk has room').waitFor({ timeout: 60_000 });
      expect((await search()).leaks).toEqual([]);
      // With room on the disk again it opens, and nothing was lost.
      await small.kill();
      await emptyDisk(disk.folder);
      small = await start(places);
      await unlock(small.window, passphrase);
      expect(await overviewPage(small.window).text()).not.toContain('cannot be opened');
      expect((await search()).leaks).toEqual([]);
    } finally {
      await small.kill();
      await disk.remove();
    }
  });

  test('and in nothing that the program printed', () => {
    expect(printed.length).toBeGreaterThan(0);
    const all = Buffer.concat(printed);
    const found = secrets.filter((secret) =>
      patternsOf(secret).some(({ bytes }) => all.includes(bytes)),
    );
    expect(found).toEqual([]);
  });

  test('and the search looks into what is compressed', async () => {
    const planted = path.join(folders.profile, 'planted');
    await mkdir(planted, { recursive: true });
    for (const { as, name, bytes } of plantedForms('penicillin')) {
      expect(Buffer.from(bytes).includes('penicillin'), as).toBe(false);
      await writeFile(path.join(planted, name), bytes);
      const { leaks } = await findLeaks(['penicillin'], [planted]);
      expect(
        leaks.map((leak) => leak.secret),
        as,
      ).toContain('penicillin');
      await rm(path.join(planted, name));
    }
    await rm(planted, { recursive: true });
  });

  test('and the search would have found it: each secret is found where it is planted', async () => {
    const planted = path.join(folders.profile, 'planted');
    await mkdir(planted, { recursive: true });
    for (const secret of secrets) {
      for (const { as, bytes } of patternsOf(secret)) {
        await writeFile(path.join(planted, 'file'), bytes);
        const found = await findLeaks([secret], [planted]);
        expect(found.leaks.map((leak) => leak.as)).toContain(as);
      }
    }
    await rm(planted, { recursive: true });
  });
});

/** Names, numbers and codes that stand in the patient's record, long enough not to occur by chance. */
async function knownWords(): Promise<string[]> {
  const record = await readFile(ukPatientPath('gp'), 'utf8');
  const codes = [...record.matchAll(/"code": "(\d{7,})"/g)].map(([, code = '']) => code);
  const displays = [...record.matchAll(/"(?:text|display)": "([^"\\]{12,60})"/g)].map(
    ([, words = '']) => words,
  );
  return [
    ...new Set([
      'Hollinby',
      'Margaret',
      '9991842756',
      '999 184 2756',
      '1951-04-17',
      'penicillin',
      'AllergyIntolerance',
      'MedicationRequest',
      'margaret',
      ...codes.slice(0, 25),
      ...displays.slice(0, 25),
    ]),
  ];
}

/** Every access token that the provider was shown. */
function tokensOf(provider: RunningProvider): string[] {
  const tokens = provider.requests.flatMap(({ token }) => (token === undefined ? [] : [token]));
  expect(tokens.length).toBeGreaterThan(0);
  return [...new Set(tokens)];
}

async function signInAndDownload(
  { app, window }: RunningProgram,
  provider: RunningProvider,
): Promise<void> {
  const nextAddress = await catchBrowser(app);
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(provider.fhirBaseUrl);
  await page.findService();
  await page.signIn();
  await signInAsPatient(await nextAddress(), { username: 'margaret', password: 'demo' });
  await page.seeFetching();
}
