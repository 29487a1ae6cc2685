import { afterEach, describe, expect, it } from 'vitest';
import { signIn } from '../../../../electron/provider/sign-in.ts';
import { systemWaiting } from '../../../../electron/http/retry.ts';
import { readFhirBaseUrl } from '../../../../electron/http/fhir-base-url.ts';
import { AppError } from '../../../../shared/base/error.ts';
import type { SyncStep } from '../../../../shared/ipc/sync.ts';
import { signInAsPatient } from '../../../provider/browser.ts';
import type { ProviderOptions, RunningProvider } from '../../../provider/server.ts';
import {
  aCapabilityStatement,
  aSearchset,
  aSync,
  countedWaiting,
  pullAll,
  sendJson,
  smallServer,
  type SmallServer,
} from '../fixtures.ts';
import { aPatientBundle, aProvider, closeProviders } from '../../tests/provider/fixtures.ts';

const servers: SmallServer[] = [];

afterEach(async () => {
  await closeProviders();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function openProvider(
  observations: number,
  options: ProviderOptions = {},
): Promise<{ provider: RunningProvider; patientId: string }> {
  const texts = [aPatientBundle('Ada', observations)];
  const provider = await aProvider({ open: true, texts, ...options });
  return { provider, patientId: provider.accounts[0]?.patient ?? '' };
}

/** A server whose searches answer as the table says: a type's query → a page, or a status. */
async function serving(
  types: readonly string[],
  answers: (url: URL, origin: string) => unknown,
): Promise<SmallServer> {
  let origin = '';
  const server = await smallServer(({ url = '' }, response) => {
    const asked = new URL(url, origin);
    if (asked.pathname === '/metadata') {
      sendJson(response, aCapabilityStatement(types));
      return;
    }
    if (asked.pathname === '/Patient/ada') {
      sendJson(response, { resourceType: 'Patient', id: 'ada' });
      return;
    }
    const answer = answers(asked, origin);
    if (typeof answer === 'number')
      sendJson(response, { resourceType: 'OperationOutcome' }, answer);
    else sendJson(response, answer);
  });
  origin = server.origin;
  servers.push(server);
  return server;
}

type Told = Extract<SyncStep, { kind: 'page' | 'refused' }>;

function told(steps: readonly SyncStep[], job: string): readonly Told[] {
  return steps.filter((step) => step.kind !== 'done').filter((step) => step.job === job);
}

function reasons(steps: readonly SyncStep[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'refused' ? [`${step.job}: ${step.reason}`] : []));
}

describe('a download', () => {
  it('brings the Patient first and then everything, to the letter', async () => {
    const { provider, patientId } = await openProvider(450);
    const sync = await aSync({ fhirBaseUrl: provider.fhirBaseUrl, patientId });
    const steps = await pullAll(sync);
    expect(steps[0]).toMatchObject({ kind: 'page', job: 'Patient' });
    expect(reasons(steps)).toEqual([]);
    const observations = told(steps, 'Observation').filter((step) => step.kind === 'page');
    expect(observations.length).toBeGreaterThan(2);
    expect(observations.flatMap(({ text }) => text.match(/"value":7\.0,/g) ?? [])).toHaveLength(
      450,
    );
    expect(observations[0]).toMatchObject({ total: 450 });
    expect(steps.at(-1)).toEqual({ kind: 'done' });
    const last = steps.at(-2);
    expect(last).toMatchObject({
      jobsDone: sync.opened.jobs.length,
      jobsTotal: sync.opened.jobs.length,
    });
  });

  it('goes on where it was stopped, without asking again for what is there', async () => {
    const { provider, patientId } = await openProvider(450);
    const input = { fhirBaseUrl: provider.fhirBaseUrl, patientId };
    const sync = await aSync(input);
    const before: SyncStep[] = [];
    let step = await sync.next();
    while (step.kind !== 'page' || step.checkpoint.job !== 'Observation') {
      before.push(step);
      step = await sync.next();
    }
    await sync.close();
    const { checkpoint, url } = step;
    const seen = provider.requests.length;
    const rest = await pullAll(await aSync({ ...input, checkpoint }));
    const all = [...before, step, ...rest].filter((each) => each.kind === 'page');
    const values = all.flatMap(({ text }) => text.match(/"value":7\.0,/g) ?? []);
    expect(values).toHaveLength(450);
    const asked = provider.requests.slice(seen).map(({ path }) => path);
    expect(asked).not.toContain(url.slice(provider.origin.length));
    expect(asked.some((path) => path.startsWith('/fhir/Patient/'))).toBe(false);
  });

  it('begins a job again whose next page the server has forgotten', async () => {
    const server = await serving(['Goal'], (url) =>
      url.searchParams.has('cursor') ? 410 : aSearchset([{ resourceType: 'Goal', id: '1' }]),
    );
    const checkpoint = { done: ['Patient'], job: 'Goal', next: `${server.origin}/Goal?cursor=old` };
    const steps = await pullAll(await aSync({ fhirBaseUrl: server.origin, checkpoint }));
    expect(steps.map(({ kind }) => kind)).toEqual(['page', 'done']);
  });

  it('names what the server refused and brings the rest', async () => {
    const server = await serving(['Goal', 'Flag', 'Consent'], (url) => {
      if (url.pathname === '/Goal') return 403;
      return url.pathname === '/Flag' ? 404 : aSearchset([]);
    });
    const steps = await pullAll(await aSync({ fhirBaseUrl: server.origin }));
    expect(reasons(steps)).toEqual(['Goal: server-refused', 'Flag: server-refused']);
    expect(told(steps, 'Consent')).toHaveLength(1);
  });

  it('says of a type that the server never named, and of one it has no content for, that it may have none', async () => {
    const mayLack = (steps: readonly SyncStep[]) =>
      steps.flatMap((step) =>
        step.kind === 'refused' && step.mayNotBeOffered === true
          ? [`${step.job}: ${step.reason}`]
          : [],
      );
    const silent = await serving([], ({ pathname }) => {
      if (pathname === '/Goal') return 404;
      if (pathname === '/Flag') return 204;
      if (pathname === '/Consent') return 403;
      return aSearchset([]);
    });
    const steps = await pullAll(await aSync({ fhirBaseUrl: silent.origin }));
    expect(mayLack(steps)).toEqual(['Goal: server-refused', 'Flag: server-broken']);
    expect(reasons(steps)).toContain('Consent: server-refused');
    const named = await serving(['Goal', 'Flag'], ({ pathname }) =>
      pathname === '/Goal' ? 404 : 204,
    );
    const said = await pullAll(await aSync({ fhirBaseUrl: named.origin }));
    expect(mayLack(said)).toEqual(['Flag: server-broken']);
    expect(reasons(said)).toContain('Goal: server-refused');
  });

  it('keeps the pages before a broken one and brings the other jobs', async () => {
    const manners = { brokenPage: { page: 2, path: /Observation/ } };
    const { provider, patientId } = await openProvider(450, { manners });
    const steps = await pullAll(await aSync({ fhirBaseUrl: provider.fhirBaseUrl, patientId }));
    expect(reasons(steps)).toEqual(['Observation: server-broken']);
    expect(told(steps, 'Observation').map(({ kind }) => kind)).toEqual(['page', 'refused']);
    expect(told(steps, 'DocumentReference')).toHaveLength(1);
  });

  it('waits as long as a busy server asks', async () => {
    const manners = { tooManyRequests: { path: /Observation/, times: 2, retryAfter: 7 } };
    const { provider, patientId } = await openProvider(1, { manners });
    const waiting = countedWaiting();
    const sync = await aSync({ fhirBaseUrl: provider.fhirBaseUrl, patientId }, waiting);
    expect(reasons(await pullAll(sync))).toEqual([]);
    expect(waiting.waits).toEqual([7000, 7000]);
  });

  it.each(['ratelimit', 'epoch'] as const)(
    'keeps to a quota that it is told of in %s, and brings everything',
    async (says) => {
      const manners = { quota: { requests: 15, windowMs: 1000, says } };
      const { provider, patientId } = await openProvider(3, { manners });
      let pauses = 0;
      const whileAsked = (_ms: number, wait: Promise<void>) => {
        pauses += 1;
        return wait;
      };
      const sync = await aSync(
        { patientId, fhirBaseUrl: provider.fhirBaseUrl },
        { ...systemWaiting, waits: [], whileAsked },
      );
      expect(reasons(await pullAll(sync))).toEqual([]);
      expect(pauses).toBeGreaterThan(0);
    },
  );

  it('asks a job for which there was no time once more when all others are done', async () => {
    const manners = { tooManyRequests: { path: /Observation/, times: 7 } };
    const { provider, patientId } = await openProvider(3, { manners });
    const steps = await pullAll(await aSync({ fhirBaseUrl: provider.fhirBaseUrl, patientId }));
    expect(reasons(steps)).toEqual([]);
    expect(told(steps, 'Observation')).toHaveLength(1);
    const jobs = steps.flatMap((step) => ('job' in step ? [step.job] : []));
    expect(jobs.at(-1)).toBe('Observation');
  });

  it('gives a server up that stays busy, for that job only', async () => {
    const manners = { tooManyRequests: { path: /Observation/ } };
    const { provider, patientId } = await openProvider(1, { manners });
    const steps = await pullAll(await aSync({ fhirBaseUrl: provider.fhirBaseUrl, patientId }));
    expect(reasons(steps)).toEqual(['Observation: server-busy']);
  });

  it('ends a job whose pages lead in a circle', async () => {
    const { provider, patientId } = await openProvider(450, { manners: { nextLoop: true } });
    const steps = await pullAll(await aSync({ fhirBaseUrl: provider.fhirBaseUrl, patientId }));
    expect(reasons(steps)).toEqual(['Observation: server-broken']);
    expect(told(steps, 'Observation').length).toBeLessThan(4);
  });

  it('asks category by category where the server wants one', async () => {
    const server = await serving(['Observation', 'Goal'], (url) => {
      const category = url.searchParams.get('category');
      if (url.pathname === '/Goal') return aSearchset([]);
      return category === null ? 400 : aSearchset([{ resourceType: 'Observation', id: category }]);
    });
    const sync = await aSync({ fhirBaseUrl: server.origin });
    const steps = await pullAll(sync);
    expect(reasons(steps)).toEqual(['Observation: category-needed']);
    expect(told(steps, 'Observation').length).toBeGreaterThan(5);
    expect(told(steps, 'Goal')).toHaveLength(1);
    const half = told(steps, 'Observation')[2]?.checkpoint;
    const rest = await pullAll(
      await aSync({ fhirBaseUrl: server.origin, ...(half && { checkpoint: half }) }),
    );
    expect(rest.length).toBe(steps.length - 4);
  });

  it('leaves the page size out where the server will not have it', async () => {
    const server = await serving(['Goal'], (url) =>
      url.searchParams.has('_count') ? 400 : aSearchset([]),
    );
    expect(reasons(await pullAll(await aSync({ fhirBaseUrl: server.origin })))).toEqual([]);
  });

  it('asks for one page ahead and no further', async () => {
    const server = await serving(['Goal'], (url, origin) => {
      const page = Number(url.searchParams.get('page') ?? '1');
      const goal = { resourceType: 'Goal', id: String(page) };
      return aSearchset([goal], `${origin}/Goal?page=${String(page + 1)}`);
    });
    const sync = await aSync({ fhirBaseUrl: server.origin });
    await sync.next();
    await sync.next();
    await sync.next();
    const asked = server.seen.filter(({ url }) => url.startsWith('/Goal')).length;
    expect(asked).toBeLessThanOrEqual(3);
    await sync.close();
    await expect(sync.next()).rejects.toMatchObject({ code: 'download-cancelled' });
  });

  it('has two requests under way at once, and never more', async () => {
    let underWay = 0;
    let most = 0;
    const server = await smallServer(({ url = '' }, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setTimeout(() => {
        underWay -= 1;
        const page = Number(new URL(url, 'http://x').searchParams.get('page') ?? '1');
        const next =
          page < 4 && !url.startsWith('/Patient') ? `?page=${String(page + 1)}` : undefined;
        const types = ['Goal', 'Flag', 'Consent', 'List'];
        if (url === '/metadata') sendJson(response, aCapabilityStatement(types));
        else sendJson(response, aSearchset([], next));
      }, 10);
    });
    servers.push(server);
    await pullAll(await aSync({ fhirBaseUrl: server.origin }));
    expect(server.seen).toHaveLength(18);
    expect(most).toBe(2);
  });

  it('stops at once when it is closed while it waits', async () => {
    const server = await serving(['Goal'], () => 429);
    const waiting = { ...countedWaiting(), sleep: hangUntilAborted };
    const sync = await aSync({ fhirBaseUrl: server.origin }, waiting);
    await sync.next();
    const next = sync.next();
    await sync.close();
    await expect(next).rejects.toMatchObject({ code: 'download-cancelled' });
  });
});

function hangUntilAborted(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new AppError('download-cancelled'));
    });
  });
}

