import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signInAsPatient } from '../provider/browser.ts';
import { joinHouses, type HouseName } from '../provider/houses.ts';
import type { Manners } from '../provider/manners.ts';
import { startProvider, type RunningProvider } from '../provider/server.ts';
import { catchBrowser } from './far-edge.ts';
import { aLongRecord } from './made-records.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { seeProblem } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { sourcePage } from './pages/source-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let nextAddress: () => Promise<string>;
const providers: RunningProvider[] = [];

beforeAll(async () => {
  folders = await freshFolders();
  program = await startProgram(folders);
  nextAddress = await catchBrowser(program.app);
  await setUp(program.window, 'seven otters under one bridge');
});
afterEach(async () => {
  await Promise.all(providers.splice(0).map((provider) => provider.close()));
});
afterAll(async () => {
  await program.close();
  await folders.remove();
});

/** More than a server gives on one page. */
const observations = 250;
const searchesOfObservations = /^\/fhir\/Observation$/;

/** The project’s own patient with many results and problems, each with the category that some servers demand. */
function aRecord(problems: number): string {
  const subject = { reference: 'Patient/long' };
  const results = aLongRecord(observations)
    .split('\n')
    .map((line) =>
      line.replace(
        '"status":"final"',
        '"status":"final","category":[{"coding":[{"code":"laboratory"}]}]',
      ),
    );
  const category = [{ coding: [{ code: 'problem-list-item' }] }];
  const conditions = Array.from({ length: problems }, (_each, at) =>
    JSON.stringify({
      resourceType: 'Condition',
      id: `problem-${String(at)}`,
      subject,
      category,
      code: { text: `Problem ${String(at)}` },
    }),
  );
  return [...results.filter((line) => !line.includes('"Condition"')), ...conditions].join('\n');
}

/** A letter by address, and its bytes. */
function aLetter(): string {
  const letter = {
    resourceType: 'DocumentReference',
    id: 'letter',
    status: 'current',
    subject: { reference: 'Patient/long' },
    content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/letter' } }],
  };
  const binary = {
    resourceType: 'Binary',
    id: 'letter',
    contentType: 'application/pdf',
    data: Buffer.from('%PDF-1.4 Dear Margaret').toString('base64'),
  };
  return [letter, binary].map((one) => JSON.stringify(one)).join('\n');
}

type Trap = {
  readonly texts?: readonly string[];
  readonly houses?: readonly HouseName[];
  readonly manners?: Manners;
  readonly problems?: number;
  readonly signIn?: boolean;
};

async function aProvider({
  houses = [],
  manners = {},
  problems = 1,
  signIn = false,
  texts = [aRecord(problems)],
}: Trap): Promise<RunningProvider> {
  const joined = joinHouses(houses);
  const provider = await startProvider({
    ...(joined.load === undefined && { texts }),
    ...joined,
    manners: { ...joined.manners, ...manners },
    open: !signIn,
  });
  providers.push(provider);
  return provider;
}

/** Goes as far as a service with these manners and asks for its record. */
async function fetchFrom(trap: Trap): Promise<RunningProvider> {
  const provider = await aProvider(trap);
  const page = addRecordsPage(program.window);
  await goTo(program.window, 'Add records');
  await page.typeAddress(provider.fhirBaseUrl);
  if ((await page.findService()) === 'open') {
    await page.choosePatient();
    await page.fetchRecord();
  } else {
    await page.signIn();
    await signInAsPatient(await nextAddress(), { username: 'margaret', password: 'demo' });
  }
  expect(await page.outcome()).toBe('done');
  return provider;
}

/** Fetches the record of a service with these manners; what a person then sees of it. */
async function fetchedFrom(trap: Trap) {
  const provider = await fetchFrom(trap);
  const page = addRecordsPage(program.window);
  const [source] = await page.sources();
  if (source === undefined) throw new Error('no source was added');
  return { provider, source, text: await page.text() };
}

/** A server that nobody should ever ask anything, and what it was asked. */
async function aStranger() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `listen` on a TCP port always answers with an AddressInfo.
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { origin, asked, close: () => server.close() };
}

function asked(provider: RunningProvider, path: RegExp): number {
  return provider.requests.filter((request) => path.test(request.path)).length;
}

