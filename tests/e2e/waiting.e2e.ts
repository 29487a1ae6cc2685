import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, type RunningProvider } from '../provider/server.ts';
import { expectAccessible, expectNothingCutOff } from './accessible.ts';
import { letPass } from './later.ts';
import { aLongRecord } from './made-records.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo, lock } from './pages/places.ts';
import { seeHeading } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { sourcePage } from './pages/source-page.ts';
import { lockedHeading, unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

/** Where pictures of the screens go, for whoever wants to look at them. */
const pictures = process.env['PHR_PICTURES'];

const passphrase = 'four quiet herons wading';
const hourMs = 60 * 60_000;
/** Seconds: longer than any of these tests waits for something to be seen, and as long as the program waits. */
const retryAfter = 100;
const askedToWait = /^The service asked us to wait\. We go on at \d\d:\d\d:\d\d\.$/;

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let provider: RunningProvider;

beforeAll(async () => {
  folders = await freshFolders();
  program = await startProgram(folders);
  await setUp(program.window, passphrase);
  provider = await startProvider({ texts: [aLongRecord(250)], open: true });
});
afterAll(async () => {
  await program.close();
  await provider.close();
  await folders.remove();
});

/** Looks at a screen as those do who cannot see it, and those who need it large. */
async function expectGoodScreen(name: string): Promise<void> {
  const { window } = program;
  if (pictures !== undefined) {
    await window.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  }
  await expectAccessible(window);
  await expectNothingCutOff(window, name);
}

/** A server that takes every request and answers none. `left`: whoever asked has hung up. */
async function aSilentServer() {
  let asked: () => void = () => undefined;
  let left: () => void = () => undefined;
  const told = {
    asked: new Promise<void>((resolve) => (asked = resolve)),
    left: new Promise<void>((resolve) => (left = resolve)),
  };
  const server = createServer((_, response) => {
    response.on('close', left);
    asked();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `listen` on a TCP port always answers with an AddressInfo.
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { ...told, origin, close: () => server.close() };
}

/** Opens the record again after so long; what is wanted fresh is looked at a little later. */
async function openAgainAfter(ms: number): Promise<void> {
  const { window } = program;
  await lock(window);
  await seeHeading(window, lockedHeading);
  await letPass(window, ms);
  await unlock(window, passphrase);
}

async function openSource(): Promise<ReturnType<typeof sourcePage>> {
  await goTo(program.window, 'Overview');
  await overviewPage(program.window).openSource(0);
  return sourcePage(program.window);
}

test('an address that never answers can be given up, and another one typed', async () => {
  const { window } = program;
  const silent = await aSilentServer();
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(`${silent.origin}/fhir`);
  await page.startFinding();
  await silent.asked;
  await expectGoodScreen('finding');
  await page.cancel();
  await silent.left;
  silent.close();
  await page.typeAddress(provider.fhirBaseUrl);
  expect(await page.findService()).toBe('open');
});

test('a service that does not answer when the fetching begins can be given up', async () => {
  const { window } = program;
  const page = addRecordsPage(window);
  await page.choosePatient();
  provider.setManners({ slow: { path: /\/metadata$/, ms: hourMs } });
  await page.fetchRecord();
  await page.seeFetching();
  await page.cancel();
  expect(await page.outcome()).toBe('done');
  expect((await page.problem()).title).toBe('The download was stopped');
  await expectGoodScreen('opening-stopped');
  provider.setManners({});
  await (await openSource()).seeStanding('Nothing has come from here yet');
});

test('says until when a service asked us to wait, and stops at once all the same', async () => {
  const { window } = program;
  const page = addRecordsPage(window);
  provider.setManners({ tooManyRequests: { path: /\/Observation$/, retryAfter } });
  await sourcePage(window).tryAgain();
  await page.seeWords(askedToWait);
  await page.seeWords(/2 entries so far/);
  await expectGoodScreen('asked-to-wait');
  await page.cancel();
  expect(await page.outcome()).toBe('done');
  const [source] = await page.sources();
  expect(source?.state).toBe('You stopped the download. What came so far is stored.');
  expect(source?.stored['Observation']).toBeUndefined();
  provider.setManners({});
});

test('what was paused while it was fetched by itself goes on when the record is opened later', async () => {
  const { window } = program;
  await (await openSource()).goOn();
  expect(await addRecordsPage(window).outcome()).toBe('done');
  let page = await openSource();
  await page.setRefresh('When I open my record');

  provider.setManners({ tooManyRequests: { path: /\/Observation$/, retryAfter } });
  const subject = { reference: 'Patient/long' };
  const height = { status: 'final', subject, code: { text: 'Height' } };
  provider.store.put({ resourceType: 'Observation', id: 'height', ...height });
  const knee = { subject, code: { text: 'Sore knee' } };
  provider.store.put({ resourceType: 'Condition', id: 'knee', ...knee });
  await openAgainAfter(hourMs);
  await overviewPage(window).seeRefreshing(
    / asked us to wait\. We go on at \d\d:\d\d:\d\d\. Pause$/,
  );
  await expectGoodScreen('refreshing-overview');
  page = await openSource();
  await page.seeStanding(/^Fetching from /);
  await page.seeStanding(askedToWait);
  await expectGoodScreen('refreshing-source');
  await page.pause();
  await page.seeStanding('Stopped by you; it goes on where it stopped');
  await expectGoodScreen('refreshing-paused');

  provider.setManners({});
  const before = provider.requests.length;
  await openAgainAfter(2 * hourMs);
  page = await openSource();
  await page.seeStanding(/^Complete on /);
  expect((await page.kinds()).get('Observation')).toBe(251);
  const asked = provider.requests.slice(before).map(({ path: asking }) => asking);
  expect(asked.some((one) => one.startsWith('/fhir/Observation?'))).toBe(true);
  // What came before the pause is not asked for again.
  expect(asked.some((one) => one.startsWith('/fhir/Condition?'))).toBe(false);
});