describe('tokens on the way', () => {
  async function signedIn(options: ProviderOptions = {}) {
    const texts = [aPatientBundle('Ada', 450)];
    const provider = await aProvider({ texts, ...options });
    const { access, patientId = '' } = await signIn(readFhirBaseUrl(provider.fhirBaseUrl), {
      openBrowser: (url) => signInAsPatient(url, { username: 'ada', password: 'demo' }),
      signal: new AbortController().signal,
      now: () => new Date(),
    });
    return { provider, input: { fhirBaseUrl: provider.fhirBaseUrl, access, patientId } };
  }

  it('are renewed when they end, and handed over to be sealed', async () => {
    const { provider, input } = await signedIn();
    provider.setManners({ expireTokens: { everyRequests: 5 } });
    const steps = await pullAll(await aSync(input));
    expect(reasons(steps)).toEqual([]);
    expect(steps.filter((step) => step.access !== undefined).length).toBeGreaterThan(1);
    const values = steps.flatMap((step) =>
      step.kind === 'page' ? (step.text.match(/"value":7\.0,/g) ?? []) : [],
    );
    expect(values).toHaveLength(450);
  });

  it('end the download as expired when they cannot be renewed', async () => {
    const { provider, input } = await signedIn();
    provider.setManners({ expireTokens: { everyRequests: 1 }, refuseRefresh: true });
    await expect(pullAll(await aSync(input))).rejects.toMatchObject({ code: 'sign-in-expired' });
  });

  it('are never sent to another origin', async () => {
    const stranger = await serving([], () => aSearchset([]));
    const { provider, input } = await signedIn();
    provider.setManners({ nextElsewhere: { url: `${stranger.origin}/steal` } });
    const steps = await pullAll(await aSync(input));
    expect(reasons(steps)).toContain('Observation: off-origin-link');
    expect(told(steps, 'Observation')[0]?.kind).toBe('page');
    expect(stranger.seen).toEqual([]);
  });
});