describe('kinds of servers', () => {
  test('Epic’s: is asked category by category, and its remarks are shown', async () => {
    const { source, text, provider } = await fetchedFrom({ houses: ['epic'] });
    expect(source.stored).toMatchObject({ Observation: observations, Condition: 1 });
    expect(source.state).toMatch(
      /^Part of the record may be missing: the service gives problems, test results/,
    );
    expect(text).toContain('Additional data may be present.');
    expect(asked(provider, /everything/)).toBe(0);
    expect(asked(provider, /\/Patient\?.*patient=/)).toBe(0);
  });

  test('Oracle’s: knows no parameter of ours, tells no totals, and is complete', async () => {
    const { source } = await fetchedFrom({ houses: ['oracle'] });
    expect(source.stored['Observation']).toBe(observations);
    expect(source.state).toMatch(/^Complete on /);
  });

  test('a GP system’s in STU3: entries without id and date of change come once, in today’s words', async () => {
    const manners = { noIds: { everyEntries: 2 }, noLastUpdated: true } as const;
    const { source, provider } = await fetchedFrom({ houses: ['gp-connect'], manners });
    expect(source.state).toMatch(/^Complete on /);
    expect(source.stored).toMatchObject({ Condition: 2, ServiceRequest: 2, MedicationRequest: 1 });
    expect(asked(provider, /\/ReferralRequest\?/)).toBeGreaterThan(0);
  });

  test('one of DSTU2: is asked in its own words', async () => {
    const { source, provider } = await fetchedFrom({ houses: ['dstu2'] });
    expect(source.state).toMatch(/^Complete on /);
    expect(source.stored).toMatchObject({ MedicationRequest: 1, ServiceRequest: 2, Condition: 1 });
    expect(asked(provider, /\/MedicationOrder\?/)).toBe(1);
    expect(asked(provider, /\/MedicationRequest\?/)).toBe(0);
  });

  test('one that gives some things by $everything only: they come', async () => {
    const { source } = await fetchedFrom({ houses: ['everything'], problems: 150 });
    expect(source.stored['Condition']).toBe(150);
    expect(source.state).toMatch(/^Complete on /);
  });

  test('and one that stops in the middle of it: what came is kept and is not called the whole', async () => {
    const manners = { everythingCutShort: { page: 2 } } as const;
    const { source } = await fetchedFrom({ houses: ['everything'], manners, problems: 150 });
    expect(source.stored['Condition']).toBe(100);
    expect(source.state).toMatch(
      /^Part of the record is missing: the service stopped in the middle/,
    );
  });
});

describe('a server that', () => {
  const path = searchesOfObservations;
  const curable: readonly { what: string; manners: Manners }[] = [
    {
      what: 'asks for a second of patience',
      manners: { tooManyRequests: { path, everyRequests: 2, retryAfter: 1 } },
    },
    {
      what: 'asks for patience until a moment',
      manners: {
        tooManyRequests: {
          path,
          times: 2,
          everyRequests: 2,
          retryAfter: 2,
          asDate: true,
          status: 503,
        },
      },
    },
    { what: 'asks for patience without a word', manners: { tooManyRequests: { path, times: 1 } } },
    { what: 'is slow', manners: { slow: { path, ms: 800 } } },
    { what: 'drops connections in the middle', manners: { drop: { path, everyRequests: 2 } } },
    { what: 'cuts a compressed page off', manners: { cutGzip: { path, times: 1 } } },
    { what: 'answers one page for people', manners: { html: { path, times: 1 } } },
  ];
  test.each(curable)('$what is asked again, and complete', async ({ manners }) => {
    const { source } = await fetchedFrom({ manners });
    expect(source.stored['Observation']).toBe(observations);
    expect(source.state).toMatch(/^Complete on /);
  });

  const broken: readonly { what: string; manners: Manners }[] = [
    { what: 'leads from a page to itself', manners: { nextLoop: true } },
    { what: 'leads from the second page to the first', manners: { nextBack: true } },
    { what: 'leads to the same page for ever at new addresses', manners: { nextEndless: true } },
  ];
  test.each(broken)('$what is left, with its pages kept', async ({ manners }) => {
    const { source, provider } = await fetchedFrom({ manners });
    expect(source.stored['Observation']).toBeGreaterThanOrEqual(100);
    expect(source.state).toMatch(
      /^Part of the record is missing: .*did not answer properly .*test results/,
    );
    expect(asked(provider, /Observation/)).toBeLessThan(6);
  });

  test('answers an error with the status of success has not given everything', async () => {
    const manners = { errorAsSuccess: { path: /^\/fhir\/Condition$/ } };
    const { source, text } = await fetchedFrom({ manners });
    expect(source.state).toMatch(/^Part of the record is missing: the service refused problems/);
    expect(text).toContain('the search could not be done');
    expect(source.stored['Observation']).toBe(observations);
  });

  test.each([404, 204])(
    'lists no types and answers %i for those it does not keep is said so in one line',
    async (status) => {
      const keeps = /^(Patient|Observation|Condition)$/;
      const provider = await fetchFrom({ manners: { listsNothing: { status, keeps } } });
      const page = addRecordsPage(program.window);
      const [source] = await page.sources();
      expect(source?.state).toMatch(/^Complete on /);
      expect(source?.stored['Observation']).toBe(observations);
      expect(source?.skipped).toEqual([]);
      const text = await page.text();
      expect(text.match(/does not seem to keep/g)).toHaveLength(1);
      expect(text).toMatch(/does not seem to keep .*appointments/);
      await page.aboutSource();
      provider.setManners({ listsNothing: { status, keeps: /^(Patient|Observation)$/ } });
      await sourcePage(program.window).fetchEverything();
      expect(await page.outcome()).toBe('done');
      const [again] = await page.sources();
      expect(again?.state).toMatch(/^Part of the record is missing: .*problems\.$/);
      expect(await page.text()).not.toMatch(/no longer supplied/i);
    },
  );

  test('does not say whose record it is asks the person, once, before anything is added', async () => {
    const manners = { status: { status: 403, path: /^\/fhir\/Patient\/long$/ } } as const;
    const provider = await aProvider({ manners });
    const page = addRecordsPage(program.window);
    await goTo(program.window, 'Add records');
    await page.typeAddress(provider.fhirBaseUrl);
    expect(await page.findService()).toBe('open');
    await page.choosePatient();
    await page.fetchRecord();
    expect(await page.outcome()).toBe('held');
    expect(await page.text()).toContain('Nothing has been added yet.');
    await page.addAsOwn();
    expect(await page.outcome()).toBe('done');
    const [source] = await page.sources();
    expect(source?.stored['Observation']).toBe(observations);
    await page.aboutSource();
    await sourcePage(program.window).fetchEverything();
    expect(await page.outcome()).toBe('done');
  });

  const withLetter = `${aRecord(1)}\n${aLetter()}`;
  test.each([['html'], ['outcome']] as const)(
    'sends %s in place of a letter has not handed it out',
    async (form) => {
      const manners = { letterAs: { form } };
      const { source, provider } = await fetchedFrom({ manners, texts: [withLetter] });
      expect(source.state).toMatch(
        /^Part of the record is missing: the service did not hand out some of the documents/,
      );
      expect(source.stored['DocumentReference']).toBe(1);
      expect(asked(provider, /Binary/)).toBe(1);
    },
  );

  test('sends a letter wrapped in XML has handed it out', async () => {
    const manners = { letterAs: { form: 'xml' } } as const;
    const { source, provider } = await fetchedFrom({ manners, texts: [withLetter] });
    expect(source.state).toMatch(/^Complete on /);
    expect(asked(provider, /Binary/)).toBe(1);
  });

  test('leads to an address without encryption is not followed', async () => {
    const manners = { redirect: { to: 'http://records.example.org/fhir/Observation', path } };
    const { source } = await fetchedFrom({ manners });
    expect(source.state).toMatch(/^Part of the record is missing: .*named another address/);
    expect(source.stored['Observation']).toBeUndefined();
    expect(source.stored['Condition']).toBe(1);
  });

  test('has a certificate that nobody trusts is told of in plain words, and given nothing', async () => {
    const provider = await aProvider({ houses: ['certificate'] });
    const page = addRecordsPage(program.window);
    await goTo(program.window, 'Add records');
    await page.typeAddress(provider.fhirBaseUrl);
    await expect(page.findService()).rejects.toThrow();
    expect((await seeProblem(program.window)).title).toBe(
      'The connection to this service is not safe',
    );
    expect(provider.requests).toEqual([]);
  });
});

