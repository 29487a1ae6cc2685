import { afterEach, describe, expect, it } from 'vitest';
import { readFhirBaseUrl, isWithinBase } from '../../../../electron/http/fhir-base-url.ts';
import { get, type HttpRequest } from '../../../../electron/http/http.ts';
import { networkFault } from '../../../../electron/http/network-fault.ts';
import { askedWait, spentWait } from '../../../../electron/http/asked-wait.ts';
import {
  heedQuota,
  persistently,
  systemWaiting,
  waitBefore,
  withPatience,
} from '../../../../electron/http/retry.ts';
import { BusyError } from '../../../../electron/http/answer-fault.ts';
import { AppError } from '../../../../shared/base/error.ts';
import { countedWaiting, smallServer, type SmallServer } from '../fixtures.ts';

const limits = { firstByteMs: 5000, totalMs: 5000, bytes: 1000 };
const never = (): boolean => false;
const servers: SmallServer[] = [];

async function serving(...args: Parameters<typeof smallServer>): Promise<SmallServer> {
  const server = await smallServer(...args);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

function asking(url: string, more: Partial<HttpRequest> = {}): ReturnType<typeof get> {
  return get({ url, limits, mayFollow: never, ...more });
}

describe('one request', () => {
  it('says that nobody is at home', async () => {
    const server = await smallServer(() => undefined);
    await server.close();
    await expect(asking(server.origin)).rejects.toMatchObject({ code: 'server-unreachable' });
  });

  it('gives up when the first word does not come in time', async () => {
    const { origin } = await serving(() => undefined);
    const impatient = { limits: { ...limits, firstByteMs: 20 } };
    await expect(asking(origin, impatient)).rejects.toMatchObject({ code: 'server-too-slow' });
  });

  it('gives up when the answer never ends', async () => {
    const { origin } = await serving((_request, response) => {
      response.write('some');
    });
    const impatient = { limits: { ...limits, totalMs: 50 } };
    await expect(asking(origin, impatient)).rejects.toMatchObject({ code: 'server-too-slow' });
  });

  it('stops reading what is larger than agreed', async () => {
    const { origin } = await serving((_request, response) => {
      response.end('x'.repeat(1001));
    });
    await expect(asking(origin)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('says that it was cancelled, not that the server failed', async () => {
    const { origin } = await serving(() => undefined);
    const cancelling = new AbortController();
    const answer = asking(origin, { signal: cancelling.signal });
    cancelling.abort();
    await expect(answer).rejects.toMatchObject({ code: 'download-cancelled' });
  });

  it('does not follow a redirect that it may not follow, and sends nothing there', async () => {
    const stranger = await serving((_request, response) => response.end());
    const { origin } = await serving((_request, response) => {
      response.writeHead(302, { location: `${stranger.origin}/take` }).end();
    });
    await expect(asking(origin)).rejects.toMatchObject({ code: 'off-origin-link' });
    expect(stranger.seen).toEqual([]);
  });

  it('follows a redirect on the same server', async () => {
    const { origin, seen } = await serving(({ url }, response) => {
      if (url === '/fhir/Goal') response.writeHead(307, { location: 'List?page=2' }).end();
      else response.end('here');
    });
    const mayFollow = (url: string): boolean =>
      isWithinBase(url, readFhirBaseUrl(`${origin}/fhir`));
    const headers = { authorization: 'Bearer one' };
    const answer = await asking(`${origin}/fhir/Goal`, { mayFollow, headers });
    expect(answer.url).toBe(`${origin}/fhir/List?page=2`);
    expect(seen.map(({ token }) => token)).toEqual(['Bearer one', 'Bearer one']);
  });

  it('gives up a redirect that never ends', async () => {
    const { origin } = await serving((_request, response) => {
      response.writeHead(302, { location: '/' }).end();
    });
    const trusting = { mayFollow: () => true };
    await expect(asking(origin, trusting)).rejects.toMatchObject({ code: 'server-broken' });
  });

  it('keeps the bytes as they came', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { origin } = await serving((_request, response) => {
      response.end(bytes);
    });
    expect((await asking(origin)).bytes).toEqual(bytes);
  });
});

describe('faults of the network', () => {
  it.each([
    ['ECONNREFUSED', 'server-unreachable'],
    ['ENOTFOUND', 'server-unreachable'],
    ['UND_ERR_HEADERS_TIMEOUT', 'server-too-slow'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'server-certificate'],
    ['CERT_HAS_EXPIRED', 'server-certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'server-certificate'],
    ['ECONNRESET', 'server-broken'],
  ])('reads %s as %s', (code, expected) => {
    const cause = Object.assign(new Error('inner'), { code });
    const fault = networkFault(new TypeError('fetch failed', { cause }), 'host');
    expect(fault.code).toBe(expected);
    expect(fault.where).toBe('host');
  });

  it('looks into the errors of every address that was tried', () => {
    const refused = Object.assign(new Error('inner'), { code: 'ECONNREFUSED' });
    const cause = new AggregateError([refused, refused]);
    expect(networkFault(new TypeError('fetch failed', { cause }), 'host').code).toBe(
      'server-unreachable',
    );
  });
});

function busyFor(retryAfter: string): BusyError {
  return new BusyError(new Headers({ 'retry-after': retryAfter }), 'host');
}

describe('waiting', () => {
  const now = (): Date => new Date('2026-05-03T10:00:00Z');

  const inHeader = (name: string, value: string) => new Headers([[name, value]]);

  it.each([
    ['seconds', '7', 7000],
    ['a date', 'Sun, 03 May 2026 10:00:30 GMT', 30_000],
    ['a fraction of seconds', '1.5', 1500],
    ['no time', '0', 0],
    ['a date as it was written in 1994', 'Sunday, 03-May-26 10:00:30 GMT', 30_000],
    ['a date as C writes it', 'Sun May  3 10:00:30 2026', 30_000],
    ['a date as FHIR writes it', '2026-05-03T11:00:30+01:00', 30_000],
  ])('reads %s as the time to wait', (_what, written, expected) => {
    expect(askedWait(inHeader('Retry-After', written), now())).toBe(expected);
  });

  it.each([
    ['less than nothing', '-1'],
    ['a word', 'soon'],
    ['a date that HTTP does not know', '2026-05-03'],
    ['a date without a time', 'Sun, 03 May 2026'],
    ['a moment that has passed', 'Sun, 03 May 2026 09:00:00 GMT'],
  ])('waits by itself where the server says %s', (_what, written) => {
    const asked = askedWait(inHeader('Retry-After', written), now());
    expect(asked).toBeUndefined();
    expect(waitBefore(1, asked, () => 0)).toBe(1000);
  });

  const moment = now().getTime() + 45_000;
  it.each([
    ['RateLimit', '"default";r=0;t=45'],
    ['RateLimit', 'limit=400, remaining=0, reset=45'],
    ['RateLimit-Reset', '45'],
    ['X-RateLimit-Reset', String(moment / 1000)],
    ['X-Rate-Limit-Reset', String(moment)],
    ['X-RateLimit-Reset-After', '45.0'],
  ])('reads %s: %s as the time to wait', (name, value) => {
    expect(askedWait(inHeader(name, value), now())).toBe(45_000);
  });

  it('believes what the server asks before what it says of its quota', () => {
    const headers = new Headers({ 'retry-after': '3', 'x-ratelimit-reset': '60' });
    expect(askedWait(headers, now())).toBe(3000);
  });

  it.each([
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }, 30_000],
    [{ ratelimit: '"default";r=0;t=30' }, 30_000],
    [{ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '30' }, undefined],
    [{ 'x-ratelimit-reset': '30' }, undefined],
    [{ 'x-ratelimit-remaining': '0' }, undefined],
    [{}, undefined],
  ])('tells from an answer with %o whether it was the last for now', (headers, expected) => {
    expect(spentWait(new Headers(Object.entries(headers)), now())).toBe(expected);
  });

  it('does not wait for hours', () => {
    expect(waitBefore(0, 86_400_000, Math.random)).toBeUndefined();
  });

  it('doubles its patience, with chance', () => {
    expect([0, 1, 2].map((attempt) => waitBefore(attempt, undefined, () => 0))).toEqual([
      500, 1000, 2000,
    ]);
    expect(waitBefore(0, undefined, () => 0.999)).toBeCloseTo(999.5);
  });

  it('lets all requests of a download wait for what one of them was told, and once', async () => {
    const waiting = countedWaiting();
    const patient = withPatience(waiting, 100_000);
    let refusals = 2;
    const busyAtFirst = (): Promise<string> => {
      refusals -= 1;
      return refusals >= 0 ? Promise.reject(busyFor('60')) : Promise.resolve('here');
    };
    const both = [0, 1].map(() => persistently(busyAtFirst, { waiting: patient }));
    expect(await Promise.all(both)).toEqual(['here', 'here']);
    expect(waiting.waits).toEqual([60_000]);
  });

  it('does not believe an answer that names a long time with its last request', async () => {
    const waiting = countedWaiting();
    const patient = withPatience(waiting, 1_000_000);
    heedQuota(new Headers({ 'ratelimit-remaining': '0', 'ratelimit-reset': '600' }), patient);
    await persistently(() => Promise.resolve('asked'), { waiting: patient });
    expect(waiting.waits).toEqual([]);
  });

  it('asks nothing more before the time that an answer named with its last request', async () => {
    const waiting = countedWaiting();
    const order: string[] = [];
    const sleeping = {
      ...waiting,
      sleep: async (ms: number) => {
        await waiting.sleep(ms);
        order.push('waited');
      },
    };
    const patient = withPatience(sleeping, 100_000);
    heedQuota(new Headers({ 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }), patient);
    await persistently(() => Promise.resolve(order.push('asked')), { waiting: patient });
    expect(order).toEqual(['waited', 'asked']);
    expect(waiting.waits).toEqual([30_000]);
  });

  it('asks a busy server seven times and a broken one three times', async () => {
    const waiting = countedWaiting();
    let asked = 0;
    const busy = (): Promise<never> => {
      asked += 1;
      return Promise.reject(busyFor('2'));
    };
    await expect(persistently(busy, { waiting })).rejects.toMatchObject({ code: 'server-busy' });
    expect(asked).toBe(7);
    expect(waiting.waits).toEqual([2000, 2000, 2000, 2000, 2000, 2000]);

    const broken = (): Promise<never> => Promise.reject(new AppError('server-broken'));
    await expect(persistently(broken, { waiting })).rejects.toMatchObject({
      code: 'server-broken',
    });
    expect(waiting.waits).toHaveLength(8);
  });

  it('waits no longer in all than it has patience for', async () => {
    const waiting = countedWaiting();
    const patient = withPatience(waiting, 5000);
    const busy = (): Promise<never> => Promise.reject(busyFor('2'));
    await expect(persistently(busy, { waiting: patient })).rejects.toThrow('server-busy');
    await expect(persistently(busy, { waiting: patient })).rejects.toThrow('server-busy');
    expect(waiting.waits).toEqual([2000, 2000]);
  });

  it('does not ask again after a refusal', async () => {
    const waiting = countedWaiting();
    const refused = (): Promise<never> => Promise.reject(new AppError('server-refused'));
    await expect(persistently(refused, { waiting })).rejects.toThrow();
    expect(waiting.waits).toEqual([]);
  });

  it('stops waiting as soon as it is cancelled', async () => {
    const cancelling = new AbortController();
    const waiting = systemWaiting.sleep(3_600_000, cancelling.signal);
    cancelling.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'download-cancelled' });
  });
});

