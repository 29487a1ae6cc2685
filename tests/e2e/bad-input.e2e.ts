import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signInAsPatient } from '../provider/browser.ts';
import type { Manners } from '../provider/manners.ts';
import { startProvider, ukPatientPath, type RunningProvider } from '../provider/server.ts';
import { answerSaveDialog, catchBrowser, caughtAddresses } from './far-edge.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { see, seeProblem, type ShownProblem } from './pages/see.ts';
import { setUp, setUpPage } from './pages/set-up-page.ts';
import { shareLogPage, sharePage } from './pages/share-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { aLongRecord, someoneElse } from './made-records.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';
import { mountFullDisk } from './small-disk.ts';

/** Words by which a person knows that nothing was lost. */
const safeWords = /safe|[Nn]othing was (stored|sent)/;

let provider: RunningProvider;
let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let files: string;

beforeAll(async () => {
  provider = await startProvider({ open: true });
  folders = await freshFolders();
  files = await mkdtemp(path.join(tmpdir(), 'phr-files-'));
  program = await startProgram(folders);
});
afterAll(async () => {
  await program.close();
  await provider.close();
  await folders.remove();
  await rm(files, { recursive: true, force: true });
});
afterEach(() => {
  provider.setManners({});
});

test('does not take a passphrase that is easy to guess or typed differently', async () => {
  const page = setUpPage(program.window);
  await page.start();
  await page.typePassphrase('Liverpool1');
  await page.tryToContinue();
  await page.seeFault('This is too easy to guess.');
  await page.typePassphrase('four quiet herons', 'four quiet hérons');
  await page.tryToContinue();
  await page.seeFault('The two are not the same.');
});

test('has a record that must survive all that follows', async () => {
  await program.window.reload();
  await setUp(program.window, 'four quiet herons wading');
  await addFile(ukPatientPath('gp'));
  expect((await shelves()).get('Allergies')).toBeGreaterThan(0);
});

describe('a service that does not answer as it should', () => {
  const faults: readonly { what: string; manners: Manners; title: string }[] = [
    { what: 'hangs up', manners: { down: true }, title: 'The service has a fault' },
    {
      what: 'answers with a web page',
      manners: { html: {} },
      title: 'This is the address of a website for people',
    },
    {
      what: 'answers 401',
      manners: { status: { status: 401 } },
      title: 'The service refused to give this',
    },
    {
      what: 'answers 403',
      manners: { status: { status: 403 } },
      title: 'The service refused to give this',
    },
    {
      what: 'answers 429',
      manners: { tooManyRequests: {} },
      title: 'The service is too busy just now',
    },
    {
      what: 'answers 500',
      manners: { status: { status: 500 } },
      title: 'The service has a fault',
    },
  ];
  test.each(faults)('is named in plain words where it $what', async ({ manners, title }) => {
    const before = await shelves();
    provider.setManners(manners);
    const problem = await problemAt(provider.fhirBaseUrl);
    expect(problem.title).toBe(title);
    expect(problem.advice).not.toBe('');
    expect(await shelves()).toEqual(before);
  });

  test('is named in plain words where it is down', async () => {
    const gone = await startProvider({ open: true });
    await gone.close();
    const problem = await problemAt(gone.fhirBaseUrl);
    expect(problem.title).toBe('We could not reach this service');
    expect(problem.advice).toMatch(safeWords);
  });

  test('is named in plain words where it is not FHIR', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end('{"hello":"world"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const problem = await problemAt(`http://127.0.0.1:${String(port)}/fhir`);
    server.close();
    expect(problem.title).toBe('There is no health record service at this address');
  });

  test('is given up where it is too slow', async () => {
    provider.setManners({ slow: { ms: 25_000 } });
    const problem = await problemAt(provider.fhirBaseUrl);
    expect(problem.title).toBe('The service took too long to answer');
    expect(problem.advice).toMatch(safeWords);
  });

  test.each(['ms-msdt://localhost/id', 'smb://127.0.0.1/x', 'javascript:alert(1)', 'file:///etc'])(
    'opens nothing where it wants people to sign in at %s',
    async (address) => {
      const closed = await startProvider();
      await catchBrowser(program.app);
      for (const name of ['authorization_endpoint', 'token_endpoint']) {
        closed.setManners({ signInAt: { [name]: address } });
        const problem = await problemAt(closed.fhirBaseUrl);
        expect(problem.title).toBe('This leads to an address that is not safe');
        expect(problem.advice).toMatch(safeWords);
      }
      expect(await caughtAddresses(program.app)).toEqual([]);
      await closed.close();
    },
  );

  test('is never asked where the address is not safe', async () => {
    expect((await problemAt('http://records.example.org/fhir')).title).toBe(
      'This address cannot be used',
    );
  });
});