describe('a next page', () => {
  test.each([
    'file:///etc/passwd',
    'data:application/fhir+json,{}',
    'https://elsewhere.example.org/fhir/Observation',
  ])('at %s is not opened, and the page before it is kept', async (url) => {
    const { source } = await fetchedFrom({ manners: { nextElsewhere: { url } } });
    expect(source.stored).toMatchObject({ Observation: 100, Condition: 1 });
    expect(source.state).toMatch(/^Part of the record is missing: .*named another address/);
  });

  test('at another server never sees the access token', async () => {
    const stranger = await aStranger();
    const manners = { nextElsewhere: { url: `${stranger.origin}/fhir/Observation?page=2` } };
    const { source } = await fetchedFrom({ manners, signIn: true });
    stranger.close();
    expect(source.stored['Observation']).toBe(100);
    expect(stranger.asked).toEqual([]);
  });
});

describe('a sign-in', () => {
  test('that ends again and again on the way is renewed in place', async () => {
    const manners = { expireTokens: { everyRequests: 15 } };
    const { source, provider } = await fetchedFrom({ manners, signIn: true });
    expect(source.state).toMatch(/^Complete on /);
    expect(source.stored['Observation']).toBe(observations);
    const tokens = new Set(provider.requests.flatMap(({ token }) => token ?? []));
    expect(tokens.size).toBeGreaterThan(3);
  });

  test('that cannot be renewed ends the download, with everything kept', async () => {
    // Late enough for all results, and before the download is through.
    const manners = { expireTokens: { everyRequests: 30 }, refuseRefresh: true } as const;
    const before = await resultsOnShelf();
    const provider = await fetchFrom({ manners, signIn: true });
    expect((await seeProblem(program.window)).title).toBe('Your sign-in has ended');
    expect(asked(provider, /^\/token/)).toBe(2);
    expect(await resultsOnShelf()).toBe(before + observations);
  });
});

/** How many test results the overview says that there are. */
async function resultsOnShelf(): Promise<number> {
  await goTo(program.window, 'Overview');
  const shelves = await overviewPage(program.window).shelves();
  return shelves.get('Test results') ?? 0;
}
