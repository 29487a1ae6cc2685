import { afterEach, expect, test } from 'vitest';
import { refresh, signInTo } from '../provider/client-flow.ts';
import type { Manners } from '../provider/manners.ts';
import {
  aPatientBundle,
  aProvider,
  closeProviders,
  get,
  getPage,
  nextOf,
} from './provider-fixtures.ts';

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
  const ids = entries.map((entry) => (entry === null ? undefined : Object(entry).resource?.id));
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
