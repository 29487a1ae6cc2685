import { afterEach, describe, expect, it } from 'vitest';
import { readFhirBaseUrl } from '../../../../electron/http/fhir-base-url.ts';
import { patientIdOf } from '../../../../electron/provider/patient-id.ts';
import { clientFor } from '../../../../electron/provider/register.ts';
import { signIn } from '../../../../electron/provider/sign-in.ts';
import { tokensOf } from '../../../../electron/provider/tokens.ts';
import { base64url, utf8 } from '../../../../shared/base/bytes.ts';
import type { SignIn } from '../../../../shared/ipc/provider.ts';
import { aCapabilityStatement, sendJson, smallServer, type SmallServer } from '../fixtures.ts';

const servers: SmallServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** How a service that is not ours signs people in. */
type House = {
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** What it adds to the address that the browser comes back to. */
  readonly comesBackWith?: Readonly<Record<string, string>>;
  readonly tokens: (nonce: string) => Readonly<Record<string, unknown>>;
  readonly contentType?: string;
};

/** A service whose code is the nonce that it was sent. */
async function aHouse({ configuration, tokens, contentType }: House): Promise<SmallServer> {
  let origin = '';
  const server = await smallServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', origin);
    if (pathname === '/metadata') {
      sendJson(response, aCapabilityStatement(['Patient']));
    } else if (pathname.endsWith('smart-configuration')) {
      const places = { authorization_endpoint: `${origin}/in`, token_endpoint: `${origin}/token` };
      sendJson(response, { ...places, ...configuration });
    } else if (pathname === '/token') {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (part: string) => (body += part));
      request.on('end', () => {
        const code = new URLSearchParams(body).get('code') ?? '';
        response.writeHead(200, { 'content-type': contentType ?? 'application/json' });
        response.end(JSON.stringify(tokens(code)));
      });
    } else {
      sendJson(response, {}, 404);
    }
  });
  origin = server.origin;
  servers.push(server);
  return server;
}

async function signingInTo(house: House): Promise<SignIn> {
  const { origin } = await aHouse(house);
  return signIn(readFhirBaseUrl(origin), {
    openBrowser: async (address) => {
      const asked = new URL(address).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('state', asked.get('state') ?? '');
      back.searchParams.set('code', asked.get('nonce') ?? '');
      for (const [name, value] of Object.entries(house.comesBackWith ?? {})) {
        back.searchParams.set(name, value);
      }
      await fetch(back);
    },
    signal: new AbortController().signal,
    now: () => new Date(),
  });
}

const bearer = { access_token: 'open sesame', token_type: 'Bearer', patient: 'ada' };

function anIdToken(iss: string, nonce: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  const times = { iat: seconds, exp: seconds + 60 };
  const claims = { iss, nonce, aud: 'patient-held-record', sub: 'ada', ...times };
  const parts = [{ alg: 'RS256' }, claims].map((part) => base64url(utf8(JSON.stringify(part))));
  return [...parts, base64url(utf8('unsigned'))].join('.');
}

describe('a service that answers otherwise than ours', () => {
  it('may write null, or nothing, for what it does not give', async () => {
    const empty = { refresh_token: null, id_token: '', scope: null };
    const signedIn = await signingInTo({ tokens: () => ({ ...bearer, ...empty }) });
    expect(signedIn).toMatchObject({ patientId: 'ada', access: { accessToken: 'open sesame' } });
    expect(signedIn.access).not.toHaveProperty('refreshToken');
  });

  it('may call its JSON plain text', async () => {
    const signedIn = await signingInTo({ tokens: () => bearer, contentType: 'text/plain' });
    expect(signedIn.patientId).toBe('ada');
  });

  it('may name no issuer and sign its id tokens with another name than its address', async () => {
    const iss = 'https://sign-in.example.org/';
    const signedIn = await signingInTo({
      tokens: (nonce) => ({ ...bearer, id_token: anIdToken(iss, nonce) }),
      comesBackWith: { iss },
    });
    expect(signedIn).toMatchObject({ patientId: 'ada', access: { issuer: iss } });
  });

  it('is refused where it does name its issuer and another one answers', async () => {
    const configuration = { issuer: 'https://sign-in.example.org' };
    const other = 'https://elsewhere.example.org';
    const byIdToken = signingInTo({
      configuration,
      tokens: (nonce) => ({ ...bearer, id_token: anIdToken(other, nonce) }),
    });
    await expect(byIdToken).rejects.toMatchObject({ code: 'sign-in-issuer-differs' });
    const byAddress = signingInTo({
      configuration,
      tokens: () => bearer,
      comesBackWith: { iss: other },
    });
    await expect(byAddress).rejects.toMatchObject({ code: 'sign-in-issuer-differs' });
  });

  it('is refused where its id token answers another sign-in', async () => {
    const other = signingInTo({
      tokens: () => ({ ...bearer, id_token: anIdToken('https://sign-in.example.org', 'another') }),
    });
    await expect(other).rejects.toMatchObject({ code: 'sign-in-nonce-missing' });
  });

  it('may answer a registration with the status of any success', async () => {
    const server = await smallServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ client_id: 'given' }));
    });
    servers.push(server);
    const configuration = {
      server: {
        issuer: server.origin,
        authorization_endpoint: `${server.origin}/authorize`,
        token_endpoint: `${server.origin}/token`,
        registration_endpoint: `${server.origin}/register`,
      },
      namesIssuer: true,
      scopesSupported: [],
      capabilities: [],
      tokenAuthMethods: [],
    };
    const request = { redirectUri: 'http://127.0.0.1:8765/callback', scopes: ['openid'] };
    const client = clientFor(configuration, request, new AbortController().signal);
    expect(await client).toEqual({ clientId: 'given' });
  });

  it('may renew a token with the same odd spelling', async () => {
    const { origin } = await aHouse({ tokens: () => ({ ...bearer, refresh_token: null }) });
    const tokens = tokensOf(
      {
        ...{ kind: 'token', accessToken: 'ended', refreshToken: 'first', issuer: origin },
        ...{ tokenEndpoint: `${origin}/token`, clientId: 'patient-held-record' },
      },
      () => new Date(),
    );
    await tokens.renew('ended');
    expect(tokens.takeChanged()).toMatchObject({
      accessToken: 'open sesame',
      refreshToken: 'first',
    });
  });

  it('may name its patient by a number', () => {
    expect(patientIdOf(1234, undefined)).toBe('1234');
    expect(patientIdOf(0.5, 'Patient/ada')).toBe('ada');
  });

  it.each([
    'Patient/ada',
    'https://fhir.example/r4/Patient/ada',
    'https://fhir.example/r4/Patient/ada/_history/3',
  ])('may name its patient by a reference: %s', (patient) => {
    expect(patientIdOf(patient, undefined)).toBe('ada');
  });

  it('may not name anything else as its patient', () => {
    expect(patientIdOf('Practitioner/ada', undefined)).toBeUndefined();
    expect(patientIdOf('Patient/', 'Practitioner/ada')).toBeUndefined();
  });
});