describe('a download of what changed', () => {
  const since = '2026-01-20T00:00:00.000Z';

  it('asks for that only, and says when it began by the clock of the server', async () => {
    const { provider, patientId } = await openProvider(56);
    const sync = await aSync({ fhirBaseUrl: provider.fhirBaseUrl, patientId, since });
    expect(sync.opened).toMatchObject({ since: true, fhirVersion: 'R4' });
    expect(sync.opened.startedAt).toBe(sync.opened.serverTime);
    const steps = await pullAll(sync);
    expect(told(steps, 'Observation')[0]).toMatchObject({ total: 18 });
    expect(told(steps, 'Patient')).toHaveLength(1);
    expect(told(steps, 'Patient')[0]?.checkpoint).toMatchObject({
      since,
      startedAt: sync.opened.serverTime,
    });
  });

  it('asks whole for a type that was refused before, and goes on so', async () => {
    const { provider, patientId } = await openProvider(56);
    const input = { fhirBaseUrl: provider.fhirBaseUrl, patientId };
    const sync = await aSync({ ...input, since, whole: ['Observation'] });
    expect(sync.opened.since).toBe(false);
    const [first] = told([await sync.next()], 'Patient');
    const checkpoint = first?.checkpoint ?? { done: [] };
    const steps = await pullAll(await aSync({ ...input, checkpoint }));
    expect(told(steps, 'Observation')[0]).toMatchObject({ total: 56 });
    const rest = provider.requests.filter(({ path }) => path.includes('_lastUpdated'));
    expect(rest.length).toBeGreaterThan(40);
  });

  it('goes on as it began, and not as it is asked to', async () => {
    const server = await serving(['Goal'], () => aSearchset([]));
    const checkpoint = { done: ['Patient'], startedAt: '2026-05-01T00:00:00.000Z' };
    const sync = await aSync({ fhirBaseUrl: server.origin, checkpoint, since });
    expect(sync.opened).toMatchObject({ since: false, startedAt: checkpoint.startedAt });
    const steps = await pullAll(sync);
    expect(told(steps, 'Goal')[0]?.checkpoint).toEqual({
      ...checkpoint,
      done: ['Patient', 'Goal'],
    });
  });

  it('asks a server for everything that refuses to be asked so', async () => {
    const server = await serving(['Goal'], (url) =>
      url.searchParams.has('_lastUpdated') ? 400 : aSearchset([{ resourceType: 'Goal' }]),
    );
    const sync = await aSync({ fhirBaseUrl: server.origin, since });
    expect(reasons(await pullAll(sync))).toEqual([]);
    expect(server.seen.at(-1)?.url).toContain('_count');
  });

  it('begins a day early by its own clock where the server does not tell the time', async () => {
    const server = await smallServer((_request, response) => {
      response.sendDate = false;
      sendJson(response, aCapabilityStatement(['Goal']));
    });
    servers.push(server);
    const { opened } = await aSync({ fhirBaseUrl: server.origin });
    expect(opened.startedAt).toBe('2026-05-02T12:00:00.000Z');
    expect(opened.serverTime).toBeUndefined();
  });
});

