import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signInAsPatient } from '../provider/browser.ts';
import { signInTo } from '../provider/client-flow.ts';
import { confidentialClient, joinHouses, type HouseName } from '../provider/houses.ts';
import { startProvider, type RunningProvider } from '../provider/server.ts';
import { expectAccessible } from './accessible.ts';
import { catchBrowser } from './far-edge.ts';
import { findLeaks } from './leak-search.ts';
import { aLongRecord } from './made-records.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { see, seeHeading } from './pages/see.ts';
import { servicePage } from './pages/service-page.ts';
import { sourcePage } from './pages/source-page.ts';
import { setUp } from './pages/set-up-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

/** Where pictures of the screens go, for whoever wants to look at them. */
const pictures = process.env['PHR_PICTURES'];

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let files: string;
let nextAddress: () => Promise<string>;
const providers: RunningProvider[] = [];

beforeAll(async () => {
  folders = await freshFolders();
  files = await mkdtemp(path.join(tmpdir(), 'phr-lists-'));
  program = await startProgram(folders);
  nextAddress = await catchBrowser(program.app);
  await setUp(program.window, 'four quiet herons wading');
});
afterEach(async () => {
  await Promise.all(providers.splice(0).map((provider) => provider.close()));
});
afterAll(async () => {
  await program.close();
  await folders.remove();
  await rm(files, { recursive: true, force: true });
});

const margaret = 'Margaret Ellen Hollinby';

/** The project’s own patient and a child of hers, behind one sign-in. */
function aFamily(): readonly string[] {
  const child = {
    resourceType: 'Patient',
    id: 'child',
    name: [{ family: 'Hollinby', given: ['Edith'] }],
    birthDate: '2015-02-03',
  };
  return [aLongRecord(250), JSON.stringify(child)];
}

async function aHouse(...names: HouseName[]): Promise<RunningProvider> {
  const provider = await startProvider({ texts: aFamily(), ...joinHouses(names) });
  providers.push(provider);
  return provider;
}

/** Types the address of a service and goes to its page. */
async function toService(provider: RunningProvider, address = provider.fhirBaseUrl): Promise<void> {
  const page = addRecordsPage(program.window);
  await goTo(program.window, 'Add records');
  await page.typeAddress(address);
  await page.findService();
}

/** Signs in, in the place of the person at the browser. */
async function signInAs(username = 'margaret'): Promise<void> {
  await signInAsPatient(await nextAddress(), { username, password: 'demo' });
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  await program.window.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

async function fetchedSource() {
  const page = addRecordsPage(program.window);
  expect(await page.outcome()).toBe('done');
  const [source] = await page.sources();
  return source;
}

/** A list that names this service and two others. */
async function aList(provider: RunningProvider): Promise<string> {
  const organization = (id: string, name: string, city: string, postalCode: string) => ({
    resource: {
      resourceType: 'Organization',
      id,
      name,
      address: [{ city, postalCode }],
      endpoint: [{ reference: `Endpoint/${id}` }],
    },
  });
  const endpoint = (id: string, address: string) => ({
    resource: {
      resourceType: 'Endpoint',
      id,
      status: 'active',
      connectionType: { code: 'hl7-fhir-rest' },
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/endpoint-fhir-version',
          valueCode: '4.0.1',
        },
      ],
      address,
    },
  });
  const file = path.join(files, 'services.json');
  const entry = [
    organization('canary', 'Canary Wharf Hospital', 'Cambridge', 'CB2 0QQ'),
    endpoint('canary', provider.fhirBaseUrl),
    organization('surgery', 'Meadow Lane Surgery', 'Cambridge', 'CB1 2AB'),
    endpoint('surgery', 'https://meadow.example.org/fhir'),
    organization('clinic', 'Harbour Clinic', 'Whitby', 'YO21 1AA'),
    endpoint('clinic', 'https://harbour.example.org/fhir'),
  ];
  await writeFile(file, JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }));
  return file;
}

test('explains that a portal’s page is no address for programs', async () => {
  const provider = await aHouse();
  const { window } = program;
  await goTo(window, 'Add records');
  await addRecordsPage(window).typeAddress(`${provider.origin}/portal/login`);
  await expect(addRecordsPage(window).findService()).rejects.toMatchObject({
    title: 'This is the address of a website for people',
  });
  await window.getByText('Where do I find the address?').click();
  expect(await servicePage(window).text()).toContain('SMART on FHIR address (R4)');
  await picture('portal');
  await expectAccessible(window);
});