describe('a download that goes wrong on its way', () => {
  test('says which part was refused and stores the others', async () => {
    provider.setManners({ status: { status: 403, path: /^\/fhir\/Condition/ } });
    const source = await download();
    expect(source.state).toMatch(/^Part of the record is missing: the service refused problems/);
    expect(source.skipped).toContainEqual({
      type: 'Condition',
      reason: 'server-refused',
      count: 1,
    });
    expect(source.stored['Condition']).toBeUndefined();
    expect(source.stored['Observation']).toBe(provider.store.ofType('Observation').length);
    await goTo(program.window, 'Overview');
    expect((await overviewPage(program.window).sources()).join()).toContain(
      'Part of the record is missing',
    );
  });

  test('goes on after a server that was busy for a moment', async () => {
    provider.setManners({
      tooManyRequests: { path: /^\/fhir\/Observation/, retryAfter: 0, times: 2 },
    });
    const source = await download();
    expect(source.state).toMatch(/^Complete on /);
    expect(source.stored['Condition']).toBe(provider.store.ofType('Condition').length);
  });

  test('keeps what came before a page that is broken in the middle', async () => {
    const long = await startProvider({ open: true, texts: [aLongRecord(250)] });
    long.setManners({ brokenPage: { page: 2, path: /^\/fhir\/Observation/ } });
    const source = await download(long);
    await long.close();
    expect(source.skipped).toEqual([{ type: 'Observation', reason: 'server-broken', count: 1 }]);
    expect(source.stored['Observation']).toBe(100);
    expect(source.stored['Condition']).toBe(1);
  });

  test('says that the sign-in has ended, and keeps what came before', async () => {
    const closed = await startProvider();
    const { app, window } = program;
    const nextAddress = await catchBrowser(app);
    const page = addRecordsPage(window);
    closed.setManners({ expireTokens: { everyRequests: 4 }, refuseRefresh: true });
    await goTo(window, 'Add records');
    await page.typeAddress(closed.fhirBaseUrl);
    await page.findService();
    await page.signIn();
    await signInAsPatient(await nextAddress(), 'first-named');
    expect(await page.outcome()).toBe('done');
    const problem = await page.problem();
    await closed.close();
    expect(problem.title).toBe('Your sign-in has ended');
    expect(problem.advice).toMatch(safeWords);
    await goTo(window, 'Overview');
    expect(await overviewPage(window).sources()).toHaveLength(4);
  });

  test('takes the entries between nonsense and lists what it passed over', async () => {
    provider.setManners({ nonsense: true });
    const source = await download();
    expect(source.stored['Condition']).toBe(provider.store.ofType('Condition').length);
    const reasons = source.skipped.map(({ reason }) => reason);
    expect(reasons).toContain('no-resource');
    expect(reasons).toContain('no-resource-type');
  });

  test('keeps what came and says so when it is cancelled', async () => {
    provider.setManners({ slow: { ms: 1000, path: /^\/fhir\/[A-Z]/ } });
    const { window } = program;
    const page = addRecordsPage(window);
    await toDownload(provider);
    await window.getByText(/^[1-9]\d* (entry|entries) so far/).waitFor();
    await page.cancel();
    expect(await page.outcome()).toBe('done');
    const [source] = await page.sources();
    expect(source?.state).toBe('You stopped the download. What came so far is stored.');
    expect(
      Object.values(source?.stored ?? {}).reduce((sum, count) => sum + count, 0),
    ).toBeGreaterThan(0);
    await goTo(window, 'Overview');
    expect((await overviewPage(window).sources()).join()).toContain('You stopped the download');
  });
});

