import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeQrWriter } from '../../shared/share/qr-writer.ts';
import { startProvider, type RunningProvider } from '../provider/server.ts';
import { answerSaveDialog } from './far-edge.ts';
import { aHealthCard } from './health-card.ts';
import { someoneElse } from './made-records.ts';
import { expectAccessible } from './accessible.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { leavingPage } from './pages/leaving-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { see, seeHeading } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { sourcePage } from './pages/source-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

/** Where pictures of the screens go, for whoever wants to look at them. */
const pictures = process.env['PHR_PICTURES'];

const hollinby = {
  resourceType: 'Patient',
  id: 'long',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9991842756' }],
  name: [{ family: 'Hollinby', given: ['Margaret', 'Ellen'] }],
  birthDate: '1951-04-17',
};

let provider: RunningProvider;
let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let files: string;

beforeAll(async () => {
  provider = await startProvider({ open: true });
  folders = await freshFolders();
  files = await mkdtemp(path.join(tmpdir(), 'phr-files-'));
  program = await startProgram(folders);
  await setUp(program.window, 'four quiet herons wading');
});
afterAll(async () => {
  await program.close();
  await provider.close();
  await folders.remove();
  await rm(files, { recursive: true, force: true });
});

/** XML in an older FHIR version, whose narrative tries to run something. */
const stu3Xml = `<Condition xmlns="http://hl7.org/fhir"><id value="c-old"/>
  <meta><profile value="https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Condition-1"/></meta>
  <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script>Gout<img src="http://tracker.example/x.png" onerror="alert(2)"/></div></text>
  <clinicalStatus value="active"/><code><text value="Gout of the big toe"/></code>
  <subject><reference value="Patient/long"/></subject><assertedDate value="2015-03"/></Condition>`;

test('takes one of each kind together, and says in plain words what became of each', async () => {
  const page = await openAddRecords();
  const watched = watchForHarm();
  await page.addFiles(
    await file('mine.json', bundleOf(hollinby)),
    await file('old.xml', stu3Xml),
    await file(
      'letter.txt',
      Uint8Array.from('Früh dünn', (letter) => letter.charCodeAt(0)),
    ),
    await file('letter.rtf', String.raw`{\rtf1\ansi Dear Zo\'eb\par Come on Monday.}`),
    await file('page.html', '<!doctype html><h1>Visit</h1><script>alert(3)</script>'),
    await file('scan.tif', 'II*\0not shown here'),
    await file('packed.zip', zipSync({ 'in.zip': zipSync({ 'note.txt': Buffer.from('Hello') }) })),
    await file('kept.age', 'age-encryption.org/v1\n-> X25519 abc'),
    await file('empty.json', ''),
    await file('other.json', JSON.stringify(someoneElse)),
    await file('card.png', await cardPicture()),
    await file(
      'link.txt',
      provider.links.add({ files: [inFhir(aCondition('c-link', 'Behind a link'))] }),
    ),
  );
  expect(await page.outcome()).toBe('held');
  expect(await page.differences()).toEqual(expect.arrayContaining(['Name', 'Date of birth']));
  await page.doNotAdd();
  await page.outcome();
  const said = await outcomesShown();
  expect(said).toMatchObject({
    'mine.json': 'stored',
    'old.xml': 'stored',
    'letter.txt': 'stored',
    'letter.rtf': 'stored',
    'page.html': 'stored',
    'scan.tif': 'stored',
    'packed.zip/in.zip/note.txt': 'stored',
    'card.png': 'stored',
    'kept.age': 'failed',
    'empty.json': 'failed',
    'other.json': 'declined',
    'link.txt': 'link',
  });
  expect(await page.text()).toContain('This is a backup of a record');
  expect(watched).toEqual([]);
});

test('says what a health card’s signature is worth, and asks its issuer nothing by itself', async () => {
  const text = await addRecordsPage(program.window).text();
  expect(text).toContain('Its signature has not been checked yet');
  expect(text).toContain('Nothing of the card or of your record is sent.');
});

test('lets a document be titled and dated right after it was added', async () => {
  const { window } = program;
  const row = window.getByRole('row', { name: /^letter\.rtf/ });
  await row.getByText('Give it a title and a date').click();
  await row.getByLabel('Title').fill('Letter from the foot clinic');
  await row.getByLabel('Year').fill('2019');
  await row.getByRole('button', { name: 'Save title and date' }).click();
  await see(window, row.getByText('Saved as “Letter from the foot clinic”.'));
  await openEntry(/Letter from the foot clinic/);
  const entry = entryPage(window);
  await entry.openAttachment();
  const region = window.getByRole('region', { name: /^Text of/ });
  expect(await region.innerText()).toBe('Dear Zoë\nCome on Monday.');
});

test('shows what came in an older version as it came, and runs nothing of it', async () => {
  const watched = watchForHarm();
  await openEntry(/Gout of the big toe/);
  const original = await entryPage(program.window).original();
  expect(original).toContain(
    '<script>alert(1)</script>Gout<img src="http://tracker.example/x.png"',
  );
  expect(original).toContain('clinicalStatus value="active"');
  expect(watched).toEqual([]);
});

