import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { readFhirBaseUrl } from '../../../../electron/http/fhir-base-url.ts';
import { listenOnLoopback } from '../../../../electron/provider/loopback.ts';
import { signIn } from '../../../../electron/provider/sign-in.ts';
import type { ErrorCode } from '../../../../shared/base/error.ts';
import type { ClientCredentials } from '../../../../shared/ipc/access.ts';
import { errorWords } from '../../../../renderer/program/error-words.ts';
import { aCapabilityStatement, sendJson, smallServer, type SmallServer } from '../fixtures.ts';

const servers: SmallServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const bearer = { access_token: 'open sesame', token_type: 'Bearer', patient: 'ada' };

type Asked = {
  readonly body: URLSearchParams;
  readonly authorization: string | undefined;
  readonly origin: string;
};

type Service = {
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly token?: (asked: Asked) => unknown;
  /** Answers in the token endpoint's place. */
  readonly answer?: (response: ServerResponse, asked: Asked) => void;
  readonly register?: (response: ServerResponse) => void;
  readonly jwks?: unknown;
  readonly patients?: { readonly status: number };
  readonly client?: ClientCredentials;
  /** What is sent back to the program; the code is the nonce unless it says otherwise. */
  readonly comesBack?: (scope: string) => Readonly<Record<string, string>>;
};

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  request.setEncoding('utf8');
  let body = '';
  for await (const part of request) body += String(part);
  return new URLSearchParams(body);
}

/** Signs in at a small service; each address that the browser was sent to is noted in `opened`. */
async function signingInAt(service: Service, opened: URL[] = []) {
  let origin = '';
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '', origin);
    if (pathname === '/metadata') sendJson(response, aCapabilityStatement(['Patient', 'Goal']));
    else if (pathname.endsWith('smart-configuration')) {
      const places = { authorization_endpoint: `${origin}/in`, token_endpoint: `${origin}/token` };
      const registers =
        service.register === undefined ? {} : { registration_endpoint: `${origin}/register` };
      const keys = service.jwks === undefined ? {} : { jwks_uri: `${origin}/jwks` };
      sendJson(response, { ...places, ...registers, ...keys, ...service.configuration });
    } else if (pathname === '/register') service.register?.(response);
    else if (pathname === '/jwks') sendJson(response, service.jwks);
    else if (pathname === '/token') {
      const { authorization } = request.headers;
      const asked = { body: await bodyOf(request), authorization, origin };
      if (service.answer !== undefined) service.answer(response, asked);
      else sendJson(response, (await service.token?.(asked)) ?? bearer);
    } else sendJson(response, {}, service.patients?.status ?? 404);
  };
  const server = await smallServer((request, response) => void answer(request, response));
  origin = server.origin;
  servers.push(server);
  return signIn(readFhirBaseUrl(origin), {
    client: service.client,
    openBrowser: async (address) => {
      opened.push(new URL(address));
      const asked = new URL(address).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? '');
      const usual = { code: asked.get('nonce') ?? '' };
      const given = service.comesBack?.(asked.get('scope') ?? '') ?? usual;
      for (const [name, value] of Object.entries({ state: asked.get('state') ?? '', ...given })) {
        back.searchParams.set(name, value);
      }
      await fetch(back);
    },
    signal: new AbortController().signal,
    now: () => new Date(),
  });
}

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const another = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwks = { keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one' }] };

type Claims = Readonly<Record<string, unknown>>;

function idToken(claims: (asked: Asked) => Claims, { alg = 'ES256', by = key.privateKey } = {}) {
  return async (asked: Asked): Promise<unknown> => {
    const nonce = asked.body.get('code') ?? '';
    const usual = { iss: asked.origin, aud: 'patient-held-record', sub: 'ada', nonce };
    const now = Math.floor(Date.now() / 1000);
    const token = new SignJWT({ ...usual, iat: now, exp: now + 60, ...claims(asked) });
    const secret = alg === 'HS256' ? new Uint8Array(32).fill(7) : by;
    const id = await token.setProtectedHeader({ alg, kid: 'one' }).sign(secret);
    return { ...bearer, id_token: id };
  };
}

const named = (origin: string) => ({ issuer: origin });

function page(status: number) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Oops</title>');
  };
}

