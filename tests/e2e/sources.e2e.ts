import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAsPatient } from '../provider/browser.ts';
import { startProvider, type RunningProvider } from '../provider/server.ts';
import { expectAccessible, expectNothingCutOff } from './accessible.ts';
import { answerSaveDialog, catchBrowser } from './far-edge.ts';
import { aLongRecord } from './made-records.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeHeading } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { sourcePage } from './pages/source-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

/** Where pictures of the screens go, for whoever wants to look at them. */
const pictures = process.env['PHR_PICTURES'];

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let provider: RunningProvider;
let nextAddress: () => Promise<string>;

const subject = { reference: 'Patient/long' };
/** What only the patient may know, to be looked for where it must not be. */
const canaries = ['Hollinby', 'Margaret', '9991842756', 'Tennis elbow', 'Patient/long', 'margaret'];

beforeAll(async () => {
  folders = await freshFolders();
  program = await startProgram(folders);
  nextAddress = await catchBrowser(program.app);
  await setUp(program.window, 'four quiet herons wading');
  provider = await startProvider({ texts: [aLongRecord(3)] });
  provider.store.put({
    resourceType: 'Condition',
    id: 'elbow',
    subject,
    code: { text: 'Tennis elbow' },
    onsetDateTime: '2024-05',
  });
});
afterAll(async () => {
  await program.close();
  await provider.close();
  await folders.remove();
});

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  const { app, window } = program;
  for (const [width, height] of [
    [1280, 860],
    [900, 700],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, size) => {
        for (const each of BrowserWindow.getAllWindows()) each.setContentSize(size[0], size[1]);
      },
      [width, height] as const,
    );
    await window.screenshot({
      path: path.join(pictures, `${name}-${String(width)}.png`),
      fullPage: true,
    });
  }
}

/** Looks at a screen as those do who cannot see it, and those who need it large. */
async function expectGoodScreen(name: string): Promise<void> {
  await picture(name);
  await expectAccessible(program.window);
  await expectNothingCutOff(program.window, name);
}

const signIn = async () =>
  signInAsPatient(await nextAddress(), { username: 'margaret', password: 'demo' });

async function fetched(): Promise<void> {
  expect(await addRecordsPage(program.window).outcome()).toBe('done');
}

/** From the overview to the page of the only source. */
async function openSource(): Promise<ReturnType<typeof sourcePage>> {
  await goTo(program.window, 'Overview');
  await overviewPage(program.window).openSource(0);
  return sourcePage(program.window);
}

test('a source that was connected has a page that says how it stands', async () => {
  const { window } = program;
  await goTo(window, 'Add records');
  await addRecordsPage(window).typeAddress(provider.fhirBaseUrl);
  await addRecordsPage(window).findService();
  await addRecordsPage(window).signIn();
  await signIn();
  await fetched();
  await picture('result');
  await window.getByRole('button', { name: 'About this source' }).click();
  const page = sourcePage(window);
  await page.seeStanding(/^Complete on /);
  expect(await page.kinds()).toEqual(
    new Map([
      ['Observation', 3],
      ['Condition', 2],
      ['Patient', 1],
    ]),
  );
  expect((await page.facts()).get('Sign-in')).toBe('Signed in');
  await page.setRefresh('When I open it, and every 12 hours');
  await page.setRefresh('Up to 200 MB each');
  await expectGoodScreen('source');
  await page.back();
  await page.seeStanding(/Your record/);
  await openSource();
  expect(await window.getByLabel('When I open it, and every 12 hours').isChecked()).toBe(true);
  expect(await window.getByLabel('Up to 200 MB each').isChecked()).toBe(true);
});

test('fetching everything again brings news, and says what is not supplied any more', async () => {
  const { window } = program;
  provider.store.put({
    resourceType: 'Condition',
    id: 'elbow',
    subject,
    code: { text: 'Tennis elbow, left' },
    onsetDateTime: '2024-05-11',
  });
  provider.store.put({
    resourceType: 'Condition',
    id: 'knee',
    subject,
    code: { text: 'Sore knee' },
  });
  provider.store.remove('Observation', 'weight-1');
  await (await openSource()).fetchEverything();
  await fetched();
  await goTo(window, 'Overview');
  expect(await overviewPage(window).news()).toMatch(
    /^1 new and 1 changed entry, 1 entry no longer supplied since /,
  );
  await expectGoodScreen('overview-news');
  await window.getByRole('button', { name: 'See what is new' }).click();
  const lines = await recordPage(window).listed();
  expect(lines.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/^Body weight.* Not supplied by .* since /),
    expect.stringMatching(/^Tennis elbow, left.* Changed$/),
    expect.stringMatching(/^Sore knee.* New$/),
  ]);
  await expectGoodScreen('what-is-new');
});