test('opens a link with its passcode, after saying what is sent', async () => {
  const { window } = program;
  const link = provider.links.add({
    files: [inFhir(aCondition('c-link', 'Behind a link'))],
    label: 'Clinic letters',
    passcode: '4242',
    viewer: 'https://viewer.example/#',
  });
  const page = await openAddRecords();
  await page.typeAddress(link);
  await window.getByRole('button', { name: 'Continue' }).click();
  await seeHeading(window, 'Open a SMART Health Link');
  const words = await page.text();
  expect(words).toContain('Clinic letters');
  expect(words).toContain('Nothing else is sent: no part of your record');
  await window.getByLabel('Passcode', { exact: true }).fill('1111');
  await window.getByRole('button', { name: 'Fetch what is behind it' }).click();
  await see(window, window.getByText('You can try 4 times more, then the link closes.'));
  await window.getByLabel('Passcode', { exact: true }).fill('4242');
  await window.getByRole('button', { name: 'Fetch what is behind it' }).click();
  expect(await page.outcome()).toBe('done');
  expect(provider.links.asked.at(-1)).toMatchObject({
    recipient: 'Margaret Ellen Hollinby',
    passcode: '4242',
    authorization: undefined,
    cookie: undefined,
  });
  await openEntry(/Behind a link/);
});

test('a link that is opened again brings what is new to where it went before', async () => {
  const { window } = program;
  const behind = [inFhir(aCondition('c-wrist', 'Sore wrist'))];
  const link = provider.links.add({ files: behind, label: 'From the hand clinic', longTerm: true });
  const page = await openAddRecords();
  await openLink(link);
  expect(await page.outcome()).toBe('done');
  await picture('link-first');
  await page.aboutSource();
  await sourcePage(window).seeKind('Condition');
  const sources = (await shownOverview()).sources.length;
  const wrist = aCondition('c-wrist', 'Sore wrist, healed');
  behind.splice(0, 1, inFhir(wrist, aCondition('c-thumb', 'Stiff thumb')));
  await openAddRecords();
  await openLink(link);
  expect(await page.outcome()).toBe('done');
  await picture('link-again');
  expect((await shownOverview()).sources).toHaveLength(sources);
  await openEntry(/Sore wrist, healed/);
  await see(window, window.getByText(/Earlier versions?/).first());
  await openEntry(/Stiff thumb/);
});

test('two servers in one file are two entries, and come back from everything that was taken along', async () => {
  const { window, app } = program;
  const on = (
    server: string,
    resource: { readonly resourceType: string; readonly id: string },
  ) => ({
    fullUrl: `https://${server}.example/fhir/${resource.resourceType}/${resource.id}`,
    resource,
  });
  const entry = [
    on('north', { ...hollinby, id: 'long' }),
    on('north', aCondition('14', 'Hay fever from the north')),
    on('south', aCondition('14', 'Ringing ears from the south', 'https://north.example/fhir/')),
  ];
  const both = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
  const page = await openAddRecords();
  await page.addFiles(await file('both.json', both));
  expect(await page.outcome()).toBe('done');
  await picture('two-servers');
  await page.aboutSource();
  const source = sourcePage(window);
  await source.seen('both.json');
  expect((await source.kinds()).get('Condition')).toBe(2);
  await openEntry(/Hay fever from the north/);
  await openEntry(/Ringing ears from the south/);
  const before = await shownOverview();
  const zip = path.join(files, 'everything.zip');
  await leavingPage(window).open();
  await answerSaveDialog(app, zip);
  await leavingPage(window).takeEverything();
  await picture('taken');
  await goTo(window, 'Overview');
  await overviewPage(window).openFoldedSource('both.json');
  await source.seen('both.json');
  await source.toRemoval();
  await source.remove();
  await openAddRecords();
  await page.addFiles(zip);
  expect(await page.outcome()).toBe('done');
  await picture('everything-again');
  expect((await shownOverview()).shelves).toEqual(before.shelves);
  expect((await shownOverview()).sources).toHaveLength(before.sources.length);
  await openEntry(/Hay fever from the north/);
  await openEntry(/Ringing ears from the south/);
});

test('takes files that are dropped anywhere on the window', async () => {
  const { window } = program;
  await goTo(window, 'Overview');
  await window.evaluate(`{
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['Dropped words'], 'dropped.txt'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }`);
  const page = addRecordsPage(window);
  expect(await page.outcome()).toBe('done');
  expect(await page.text()).toContain('dropped.txt');
});