describe('reading what a reference points to', () => {
  it('gives the resource, or says why not', async () => {
    const { provider, patientId } = await openProvider(1);
    const base = provider.fhirBaseUrl;
    const sync = await aSync({ fhirBaseUrl: base, patientId });
    expect((await sync.read('Organization/org-Ada')).text).toContain('"Surgery"');
    expect((await sync.read(`${base}/Organization/org-Ada`)).text).toContain('"Surgery"');
    expect(await sync.read('Organization/nobody')).toEqual({ reason: 'not-found' });
    expect(await sync.read('#contained')).toEqual({ reason: 'not-found' });
    expect(await sync.read('urn:uuid:0')).toEqual({ reason: 'not-found' });
    expect(await sync.read('https://elsewhere.example/Organization/1')).toEqual({
      reason: 'off-origin-link',
    });
    expect(await sync.read(`${base}/../admin`)).toEqual({ reason: 'off-origin-link' });
  });
});

describe('reading an attachment', () => {
  const letter = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 0xff, 0xfe, 0x80]);

  async function attachments() {
    const server = await smallServer(({ url, headers }, response) => {
      if (url === '/metadata') sendJson(response, aCapabilityStatement(['Goal']));
      else if (url === '/Binary/raw') {
        const status = headers.accept === 'application/pdf' ? 200 : 406;
        response.writeHead(status, { 'content-type': 'application/pdf' }).end(letter);
      } else if (url === '/Binary/wrapped') {
        const data = Buffer.from(letter).toString('base64');
        sendJson(response, { resourceType: 'Binary', contentType: 'application/pdf', data });
      } else if (url === '/Binary/fussy') {
        const status = headers.accept === '*/*' ? 200 : 406;
        response.writeHead(status, { 'content-type': 'image/tiff' }).end(letter);
      } else sendJson(response, {}, url === '/Binary/secret' ? 403 : 404);
    });
    servers.push(server);
    return { server, sync: await aSync({ fhirBaseUrl: server.origin }) };
  }

  it('keeps its bytes as they are', async () => {
    const { sync } = await attachments();
    const pdf = { bytes: letter, contentType: 'application/pdf' };
    expect(await sync.attachment({ url: 'Binary/raw', contentType: 'application/pdf' })).toEqual(
      pdf,
    );
    expect(
      await sync.attachment({ url: 'Binary/wrapped', contentType: 'application/pdf' }),
    ).toEqual(pdf);
    expect(
      await sync.attachment({ url: 'Binary/fussy', contentType: 'application/pdf' }),
    ).toMatchObject({
      bytes: letter,
      contentType: 'image/tiff',
    });
  });

  it('says why there is none', async () => {
    const { server, sync } = await attachments();
    expect(await sync.attachment({ url: 'Binary/none' })).toEqual({
      reason: 'attachment-missing',
    });
    expect(await sync.attachment({ url: 'Binary/secret' })).toEqual({
      reason: 'server-refused',
    });
    const asked = server.seen.length;
    expect(await sync.attachment({ url: 'https://elsewhere.example/scan.pdf' })).toEqual({
      reason: 'off-origin-link',
    });
    expect(server.seen).toHaveLength(asked);
  });

  it('fetches from another host only where the person allowed it, without the token', async () => {
    const letters = await smallServer(({ url = '' }, response) => {
      if (url === '/letter.pdf?sig=a%2Fb') {
        response.writeHead(200, { 'content-type': 'application/pdf' }).end(letter);
      } else if (url === '/away') {
        response.writeHead(302, { location: 'https://elsewhere.example/scan.pdf' }).end();
      } else sendJson(response, {}, url === '/ended' ? 403 : 500);
    });
    servers.push(letters);
    const { server } = await attachments();
    const access = { kind: 'bearer', accessToken: 'secret' } as const;
    const sync = await aSync({ fhirBaseUrl: server.origin, access });
    const { host } = new URL(letters.origin);
    const url = `${letters.origin}/letter.pdf?sig=a%2Fb`;
    expect(await sync.attachment({ url })).toEqual({ reason: 'off-origin-link' });
    const other = await sync.attachment({ url, hosts: ['other.example'] });
    expect(other).toEqual({ reason: 'off-origin-link' });
    expect(letters.seen).toHaveLength(0);
    const hosts = [host, 'gone.invalid'];
    expect(await sync.attachment({ url, hosts })).toEqual({
      bytes: letter,
      contentType: 'application/pdf',
    });
    const at = async (address: string) => (await sync.attachment({ url: address, hosts })).reason;
    expect(await at(`${letters.origin}/away`)).toBe('off-origin-link');
    expect(await at(`${letters.origin}/ended`)).toBe('server-refused');
    expect(await at(`${letters.origin}/broken`)).toBe('attachment-missing');
    expect(await at('https://gone.invalid/letter.pdf')).toBe('attachment-missing');
    expect(await at('http://gone.invalid/letter.pdf')).toBe('off-origin-link');
    expect(letters.seen.filter(({ token }) => token !== undefined)).toEqual([]);
  });

  it('fetches what lies on the same server beside its FHIR base, without the token', async () => {
    const server = await smallServer(({ url = '' }, response) => {
      if (url === '/fhir/metadata') sendJson(response, aCapabilityStatement(['Goal']));
      else if (url === '/files/letter.pdf?signature=a%2Fb') {
        response.writeHead(200, { 'content-type': 'application/pdf' }).end(letter);
      } else if (url === '/files/moved') {
        response.writeHead(302, { location: '/files/letter.pdf?signature=a%2Fb' }).end();
      } else if (url === '/files/away') {
        response.writeHead(302, { location: 'https://elsewhere.example/scan.pdf' }).end();
      } else sendJson(response, {}, 404);
    });
    servers.push(server);
    const sync = await aSync({
      fhirBaseUrl: `${server.origin}/fhir`,
      access: { kind: 'bearer', accessToken: 'secret' },
    });
    const pdf = { bytes: letter, contentType: 'application/pdf' };
    const presigned = `${server.origin}/files/letter.pdf?signature=a%2Fb`;
    expect(await sync.attachment({ url: presigned })).toEqual(pdf);
    expect(await sync.attachment({ url: '/files/moved' })).toEqual(pdf);
    expect(await sync.attachment({ url: '/files/away' })).toEqual({ reason: 'off-origin-link' });
    const outside = server.seen.filter(({ url }) => url.startsWith('/files/'));
    expect(outside).toHaveLength(4);
    expect(outside.filter(({ token }) => token !== undefined)).toEqual([]);
  });

  const data = Buffer.from(letter).toString('base64');
  const inXml = (member: string): string =>
    `<?xml version="1.0"?><Binary xmlns="http://hl7.org/fhir"><contentType value="application/pdf"/><${member} value="${data}"/></Binary>`;
  const inJson = (members: object): string =>
    JSON.stringify({ resourceType: 'Binary', contentType: 'application/pdf', ...members });

  async function answered(body: string | Uint8Array, sent: string, contentType?: string) {
    const server = await smallServer(({ url }, response) => {
      if (url === '/metadata') sendJson(response, aCapabilityStatement(['Goal']));
      else response.writeHead(200, { 'content-type': sent }).end(body);
    });
    servers.push(server);
    const sync = await aSync({ fhirBaseUrl: server.origin });
    return sync.attachment({ url: 'Binary/a', ...(contentType && { contentType }) });
  }

  it.each([
    ['JSON with a byte order mark', `\uFEFF${inJson({ data })}`, 'application/fhir+json'],
    ['JSON as before R4', inJson({ content: data }), 'application/json+fhir;charset=utf-8'],
    ['JSON that is called text', inJson({ data }), 'text/plain'],
    ['XML', inXml('data'), 'application/fhir+xml'],
    ['XML with a byte order mark', `\uFEFF${inXml('data')}`, 'application/xml'],
    ['XML as before R4', inXml('content'), 'application/xml+fhir'],
  ])('takes it out of a Binary as %s', async (_what, body, sent) => {
    expect(await answered(body, sent, 'application/pdf')).toEqual({
      bytes: letter,
      contentType: 'application/pdf',
    });
  });

  it('believes a Binary that calls it otherwise than the record does', async () => {
    const binary = inJson({ data, contentType: 'text/html' });
    expect(await answered(binary, 'application/fhir+json', 'application/pdf')).toEqual({
      bytes: letter,
      contentType: 'text/html',
    });
  });

  const page = '<!DOCTYPE html><title>Your session has ended</title>';
  const outcome = (code: string): string =>
    JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });
  it.each([
    ['a page', page, 'text/html; charset=utf-8', 'server-refused'],
    ['a page that is called a PDF', page, 'application/pdf', 'server-refused'],
    ['an OperationOutcome', outcome('forbidden'), 'application/fhir+json', 'server-refused'],
    ['an OperationOutcome of none', outcome('not-found'), 'text/json', 'attachment-missing'],
    [
      'an OperationOutcome as XML',
      '<OperationOutcome xmlns="http://hl7.org/fhir"><issue><code value="login"/></issue></OperationOutcome>',
      'application/fhir+xml',
      'server-refused',
    ],
    ['an empty Binary', inJson({}), 'application/fhir+json', 'attachment-missing'],
    ['a Binary of no bytes', inJson({ data: '' }), 'application/json', 'attachment-missing'],
    [
      'an empty Binary as XML',
      '<Binary xmlns="http://hl7.org/fhir"/>',
      'text/xml',
      'attachment-missing',
    ],
    ['nothing', '', 'application/pdf', 'attachment-missing'],
  ])('does not keep %s as the document', async (_what, body, sent, reason) => {
    expect(await answered(body, sent, 'application/pdf')).toEqual({ reason });
  });

  const cda = '<ClinicalDocument xmlns="urn:hl7-org:v3"/>';
  it.each([
    ['a page', page, 'text/html', 'text/html'],
    ['a page of which no kind was told', page, 'text/html', undefined],
    ['a C-CDA', cda, 'text/xml', 'application/xml'],
    ['JSON of another kind', '{"lead":"II"}', 'application/json', 'application/json'],
    ['RTF', '{\\rtf1 Dear Margaret}', 'application/rtf', 'application/rtf'],
    ['XML that ends too early', '<Binary xmlns="http://hl7.org/fhir">', 'text/xml', 'text/xml'],
  ])('keeps %s to the letter', async (_what, body, sent, contentType) => {
    const bytes = new Uint8Array(Buffer.from(body));
    expect(await answered(body, sent, contentType)).toEqual({ bytes, contentType: sent });
  });

  it('keeps to the limit, which a person may change, and asks for the bytes uncompressed', async () => {
    const { server, sync } = await attachments();
    const raw = { url: 'Binary/raw', contentType: 'application/pdf' };
    const tooLarge = { reason: 'attachment-too-large' };
    expect(await sync.attachment({ ...raw, largest: letter.length })).toMatchObject({
      bytes: letter,
    });
    expect(await sync.attachment({ ...raw, largest: letter.length - 1 })).toEqual(tooLarge);
    expect(await sync.attachment({ url: 'Binary/wrapped', largest: 1 })).toEqual(tooLarge);
    expect(server.seen.at(-1)?.encoding).toBe('identity');
  });

  it('never lets the record write a header', async () => {
    const { server, sync } = await attachments();
    await sync.attachment({ url: 'Binary/raw', contentType: 'application/pdf\r\nx-evil: 1' });
    expect(server.seen.at(-1)?.url).toBe('/Binary/raw');
  });
});