test('a changed entry says what changed, and shows what came before', async () => {
  const { window } = program;
  await window.getByRole('button', { name: /Tennis elbow, left/ }).click();
  const changes = window.getByRole('table', { name: /^Since the version of / });
  await changes.waitFor();
  const rows = await changes.getByRole('row').allInnerTexts();
  expect(rows.map((row) => row.trim().split(/\t/))).toEqual([
    ['What', 'Before', 'Then'],
    ['Name', 'Tennis elbow', 'Tennis elbow, left'],
    ['Started', 'May 2024', '11 May 2024'],
  ]);
  await window.getByText(/^The version of /).click();
  const original = window.getByRole('region', { name: /^As it came on / });
  expect(await original.innerText()).toContain('"onsetDateTime": "2024-05"');
  await expectGoodScreen('entry-changed');
  await entryPage(window).back();
  await window.getByRole('button', { name: 'Mark as seen' }).click();
  await goTo(window, 'Overview');
  expect(await overviewPage(window).text()).not.toContain('no longer supplied');
});

test('an entry that is not supplied any more is marked, listed and kept', async () => {
  const { window } = program;
  const page = await openSource();
  await page.listNotSupplied();
  await expectGoodScreen('not-supplied');
  const [line = ''] = await recordPage(window).listed();
  expect(line).toMatch(/Body weight[^]*Not supplied by .* since /);
  await window.getByRole('button', { name: /Body weight/ }).click();
  await seeHeading(window, 'Body weight');
  expect((await entryPage(window).origin()).has('Not supplied since')).toBe(true);
  await expectGoodScreen('entry-not-supplied');
});

test('a sign-in that has ended is cured in place', async () => {
  const { window } = program;
  provider.setManners({ expireTokens: { everyRequests: 2 }, refuseRefresh: true });
  await (await openSource()).fetchNew();
  await fetched();
  const page = await openSource();
  await page.seeStanding(/^The service has ended your sign-in/);
  expect((await page.facts()).get('Sign-in')).toBe('Signed out');
  await expectGoodScreen('signed-out');
  provider.setManners({});
  await page.signInAgain();
  await addRecordsPage(window).signIn();
  await signIn();
  await fetched();
  await (await openSource()).seeStanding(/^Complete on /);
});

test('says what was refused and what to do about it', async () => {
  provider.setManners({ status: { status: 403, path: /^\/fhir\/Observation/ } });
  await (await openSource()).fetchEverything();
  await fetched();
  const page = await openSource();
  await page.seeStanding(/^Part of the record is missing/);
  expect(await page.didNotCome()).toEqual([
    expect.stringMatching(/^Test results and measurements: the service refused it\. Sign in again/),
  ]);
  await expectGoodScreen('refused');
  provider.setManners({});
});

test('details for support hold nothing of anybody’s health', async () => {
  const page = await openSource();
  const text = await page.openSupport();
  expect(text).toMatch(/^Patient-Held Record \d/);
  expect(text).toContain(`Host: ${new URL(provider.origin).host}`);
  expect(text).toContain('server-refused');
  const tokens = provider.requests.flatMap(({ token }) => token ?? []);
  for (const secret of [...canaries, ...tokens]) expect(text).not.toContain(secret);
  await page.copySupport();
  expect(await program.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('Host: ');
  const file = path.join(folders.temporary, 'details.txt');
  await answerSaveDialog(program.app, file);
  await program.window.getByRole('button', { name: 'Save as a file' }).click();
  await page.seeStanding(/^Saved as /);
  expect((await readFile(file, 'utf8')).trim()).toBe(text.trim());
  await expectGoodScreen('support');
});

test('what was refused is asked for again, and then nothing is missing', async () => {
  const before = provider.requests.length;
  await (await openSource()).tryAgain();
  await fetched();
  const page = await openSource();
  await page.seeStanding(/^Complete on /);
  expect(await page.didNotCome()).toEqual([]);
  expect((await page.kinds()).get('Observation')).toBe(3);
  const asked = provider.requests.slice(before).map(({ path: asking }) => asking);
  // Of what was refused all is asked for, of the rest what changed.
  const searched = (type: string) => asked.filter((one) => one.startsWith(`/fhir/${type}?`));
  expect(searched('Condition')).toEqual([expect.stringContaining('_lastUpdated')]);
  expect(searched('Observation')).toEqual([expect.not.stringContaining('_lastUpdated')]);
});

test('is disconnected with its entries kept, and then removed with them', async () => {
  const { window } = program;
  await (await openSource()).disconnectAndKeep();
  await expectGoodScreen('disconnected');
  await goTo(window, 'Overview');
  const kept = await overviewPage(window).shelves();
  expect(kept.get('Problems')).toBe(3);
  const page = await openSource();
  await page.seeStanding(/^Disconnected by you on /);
  await page.toRemoval();
  await expectGoodScreen('remove');
  await page.remove();
  await expectGoodScreen('removed');
  await goTo(window, 'Overview');
  const text = await overviewPage(window).text();
  expect(text).toContain('There is nothing in it yet');
  expect(text).not.toContain('damaged');
  expect(text).not.toContain('Hollinby');
});