describe('a file that is not whole', () => {
  const broken: readonly {
    what: string;
    name: string;
    make: (gp: string) => string;
    title: string;
  }[] = [
    { what: 'is empty', name: 'empty.json', make: () => '', title: 'This file is empty' },
    {
      what: 'ends in the middle',
      name: 'cut.json',
      make: (gp) => gp.slice(0, gp.length / 2),
      title: 'This file ends in the middle',
    },
    {
      what: 'holds something else',
      name: 'answer.json',
      make: () => '{"message":"sign in first"}',
      title: 'There are no health records in this file',
    },
  ];
  test.each(broken)('stores nothing where it $what', async ({ name, make, title }) => {
    const before = await shelves();
    const file = path.join(files, name);
    await writeFile(file, make(await readFile(ukPatientPath('gp'), 'utf8')));
    const { window } = program;
    await goTo(window, 'Add records');
    await addRecordsPage(window).addFiles(file);
    const problem = await seeProblem(window);
    expect(problem.title).toBe(title);
    expect(problem.advice).toMatch(safeWords);
    expect(await shelves()).toEqual(before);
  });

  test('names the lines of an NDJSON file that it could not read', async () => {
    const file = path.join(files, 'lines.ndjson');
    const good = { resourceType: 'Condition', id: 'ndjson-1', code: { text: 'A made-up problem' } };
    await writeFile(file, `${JSON.stringify(good)}\n{"resourceType":"Condit\n`);
    const source = await addFile(file);
    expect(source.stored).toEqual({ Condition: 1 });
    expect(source.skipped.map(({ reason }) => reason)).toEqual(['unreadable-line']);
  });
});

test('asks before it mixes two people, and "do not add" adds nothing', async () => {
  const { window } = program;
  const page = addRecordsPage(window);
  const before = await shelves();
  const file = path.join(files, 'someone-else.json');
  await writeFile(file, JSON.stringify(someoneElse));
  await goTo(window, 'Add records');
  await page.addFiles(file);
  expect(await page.outcome()).toBe('held');
  expect([...(await page.differences())].sort()).toEqual(['Date of birth', 'Name']);
  await page.doNotAdd();
  expect(await page.outcome()).toBe('done');
  expect(await page.text()).toContain('Not added, as you asked.');
  expect(await shelves()).toEqual(before);
});

test('leaves no half-written file and no line in the share log when the disk is full', async (context) => {
  const disk = await mountFullDisk();
  if ('reason' in disk) {
    context.skip(disk.reason);
    return;
  }
  const { window, app } = program;
  const share = sharePage(window);
  try {
    await toSavingPdf();
    await answerSaveDialog(app, path.join(disk.folder, 'summary.pdf'));
    await expect(share.savePdf()).rejects.toThrow('The disk is full, so the file was not saved');
    expect((await seeProblem(window)).advice).toMatch(safeWords);
    expect(await readdir(disk.folder)).toEqual(['filling']);
  } finally {
    await disk.remove();
  }
  await goTo(window, 'Share log');
  await see(window, window.getByText('No summary was saved or printed yet'));

  await answerSaveDialog(app, path.join(files, 'summary.pdf'));
  await toSavingPdf();
  await share.savePdf();
  await goTo(window, 'Share log');
  expect(await shareLogPage(window).shares()).toHaveLength(1);
});

async function toSavingPdf(): Promise<void> {
  const { window } = program;
  const summary = summaryPage(window);
  await goTo(window, 'Make a summary');
  await summary.toEndDate();
  await summary.toPreview();
  await summary.toSharing();
  await sharePage(window).choosePdf();
}

async function shelves(): Promise<ReadonlyMap<string, number>> {
  await goTo(program.window, 'Overview');
  return overviewPage(program.window).shelves();
}

/** What the program says when it is given this address. */
async function problemAt(address: string): Promise<ShownProblem> {
  const { window } = program;
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(address);
  await expect(page.findService()).rejects.toThrow();
  return seeProblem(window);
}

/** Goes as far as the download from an open provider. */
async function toDownload(from: RunningProvider): Promise<void> {
  const { window } = program;
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(from.fhirBaseUrl);
  await page.findService();
  await page.choosePatient();
  await page.fetchRecord();
}

async function download(from = provider) {
  await toDownload(from);
  return outcome();
}

async function addFile(file: string) {
  await goTo(program.window, 'Add records');
  await addRecordsPage(program.window).addFiles(file);
  return outcome();
}

async function outcome() {
  const page = addRecordsPage(program.window);
  expect(await page.outcome()).toBe('done');
  const [source] = await page.sources();
  if (source === undefined) throw new Error('no source was added');
  return source;
}