function refusing(error: string, status = 400) {
  return (response: ServerResponse): void => {
    sendJson(response, { error }, status);
  };
}

const faults: readonly (readonly [string, ErrorCode, Service])[] = [
  [
    'an issuer that differs by a slash',
    'sign-in-issuer-differs',
    {
      configuration: named('https://in.example.org'),
      token: idToken(() => ({ iss: 'https://in.example.org/' })),
    },
  ],
  [
    'an id token without a nonce',
    'sign-in-nonce-missing',
    { token: idToken(() => ({ nonce: undefined })) },
  ],
  [
    'the nonce of another sign-in',
    'sign-in-nonce-missing',
    { token: idToken(() => ({ nonce: 'x' })) },
  ],
  [
    'an id token for another program',
    'sign-in-claims-differ',
    { token: idToken(() => ({ aud: 'x' })) },
  ],
  [
    'an id token that has ended',
    'sign-in-clock-differs',
    { token: idToken(() => ({ exp: 1000 })) },
  ],
  [
    'a wrong key',
    'sign-in-signature-wrong',
    { jwks, token: idToken(() => ({}), { by: another.privateKey }) },
  ],
  ['no key', 'sign-in-signature-wrong', { jwks: { keys: [] }, token: idToken(() => ({})) }],
  [
    'an algorithm of shared secrets',
    'sign-in-algorithm-unknown',
    { jwks, token: idToken(() => ({}), { alg: 'HS256' }) },
  ],
  ['no token_type', 'sign-in-token-type', { token: () => ({ access_token: 'a', patient: 'ada' }) }],
  ['another token_type', 'sign-in-token-type', { token: () => ({ ...bearer, token_type: 'mac' }) }],
  ['a page in place of tokens', 'sign-in-page-instead', { answer: page(200) }],
  ['a page that refuses', 'sign-in-page-instead', { answer: page(403) }],
  ['a fault of the token endpoint', 'sign-in-service-broken', { answer: page(502) }],
  [
    'a fault of the sign-in page',
    'sign-in-service-broken',
    { comesBack: () => ({ error: 'server_error' }) },
  ],
  ['no from the person', 'sign-in-denied', { comesBack: () => ({ error: 'access_denied' }) }],
  ['no to every scope', 'sign-in-scope-refused', { comesBack: () => ({ error: 'invalid_scope' }) }],
  [
    'no to every scope, at the token endpoint',
    'sign-in-scope-refused',
    { answer: refusing('invalid_scope') },
  ],
  ['no to the client', 'sign-in-client-unknown', { answer: refusing('invalid_client', 401) }],
  [
    'no to a registration',
    'sign-in-registration-refused',
    { register: refusing('invalid_token', 401) },
  ],
  ['a page in place of a registration', 'sign-in-registration-refused', { register: page(200) }],
  [
    '401 for the token that it has just given',
    'sign-in-not-honoured',
    { patients: { status: 401 } },
  ],
];

describe('a sign-in that ends badly', () => {
  it.each(faults)('is told by its own words: %s', async (_, code, service) => {
    await expect(signingInAt(service)).rejects.toMatchObject({
      code,
      where: expect.stringContaining('127.0.0.1') as string,
    });
  });

  it('has a line for the service wherever only the service can mend it', () => {
    const codes = new Set(faults.map(([, code]) => code));
    codes.delete('sign-in-client-unknown');
    for (const code of codes) expect(errorWords[code].forService, code).toMatch(/\w{4}/);
    expect(errorWords['sign-in-not-honoured'].whatToDo).not.toMatch(/paste/i);
  });

  it('ends well with an id token that is as it must be', async () => {
    const signedIn = await signingInAt({ jwks, token: idToken(() => ({})) });
    expect(signedIn.patientId).toBe('ada');
  });
});