describe('where a token may go', () => {
  const base = readFhirBaseUrl('https://hospital.example/fhir/r4/');

  it.each([
    'https://hospital.example/fhir/r4',
    'https://hospital.example/fhir/r4?_getpages=1',
    'https://hospital.example/fhir/r4/Observation?page=2',
    'https://hospital.example:443/fhir/r4/Binary/1',
  ])('within: %s', (url) => {
    expect(isWithinBase(url, base)).toBe(true);
  });

  it.each([
    'http://hospital.example/fhir/r4/Observation',
    'https://hospital.example/fhir/r4evil/Observation',
    'https://hospital.example/fhir/r4/../admin',
    'https://hospital.example/fhir/r4/%2e%2e/admin',
    'https://hospital.example.evil.example/fhir/r4/Observation',
    'https://hospital.example@evil.example/fhir/r4/Observation',
    'https://user@hospital.example/fhir/r4/Observation',
    'https://hospital.example:8443/fhir/r4/Observation',
    'not an address',
  ])('without: %s', (url) => {
    expect(isWithinBase(url, base)).toBe(false);
  });

  it.each([
    'http://hospital.example/fhir',
    'ftp://hospital.example',
    'https://me:pw@hospital.example',
    'x',
  ])('is no base: %s', (url) => {
    expect(() => readFhirBaseUrl(url)).toThrow('server-address-invalid');
  });
});