test('leads words that are no address to where they belong', async () => {
  const { window } = program;
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress('my gp surgery');
  await page.startFinding();
  await page.seeWords(/^This does not look like an address$/);
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Go to: The NHS App or my GP surgery' }).click();
  await seeHeading(window, 'The NHS App or my GP surgery');
  expect(await page.text()).toContain('This program cannot fetch from the NHS App');
});

test('finds a service by its town, and asks whose record is meant among several people', async () => {
  const provider = await aHouse('family');
  const { window } = program;
  const page = servicePage(window);
  await goTo(window, 'Add records');
  await page.loadList(await aList(provider));
  await page.search('cambridge', '2 services found.');
  expect(await page.services('From your list')).toEqual([
    'Canary Wharf Hospital',
    'Meadow Lane Surgery',
  ]);
  await picture('list');
  await expectAccessible(window);
  await page.choose('Canary Wharf Hospital');
  await addRecordsPage(window).signIn();
  await picture('waiting');
  await signInAs();
  await page.seePeople();
  await page.choosePerson(margaret);
  await picture('people');
  await expectAccessible(window);
  await page.next();
  const source = await fetchedSource();
  expect(source?.name).toBe('Canary Wharf Hospital');
  expect(source?.stored['Observation']).toBe(250);
  await goTo(window, 'Add records');
  expect(await page.services('Tried before')).toEqual(['Canary Wharf Hospital']);
});

test('holds the child of the same sign-in at the door', async () => {
  const provider = await aHouse('family');
  const { window } = program;
  await toService(provider);
  await addRecordsPage(window).signIn();
  await signInAs();
  await servicePage(window).seePeople();
  await servicePage(window).choosePerson('Edith Hollinby');
  expect(await servicePage(window).text()).toContain('Edith Hollinby looks like somebody else');
  await picture('people-differ');
  await servicePage(window).next();
  expect(await addRecordsPage(window).outcome()).toBe('held');
  await addRecordsPage(window).doNotAdd();
  await seeHeading(window, 'Nothing was added');
  // The access to the child's record is not kept.
  expect(provider.requests.some(({ path: asking }) => asking === '/revoke')).toBe(true);
  await goTo(window, 'Overview');
  expect((await overviewPage(window).sources()).at(-1)).toContain('Disconnected on');
});

test('says at once what is wrong with an answer that is almost right, and what to tell the service', async () => {
  const provider = await aHouse();
  const { window } = program;
  await toService(provider);
  await addRecordsPage(window).signIn();
  const { searchParams } = new URL(await nextAddress());
  const back = new URL(`${searchParams.get('redirect_uri') ?? ''}/`);
  back.searchParams.set('code', 'any');
  back.searchParams.set('state', searchParams.get('state') ?? '');
  const shown = await fetch(back);
  expect(await shown.text()).toContain('The service sent you back in a way that we cannot accept');
  const { title } = await addRecordsPage(window).problem();
  expect(title).toBe('The service sent you back to a place that is almost right');
  expect(await servicePage(window).text()).toContain('such as /callback/ in place of /callback');
  await picture('sign-in-fault');
  await expectAccessible(window);
});

test('says so where a service gives a page in place of a permission', async () => {
  const provider = await aHouse();
  const { window } = program;
  provider.setManners({ html: { path: /^\/token$/ } });
  await toService(provider);
  await addRecordsPage(window).signIn();
  await signInAs();
  const { title } = await addRecordsPage(window).problem();
  expect(title).toBe('The service answered your sign-in with a web page');
});

test('asks once before it fetches letters from another host, and sends no sign-in there', async () => {
  const asked: (string | undefined)[] = [];
  const letters = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('Dear Margaret');
  });
  await new Promise<void>((resolve) => letters.listen(0, '127.0.0.1', resolve));
  const at = letters.address();
  const host = `127.0.0.1:${typeof at === 'object' ? String(at?.port) : ''}`;
  const letter = {
    resourceType: 'DocumentReference',
    id: 'elsewhere',
    status: 'current',
    subject: { reference: 'Patient/long' },
    content: [{ attachment: { contentType: 'text/plain', url: `http://${host}/l?sig=a%2Fb` } }],
  };
  const provider = await startProvider({ texts: [aLongRecord(3), JSON.stringify(letter)] });
  providers.push(provider);
  const { window } = program;
  await toService(provider);
  await addRecordsPage(window).signIn();
  await signInAs();
  await fetchedSource();
  expect(asked).toEqual([]);
  await addRecordsPage(window).aboutSource();
  await see(window, window.getByText(`1 document lies at another address: ${host}`));
  await picture('another-host');
  await expectAccessible(window);
  await window.getByRole('button', { name: `Fetch from ${host}` }).click();
  await fetchedSource();
  expect(asked).toEqual([undefined]);
  await addRecordsPage(window).aboutSource();
  expect(await servicePage(window).text()).not.toContain('at another address');
  letters.close();
});