test('a file has a page of its own, and is removed with its entries and nothing else', async () => {
  const { window } = program;
  const before = await shownOverview();
  const page = await openAddRecords();
  const problems = ['Sore knee', 'Stiff neck'].map((text, at) => aCondition(`clinic-${at}`, text));
  await page.addFiles(await file('clinic.json', bundleOf(hollinby, ...problems)));
  expect(await page.outcome()).toBe('done');
  await page.aboutSource();
  const source = sourcePage(window);
  await source.seen('clinic.json');
  await source.seeStanding(/^Everything in this file was read\. Added /);
  expect(await source.kinds()).toEqual(
    new Map([
      ['Condition', 2],
      ['Patient', 1],
    ]),
  );
  expect((await source.facts()).get('Files taken in')).toBe('1');
  await picture('file-source');
  await expectAccessible(window);
  await source.toRemoval();
  expect(await source.text()).toContain('3 entries leave your record');
  await picture('file-removal');
  await source.remove();
  expect(await source.text()).toContain('You can add the same file again');
  expect(await shownOverview()).toEqual(before);
  await goTo(window, 'Record');
  await recordPage(window).search('knee');
  expect(await recordPage(window).entries()).toEqual([]);
});

test('takes only one person’s entries out of a family’s file, and another person’s only when told to', async () => {
  const son = {
    ...{ resourceType: 'Patient', id: 'son', birthDate: '2015-06-01' },
    name: [{ family: 'Hollinby', given: ['Owen'] }],
  };
  const of = (id: string, whose: string, text: string) => {
    const subject = { reference: `Patient/${whose}` };
    return { resourceType: 'Condition', id, subject, code: { text } };
  };
  const family = await file(
    'family.json',
    bundleOf(hollinby, son, of('f1', 'long', 'A family’s gout'), of('f2', 'son', 'His croup')),
  );
  const page = await openAddRecords();
  await page.addFiles(family);
  expect(await page.outcome()).toBe('several');
  expect(await page.text()).toContain('family.json is about 2 people. Nothing has been added yet.');
  expect(await page.people()).toEqual([
    'Margaret Ellen Hollinby, born 17 April 1951\n2 entries. Matches this record',
    'Owen Hollinby, born 1 June 2015\n2 entries. Not the person of this record',
  ]);
  await page.choosePerson(/^Owen/);
  expect(await page.outcome()).toBe('held');
  await page.doNotAdd();
  expect(await page.outcome()).toBe('done');
  expect(await page.text()).toContain('Not added, as you asked.');
  await page.again();
  await page.addFiles(family);
  await page.outcome();
  await page.choosePerson(/^Margaret/);
  expect(await page.outcome()).toBe('done');
  const [source] = await page.sources();
  expect(source?.stored).toEqual({ Patient: 1, Condition: 1 });
  expect(source?.skipped).toEqual([{ type: 'entry', reason: 'other-person', count: 2 }]);
  await openEntry(/A family’s gout/);
  await goTo(program.window, 'Record');
  await recordPage(program.window).search('croup');
  expect(await recordPage(program.window).entries()).toEqual([]);
});

/** What the first screen says is in the record, and where it comes from. */
async function shownOverview() {
  await goTo(program.window, 'Overview');
  const overview = overviewPage(program.window);
  return { shelves: await overview.shelves(), sources: await overview.sources() };
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  await program.window.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

async function openAddRecords() {
  await goTo(program.window, 'Add records');
  return addRecordsPage(program.window);
}

/** Pastes a link that asks for no passcode, and fetches what is behind it. */
async function openLink(link: string): Promise<void> {
  const { window } = program;
  await addRecordsPage(window).typeAddress(link);
  await window.getByRole('button', { name: 'Continue' }).click();
  await seeHeading(window, 'Open a SMART Health Link');
  await window.getByRole('button', { name: 'Fetch what is behind it' }).click();
}

async function openEntry(title: RegExp): Promise<void> {
  await goTo(program.window, 'Record');
  await recordPage(program.window).open(title);
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const at = path.join(files, name);
  await writeFile(at, content);
  return at;
}

function bundleOf(...resources: readonly object[]): string {
  const entry = resources.map((resource) => ({ resource }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
}

function inFhir(...resources: readonly object[]) {
  return { contentType: 'application/fhir+json', text: bundleOf(hollinby, ...resources) };
}

function aCondition(id: string, text: string, server = '') {
  const subject = { reference: `${server}Patient/long` };
  return { resourceType: 'Condition', id, subject, code: { text } };
}

/** A QR code of a card about the same person. */
async function cardPicture(): Promise<Uint8Array> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  const write = await makeQrWriter(new Uint8Array(await readFile(wasm)).buffer);
  const jws = await aHealthCard('https://clinic.example/issuer', bundleOf(hollinby));
  const digits = [...jws].map((one) => String(one.charCodeAt(0) - 45).padStart(2, '0'));
  return write(`shc:/${digits.join('')}`);
}

/** Each file of the outcome table with what became of it. */
function outcomesShown(): Promise<Record<string, string>> {
  return program.window
    .locator('tr[data-outcome]')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector('th')?.textContent ?? '',
          row instanceof HTMLElement ? (row.dataset['outcome'] ?? '') : '',
        ]),
      ),
    );
}

/** Dialogs that open and requests that leave the program; there must be none. */
function watchForHarm(): readonly string[] {
  const seen: string[] = [];
  program.window.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  program.window.on('request', (request) => {
    if (!/^(app|blob|data):/.test(request.url())) seen.push(request.url());
  });
  return seen;
}
