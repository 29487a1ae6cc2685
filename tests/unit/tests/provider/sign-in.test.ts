import { afterEach, expect, test } from 'vitest';
import { refresh, signInTo } from '../../../provider/client-flow.ts';
import { aPatientBundle, aProvider, closeProviders, get } from './fixtures.ts';

afterEach(closeProviders);

const texts = [aPatientBundle('ada', 3), aPatientBundle('ben', 3)];

test('signs a patient in, and says who they are', async () => {
  const provider = await aProvider({ texts });
  const { tokens, claims } = await signInTo(provider);
  expect(tokens['patient']).toBe('patient-ada');
  expect(tokens.scope?.split(' ')).toContain('patient/*.rs');
  expect(tokens.refresh_token).toBeTypeOf('string');
  expect(claims?.['fhirUser']).toBe(`${provider.fhirBaseUrl}/Patient/patient-ada`);
  const patient = await get(`${provider.fhirBaseUrl}/Patient/patient-ada`, tokens.access_token);
  expect(patient.status).toBe(200);
});

test('drops scopes that it does not know, silently', async () => {
  const provider = await aProvider({ texts });
  const { tokens } = await signInTo(provider, { scope: 'openid patient/Zebra.rs patient/*.read' });
  expect(tokens.scope).toBe('openid patient/*.read');
  expect(tokens.refresh_token).toBeUndefined();
});

test('refuses a code with the wrong PKCE verifier', async () => {
  const provider = await aProvider({ texts });
  const codeVerifier = 'x'.repeat(43);
  await expect(signInTo(provider, { codeVerifier })).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('refuses an authorization request without PKCE', async () => {
  const provider = await aProvider({ texts });
  await expect(signInTo(provider, { withoutPkce: true })).rejects.toMatchObject({
    error: 'invalid_request',
  });
});

test('refuses a wrong password', async () => {
  const provider = await aProvider({ texts });
  await expect(signInTo(provider, { password: 'wrong' })).rejects.toThrow('came back');
});

test('passes the refusal of the patient on', async () => {
  const provider = await aProvider({ texts });
  await expect(signInTo(provider, { allows: false })).rejects.toMatchObject({
    error: 'access_denied',
  });
});

test('gives a new refresh token at each refresh, and refuses the old one', async () => {
  const provider = await aProvider({ texts });
  const signedIn = await signInTo(provider);
  const first = signedIn.tokens.refresh_token;
  const renewed = await refresh(signedIn, first);
  expect(renewed.refresh_token).not.toBe(first);
  expect(renewed['patient']).toBe('patient-ada');
  const url = `${provider.fhirBaseUrl}/Patient/patient-ada`;
  expect((await get(url, renewed.access_token)).status).toBe(200);
  await expect(refresh(signedIn, first)).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('answers a sign-in page that has ended with a page that says so', async () => {
  const provider = await aProvider({ texts });
  const response = await fetch(`${provider.origin}/interaction/none`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Please start again');
});

test('registers a client that asks for it', async () => {
  const provider = await aProvider({ texts });
  const response = await fetch(`${provider.issuer}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['http://127.0.0.1/callback'],
    }),
  });
  expect(response.status).toBe(201);
  const registered = (await response.json()) as { readonly client_id?: string }; // RFC 7591, checked here
  expect(registered).toHaveProperty('client_id');
  const clientId = String(registered.client_id);
  const { tokens } = await signInTo(provider, { clientId });
  expect(tokens['patient']).toBe('patient-ada');
});

test('names its addresses and abilities where SMART looks for them', async () => {
  const provider = await aProvider({ texts });
  const response = await get(`${provider.fhirBaseUrl}/.well-known/smart-configuration`);
  expect(await response.json()).toMatchObject({
    authorization_endpoint: `${provider.issuer}/authorize`,
    code_challenge_methods_supported: ['S256'],
  });
});

test('asks for sign-in where the token is missing or made up', async () => {
  const provider = await aProvider({ texts });
  const url = `${provider.fhirBaseUrl}/Observation?patient=patient-ada`;
  const missing = await get(url);
  expect(missing.status).toBe(401);
  expect(missing.headers.get('www-authenticate')).toBe('Bearer');
  const madeUp = await get(url, 'made-up');
  expect(madeUp.status).toBe(401);
  expect(madeUp.headers.get('www-authenticate')).toContain('invalid_token');
});

test("keeps another patient's data from a token", async () => {
  const provider = await aProvider({ texts });
  const { tokens } = await signInTo(provider);
  const paths = [
    'Observation?patient=patient-ben',
    'Patient/patient-ben',
    'Observation/ben-0',
    'Binary/binary-ben',
  ];
  for (const path of paths) {
    const response = await get(`${provider.fhirBaseUrl}/${path}`, tokens.access_token);
    expect([path, response.status]).toEqual([path, 403]);
  }
});

test('serves only the types that the scopes name', async () => {
  const provider = await aProvider({ texts });
  const { tokens } = await signInTo(provider, { scope: 'openid patient/Observation.s' });
  const search = `${provider.fhirBaseUrl}/Observation?patient=patient-ada`;
  expect((await get(search, tokens.access_token)).status).toBe(200);
  const read = `${provider.fhirBaseUrl}/Observation/ada-0`;
  expect((await get(read, tokens.access_token)).status).toBe(403);
  const other = `${provider.fhirBaseUrl}/Condition?patient=patient-ada`;
  expect((await get(other, tokens.access_token)).status).toBe(403);
});
