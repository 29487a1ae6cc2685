import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAsPatient } from '../provider/browser.ts';
import { startProvider, ukPatientPath, type RunningProvider } from '../provider/server.ts';
import { catchBrowser } from './far-edge.ts';
import { findLeaks, patternsOf } from './leak-search.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo, lock } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { setUp } from './pages/set-up-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'four quiet herons wading';

describe('nothing readable on disk', () => {
  let provider: RunningProvider;
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let secrets: string[];

  beforeAll(async () => {
    provider = await startProvider();
    folders = await freshFolders();
    program = await startProgram(folders);
    secrets = [passphrase, ...(await knownWords())];
  });
  afterAll(async () => {
    await program.kill();
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
    program = await startProgram(folders);
    await unlock(program.window, passphrase);
    provider.setManners({ slow: { ms: 300, path: /^\/fhir\/[A-Z]/ } });
    await signInAndDownload(program, provider);
    await program.window.getByText(/^[1-9]\d* entries so far/).waitFor();
    await program.kill();
    provider.setManners({});
    secrets.push(...tokensOf(provider));
    expect((await search()).leaks).toEqual([]);
  });

  test('and the record is whole after the kill, and the download goes on', async () => {
    program = await startProgram(folders);
    const { window } = program;
    await unlock(window, passphrase);
    expect(await overviewPage(window).text()).toContain('Hollinby');
    expect((await overviewPage(window).sources()).join()).toContain('The download was interrupted');
    const before = await overviewPage(window).shelves();
    await window.getByRole('button', { name: /^Fetch the rest/ }).click();
    await window.getByRole('button', { name: 'Fetch now' }).click();
    expect(await addRecordsPage(window).outcome()).toBe('done');
    const [source] = await addRecordsPage(window).sources();
    expect(source?.state).toMatch(/^Complete on /);
    await goTo(window, 'Overview');
    expect(await overviewPage(window).shelves()).toEqual(before);
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
