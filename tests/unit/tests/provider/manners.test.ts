import { afterEach, expect, test } from 'vitest';
import { refresh, signInTo } from '../../../provider/client-flow.ts';
import { joinHouses } from '../../../provider/houses.ts';
import { conductOf, type Manners } from '../../../provider/manners.ts';
import { mannersNamed, namedManners } from '../../../provider/named-manners.ts';
import { objectOf } from '../../../../shared/fhir/resource.ts';
import { aPatientBundle, aProvider, closeProviders, get, getPage, nextOf } from './fixtures.ts';

afterEach(closeProviders);

const texts = [aPatientBundle('ada', 130)];
const search = 'Observation?patient=patient-ada';

async function anOpenProvider(manners: Manners) {
  const provider = await aProvider({ open: true, texts, manners });
  return { ...provider, url: `${provider.fhirBaseUrl}/${search}` };
}

test('down: cuts the connection, until it is told to behave', async () => {
  const { url, setManners } = await anOpenProvider({ down: true });
  await expect(get(url)).rejects.toThrow('fetch failed');
  setManners({});
  expect((await get(url)).status).toBe(200);
});

test('slow: answers only after the time that was set', async () => {
  const { url } = await anOpenProvider({ slow: { ms: 150 } });
  const start = performance.now();
  expect((await get(url)).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(140);
});

test('html: answers a page for people', async () => {
  const { url } = await anOpenProvider({ html: {} });
  const response = await get(url);
  expect(response.headers.get('content-type')).toContain('text/html');
});

test('status: answers with it where the path fits, as often as was set', async () => {
  const { url, fhirBaseUrl } = await anOpenProvider({
    status: { status: 500, path: /Observation/, times: 2 },
  });
  expect((await get(`${fhirBaseUrl}/Condition?patient=patient-ada`)).status).toBe(200);
  expect((await get(url)).status).toBe(500);
  expect((await get(url)).status).toBe(500);
  expect((await get(url)).status).toBe(200);
});

test('tooManyRequests: answers 429 with and without Retry-After', async () => {
  const { url, setManners } = await anOpenProvider({ tooManyRequests: { times: 1 } });
  const bare = await get(url);
  expect([bare.status, bare.headers.get('retry-after')]).toEqual([429, null]);
  expect((await get(url)).status).toBe(200);
  setManners({ tooManyRequests: { retryAfter: 2 } });
  const timed = await get(url);
  expect([timed.status, timed.headers.get('retry-after')]).toEqual([429, '2']);
});

test('brokenPage: breaks that page and no other', async () => {
  const { url } = await anOpenProvider({ brokenPage: { page: 2, times: 1 } });
  const second = nextOf(await getPage(url)) ?? '';
  await expect(getPage(second)).rejects.toThrow(SyntaxError);
  expect((await getPage(second)).entry).toHaveLength(50);
});

test('nextLoop: leads back to the same page', async () => {
  const { url } = await anOpenProvider({ nextLoop: true });
  const next = nextOf(await getPage(url)) ?? '';
  expect(nextOf(await getPage(next))).toBe(next);
});

test('nextElsewhere: leads to another server', async () => {
  const { url } = await anOpenProvider({ nextElsewhere: { url: 'http://127.0.0.1:9/fhir/x' } });
  expect(nextOf(await getPage(url))).toBe('http://127.0.0.1:9/fhir/x');
});

test('nonsense: mixes nonsense with the entries, and loses none of them', async () => {
  const { url } = await anOpenProvider({ nonsense: true });
  const entries: readonly unknown[] = (await getPage(url)).entry ?? [];
  const ids = entries.map((entry) => objectOf(objectOf(entry)?.['resource'])?.['id']);
  expect(entries).toContain(null);
  expect(entries).toContain(42);
  expect(ids.filter((id) => String(id).startsWith('ada-'))).toHaveLength(50);
});

test('expireTokens: a token is no longer good at each n-th request, and a refresh cures it', async () => {
  const provider = await aProvider({ texts, manners: { expireTokens: { everyRequests: 3 } } });
  const url = `${provider.fhirBaseUrl}/${search}`;
  const signedIn = await signInTo(provider);
  const token = signedIn.tokens.access_token;
  for (const status of [200, 200, 401, 401]) {
    expect((await get(url, token)).status).toBe(status);
  }
  const renewed = await refresh(signedIn, signedIn.tokens.refresh_token);
  expect((await get(url, renewed.access_token)).status).toBe(200);
});

test('refuseRefresh: asks for a new sign-in', async () => {
  const provider = await aProvider({ texts });
  const signedIn = await signInTo(provider);
  provider.setManners({ refuseRefresh: true });
  await expect(refresh(signedIn, signedIn.tokens.refresh_token)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('tooManyRequests: asks for patience until a moment, with another status, at every n-th request', async () => {
  const tooManyRequests = { retryAfter: 60, asDate: true, status: 503, everyRequests: 2 } as const;
  const { url } = await anOpenProvider({ tooManyRequests });
  expect((await get(url)).status).toBe(200);
  const busy = await get(url);
  expect(busy.status).toBe(503);
  expect(Date.parse(busy.headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now());
});

test('drop: ends the connection in the middle of every n-th answer', async () => {
  const { url } = await anOpenProvider({ drop: { everyRequests: 2 } });
  expect((await getPage(url)).entry).toHaveLength(50);
  await expect(getPage(url)).rejects.toThrow('terminated');
});

test('cutGzip: ends a compressed body too early, and nothing else says so', async () => {
  const { url } = await anOpenProvider({ cutGzip: {} });
  const response = await get(url);
  expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'gzip']);
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

test('errorAsSuccess: answers an error with the status of success', async () => {
  const { url } = await anOpenProvider({ errorAsSuccess: {} });
  const response = await get(url);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
});

test('nextBack, nextEndless: lead to the first page, and to the same one at ever new addresses', async () => {
  const { url, setManners } = await anOpenProvider({ nextBack: true });
  const second = await getPage(nextOf(await getPage(url)) ?? '');
  expect(nextOf(second)).toBe(url);
  setManners({ nextEndless: true });
  const addresses: string[] = [url];
  for (const address of addresses) {
    if (addresses.length < 4) addresses.push(nextOf(await getPage(address)) ?? '');
  }
  expect(new Set(addresses).size).toBe(4);
});

test('everythingCutShort: $everything is offered, and ends in an error', async () => {
  const house = { everything: true };
  const provider = await aProvider({ open: true, texts, house });
  const url = `${provider.fhirBaseUrl}/Patient/patient-ada/$everything`;
  const first = await getPage(url);
  expect([first.total, first.entry?.length]).toEqual([133, 50]);
  expect((await getPage(`${url}?_type=DocumentReference`)).total).toBe(1);
  provider.setManners({ everythingCutShort: { page: 2 } });
  expect((await get(nextOf(first) ?? '')).status).toBe(400);
});

test('noIds, noLastUpdated, warnings: change the entries and nothing in them', async () => {
  const { url } = await anOpenProvider({
    noIds: { everyEntries: 2 },
    noLastUpdated: true,
    warnings: true,
  });
  const text = await (await get(url)).text();
  expect(text.match(/"id":"ada-/g)).toHaveLength(25);
  expect(text).not.toContain('lastUpdated');
  expect(text.match(/"value":7\.0,/g)).toHaveLength(50);
  expect(text).toContain('"4119"');
});

test('a house demands a category, is strict, tells no totals and pages in its own way', async () => {
  const demanding = await aProvider({
    open: true,
    texts,
    house: { categoryNeeded: ['Observation'] },
  });
  const plain = `${demanding.fhirBaseUrl}/${search}`;
  expect((await get(plain)).status).toBe(400);
  expect((await getPage(`${plain}&category=laboratory`)).total).toBe(65);
  const house = { isStrict: true, totals: false, lastUpdated: false, paging: 'getpages' } as const;
  const strict = await aProvider({ open: true, texts, house });
  const url = `${strict.fhirBaseUrl}/${search}`;
  expect((await get(`${url}&_lastUpdated=ge2026-01-01`)).status).toBe(400);
  const first = await getPage(url);
  expect(first.total).toBeUndefined();
  expect(nextOf(first)).toMatch(/\/fhir\?_getpages=/);
  expect((await getPage(nextOf(first) ?? '')).entry).toHaveLength(50);
});

test('an older house speaks its release only', async () => {
  const { fhirBaseUrl } = await aProvider({ open: true, ...joinHouses(['dstu2']) });
  expect(await (await get(`${fhirBaseUrl}/metadata`)).json()).toMatchObject({
    resourceType: 'Conformance',
  });
  const url = `${fhirBaseUrl}/MedicationOrder?patient=margaret`;
  expect((await get(url, undefined, { accept: 'application/fhir+json' })).status).toBe(406);
  expect((await get(url, undefined, { accept: 'application/json+fhir' })).status).toBe(200);
});

test.each([
  ['html', 'text/html; charset=utf-8', 'Your session has ended'],
  ['outcome', 'application/fhir+json; charset=utf-8', '"OperationOutcome"'],
  ['xml', 'application/fhir+xml', '<data value="RGVhciBBZGE="/>'],
  ['cut', 'text/plain', 'Dear'],
] as const)(
  'letterAs %s: a letter comes as something else, with success',
  async (form, type, words) => {
    const data = Buffer.from('Dear Ada').toString('base64');
    const letter = JSON.stringify({
      resourceType: 'Binary',
      id: 'a',
      contentType: 'text/plain',
      data,
    });
    const { fhirBaseUrl } = await aProvider({
      open: true,
      texts: [letter],
      manners: { letterAs: { form } },
    });
    const answer = await get(`${fhirBaseUrl}/Binary/a`, undefined, { accept: 'text/plain' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    const text = await answer.text();
    expect(text).toContain(words);
    expect(text).not.toContain('Dear Ada');
  },
);

test('every manner of the command line can be asked for by name', () => {
  for (const name of Object.keys(namedManners)) {
    expect(() => conductOf(mannersNamed([name]))).not.toThrow();
  }
  expect(mannersNamed(['slow=20', 'refuse=Goal'])).toMatchObject({ slow: { ms: 20 } });
  expect(() => mannersNamed(['slow=never'])).toThrow('not a number');
  expect(() => mannersNamed(['letter=torn'])).toThrow('not a form of a letter');
  expect(() => mannersNamed(['polite'])).toThrow('no such manner');
});