test('says what was refused before it fetches the rest', async () => {
  const provider = await aHouse('refuse-some');
  const { window } = program;
  const page = servicePage(window);
  await toService(provider);
  await addRecordsPage(window).signIn();
  await signInAs();
  await page.seeGrant();
  const text = await page.text();
  expect(text).toMatch(/Not allowed\s+Attached documents\s+Test results and measurements/);
  await picture('grant');
  await expectAccessible(window);
  await page.fetchAllowed();
  const source = await fetchedSource();
  expect(source?.stored['Condition']).toBe(1);
  expect(source?.skipped.map(({ type }) => type)).toContain('Observation');
});

test('signs in with an ID and a secret by fixed addresses, and again without typing them', async () => {
  const provider = await aHouse('confidential', 'fixed-ports');
  const { window } = program;
  const page = servicePage(window);
  await toService(provider);
  await page.openAdvanced();
  await page.typeClient(confidentialClient.id, confidentialClient.secret);
  await page.useReturnAddresses();
  await picture('advanced');
  await expectAccessible(window);
  await page.signInWithThese();
  await signInAs();
  expect((await fetchedSource())?.stored['Observation']).toBe(250);
  await toService(provider);
  await addRecordsPage(window).signIn();
  await signInAs();
  expect((await fetchedSource())?.state).toMatch(/^Complete on/);
});

test('signs in again in place where the sign-in has ended, and goes on from there', async () => {
  const provider = await aHouse();
  const { window } = program;
  // Soon after the person's own details have come.
  provider.setManners({ expireTokens: { everyRequests: 6 }, refuseRefresh: true });
  await toService(provider);
  await addRecordsPage(window).signIn();
  await signInAs();
  expect(await addRecordsPage(window).outcome()).toBe('done');
  expect((await addRecordsPage(window).problem()).title).toBe('Your sign-in has ended');
  await picture('ended');
  provider.setManners({});
  const before = provider.requests.length;
  await servicePage(window).signInAgain();
  await addRecordsPage(window).signIn();
  await signInAs();
  const source = await fetchedSource();
  expect(source?.state).toMatch(/^Complete on/);
  expect(source?.stored['Observation']).toBe(250);
  const asked = provider.requests.slice(before).map(({ path: asking }) => asking);
  // Whose record it is is asked at every download, also at one that goes on.
  expect(asked).toContain('/fhir/Patient/long');
});

test('takes an access token, and says when nothing comes of it', async () => {
  const provider = await aHouse();
  const { window } = program;
  const page = servicePage(window);
  await toService(provider);
  await page.openAdvanced();
  await page.pasteToken('made-up');
  expect((await addRecordsPage(window).problem()).title).toBe(
    'The service did not take this access token',
  );
  const { tokens } = await signInTo(provider, { username: 'margaret' });
  await window.getByLabel('Patient’s number at this service').fill('long');
  await page.pasteToken(`Bearer ${tokens.access_token}`);
  expect((await fetchedSource())?.stored['Observation']).toBe(250);
});

test('disconnects, keeps the entries, and leaves nothing readable of any of it', async () => {
  const provider = await aHouse();
  const { window } = program;
  await toService(provider);
  await addRecordsPage(window).signIn();
  await signInAs();
  await fetchedSource();
  await goTo(window, 'Overview');
  const sources = await overviewPage(window).sources();
  const entries = await overviewPage(window).shelves();
  await overviewPage(window).openSource(sources.length - 1);
  await sourcePage(window).disconnectAndKeep();
  expect(await servicePage(window).text()).toContain('The access has ended');
  await picture('disconnected');
  expect(provider.requests.some(({ path: asking }) => asking === '/revoke')).toBe(true);
  await goTo(window, 'Overview');
  expect((await overviewPage(window).sources()).at(-1)).toContain('Disconnected on');
  expect(await overviewPage(window).shelves()).toEqual(entries);
  const tokens = provider.requests.flatMap(({ token }) => (token === undefined ? [] : [token]));
  const secrets = [
    ...new Set(tokens),
    confidentialClient.id,
    confidentialClient.secret,
    'Canary Wharf',
    'meadow.example.org',
    new URL(provider.origin).host,
  ];
  const search = await findLeaks(secrets, [folders.profile, folders.temporary]);
  expect(search.filesRead).toBeGreaterThan(5);
  expect(search.leaks).toEqual([]);
});