describe('a service that refuses scopes', () => {
  it('is asked for version 1, then for single types', async () => {
    const opened: URL[] = [];
    const signedIn = await signingInAt(
      {
        comesBack: (scope) =>
          scope.includes('patient/*') ? { error: 'invalid_scope' } : { code: 'any' },
      },
      opened,
    );
    const asked = opened.map(({ searchParams }) => searchParams.get('scope') ?? '');
    expect(
      asked.map((scope) => scope.split(' ').filter((one) => one.startsWith('patient/'))),
    ).toEqual([
      ['patient/*.rs'],
      ['patient/*.read'],
      ['patient/Patient.read', 'patient/Goal.read'],
    ]);
    expect(signedIn).toMatchObject({ patientId: 'ada', refusedScopes: [] });
  });

  it('may write what it grants as a list', async () => {
    const scope = ['patient/*.rs', 'openid'];
    const signedIn = await signingInAt({ token: () => ({ ...bearer, scope }) });
    expect(signedIn.grantedScopes).toEqual(scope);
  });
});

describe('a correct secret of special characters', () => {
  const client = { clientId: 'a:b', clientSecret: 'p%+ä/&=x' };
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

  it.each([
    ['as the standard says', 'client_secret_basic'],
    ['as it is', 'client_secret_basic_plain'],
    ['in the form', 'client_secret_post'],
  ] as const)('is shown %s where the service knows it so', async (_, method) => {
    const signedIn = await signingInAt({
      client,
      configuration: {
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      },
      answer: (response, { body, authorization }) => {
        const knows = {
          client_secret_basic: authorization === basic('a%3Ab:p%25%2B%C3%A4%2F%26%3Dx'),
          client_secret_basic_plain: authorization === basic('a:b:p%+ä/&=x'),
          client_secret_post: body.get('client_secret') === client.clientSecret,
        };
        if (knows[method]) sendJson(response, bearer);
        else refusing('invalid_client', 401)(response);
      },
    });
    expect(signedIn.access).toMatchObject({ clientAuthMethod: method, ...client });
  });

  it('is not put into a form where the service does not offer that', async () => {
    let forms = 0;
    const refused = signingInAt({
      client,
      answer: (response, { body }) => {
        forms += body.has('client_secret') ? 1 : 0;
        refusing('invalid_client', 401)(response);
      },
    });
    await expect(refused).rejects.toMatchObject({ code: 'sign-in-client-unknown' });
    expect(forms).toBe(0);
  });
});

describe('an answer that comes back almost right', () => {
  it.each([
    ['to another path', '/callback/?code=x&state=right', 'sign-in-return-path'],
    ['without the state', '/callback?error=access_denied', 'sign-in-return-no-state'],
    ['with a code and without the state', '/callback?code=x', 'sign-in-return-no-state'],
    ['in the fragment, which does not travel', '/callback', 'sign-in-return-empty'],
  ])('is not accepted, and said at once: %s', async (_, address, code) => {
    const loopback = await listenOnLoopback('right');
    const told = expect(loopback.callback(new AbortController().signal)).rejects.toMatchObject({
      code,
    });
    const answered = await fetch(new URL(address, loopback.redirectUri));
    expect(answered.status).toBe(404);
    expect(await answered.text()).toContain('in a way that we cannot accept');
    await told;
    loopback.close();
  });

  it.each([
    ['another state', '/callback?code=x&state=wrong', {}],
    ['another path and no state', '/favicon.ico', {}],
    ['a picture on a page', '/callback?error=x', { 'sec-fetch-dest': 'image' }],
    ['a frame on a page', '/callback', { 'sec-fetch-dest': 'iframe' }],
  ])('is passed over where it does not come from this sign-in: %s', async (_, address, headers) => {
    const loopback = await listenOnLoopback('right');
    const callback = loopback.callback(new AbortController().signal);
    const stray = await fetch(new URL(address, loopback.redirectUri), { headers });
    expect(await stray.text()).toContain('Nothing to do here');
    await fetch(`${loopback.redirectUri}?code=y&state=right`);
    expect((await callback).searchParams.get('code')).toBe('y');
    loopback.close();
  });
});
