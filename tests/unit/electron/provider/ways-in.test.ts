import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readFhirBaseUrl } from '../../../../electron/http/fhir-base-url.ts';
import { discover } from '../../../../electron/provider/discover.ts';
import { listenOnLoopback } from '../../../../electron/provider/loopback.ts';
import { patientsBehind } from '../../../../electron/provider/patients.ts';
import { revoke } from '../../../../electron/provider/revoke.ts';
import { tokensOf } from '../../../../electron/provider/tokens.ts';
import { usualReturnAddresses } from '../../../../shared/ipc/access.ts';
import { contract } from '../../../../shared/ipc/contract.ts';
import type { SignIn } from '../../../../shared/ipc/provider.ts';
import { signInAsPatient } from '../../../provider/browser.ts';
import {
  confidentialClient,
  joinHouses,
  returnPageAddress,
  type HouseName,
} from '../../../provider/houses.ts';
import { partOf, returnPage, whereReturnPageGoes } from '../../../provider/return-page.ts';
import type { RunningProvider } from '../../../provider/server.ts';
import { sendJson, smallServer, type SmallServer } from '../fixtures.ts';
import { aPatientBundle, aProvider, closeProviders, get } from '../../tests/provider/fixtures.ts';
import { ada, signingIn } from './sign-in-fixtures.ts';

const servers: SmallServer[] = [];

afterEach(async () => {
  await closeProviders();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const texts = [aPatientBundle('Ada', 1), aPatientBundle('Ben', 1)];
const client = { clientId: confidentialClient.id, clientSecret: confidentialClient.secret };

function aHouse(...names: HouseName[]): Promise<RunningProvider> {
  return aProvider({ texts, ...joinHouses(names) });
}

function tokenOf({ access }: SignIn): string {
  return access.kind === 'token' ? access.accessToken : '';
}

describe('the way back from the browser', () => {
  it('is a free port, and the usual addresses where a server that registers programs refuses that', async () => {
    const provider = await aHouse('fixed-ports');
    const opened: URL[] = [];
    await signingIn(provider, {
      openBrowser: (url) => {
        opened.push(new URL(url));
        return signInAsPatient(url, ada);
      },
    });
    expect(usualReturnAddresses).toContain(opened[0]?.searchParams.get('redirect_uri'));
    expect(provider.requests.filter(({ path }) => path === '/register')).toHaveLength(2);
  });

  it('is one of the addresses that the service has on file, the next one where a port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const addresses = [`http://127.0.0.1:${port}/callback`, 'http://localhost:53690/came/back'];
    const loopback = await listenOnLoopback('state', { kind: 'addresses', addresses });
    expect(loopback.redirectUri).toBe('http://localhost:53690/came/back');
    const callback = loopback.callback(new AbortController().signal);
    const page = await fetch('http://127.0.0.1:53690/came/back?state=state&code=c');
    expect(page.status).toBe(200);
    expect((await callback).searchParams.get('code')).toBe('c');
    loopback.close();
    const [first = ''] = addresses;
    await expect(
      listenOnLoopback('state', { kind: 'addresses', addresses: [first] }),
    ).rejects.toMatchObject({ code: 'sign-in-ports-taken' });
    taken.close();
  });

  it('leads over the return page where the service knows https addresses only', async () => {
    const provider = await aHouse('return-page');
    const returnWay = { kind: 'page', address: returnPageAddress } as const;
    const signedIn = await signingIn(provider, { returnWay });
    expect(signedIn.patientId).toBe('patient-Ada');
  });

  it('says that nobody came back when patience ends', async () => {
    const provider = await aHouse('epic');
    const patience = new AbortController();
    const waiting = signingIn(provider, {
      signal: patience.signal,
      openBrowser: async (url) => {
        await expect(signInAsPatient(url, ada)).rejects.toThrow('neither a sign-in');
        // As `AbortSignal.timeout` ends.
        patience.abort(new DOMException('nobody came', 'TimeoutError'));
      },
    });
    await expect(waiting).rejects.toMatchObject({ code: 'sign-in-no-answer' });
  });

  it('takes no address but on this computer, nor a page without encryption', () => {
    const { input } = contract['provider:sign-in'];
    const wanted = (returnWay: unknown) =>
      input.safeParse({ fhirBaseUrl: 'https://x.example/fhir', returnWay }).success;
    expect(wanted({ kind: 'addresses', addresses: ['http://localhost:53682/callback'] })).toBe(
      true,
    );
    for (const address of [
      'http://evil.example:53682/callback',
      'http://localhost/callback',
      'http://localhost:53682@evil.example/',
      'https://localhost:53682/callback',
    ]) {
      expect(wanted({ kind: 'addresses', addresses: [address] })).toBe(false);
    }
    expect(wanted({ kind: 'page', address: 'http://return.example.org/' })).toBe(false);
  });
});

describe('the return page', () => {
  const state = `${'s'.repeat(43)}.53999`;
  const at = (query: string) => whereReturnPageGoes(new URL(`${returnPageAddress}?${query}`))?.href;

  it('hands code and state on to this computer, and nothing else', () => {
    expect(at(`code=a%26b&state=${state}&iss=https://h.example&session_state=x`)).toBe(
      `http://127.0.0.1:53999/callback?code=a%26b&iss=https%3A%2F%2Fh.example&state=${state}`,
    );
    expect(at(`error=access_denied&state=${state}`)).toContain('error=access_denied');
  });

  it.each([
    'code=x',
    `state=${state}`,
    'code=x&state=short.53999',
    `code=x&state=${'s'.repeat(43)}.80`,
    `code=x&state=${'s'.repeat(43)}.99999`,
    `code=x&state=${'s'.repeat(43)}.53999@evil.example`,
    `code=x&state=${'s'.repeat(43)}.53999/../evil`,
  ])('goes nowhere with %s', (query) => {
    expect(at(query)).toBeUndefined();
  });

  it('allows its own script and style alone', () => {
    for (const tag of ['script', 'style'] as const) {
      const hash = createHash('sha256').update(partOf(tag)).digest('base64');
      expect(returnPage).toContain(`${tag}-src 'sha256-${hash}'`);
    }
    expect(returnPage).toContain("default-src 'none'");
  });
});

describe('a program that the service knows by hand', () => {
  it.each([
    ['confidential', 'client_secret_basic'],
    ['confidential-post', 'client_secret_post'],
  ] as const)('shows its secret as a %s server wants it, at renewal too', async (house, method) => {
    const provider = await aHouse(house);
    expect(await discover(provider.fhirBaseUrl)).toMatchObject({
      registration: 'by-hand',
      needsSecret: true,
    });
    const signedIn = await signingIn(provider, { client });
    expect(signedIn.access).toMatchObject({ clientAuthMethod: method });
    const tokens = tokensOf(signedIn.access, () => new Date());
    await tokens.renew(tokenOf(signedIn));
    expect(await tokens.token()).not.toBe(tokenOf(signedIn));
    expect(tokens.takeChanged()).toMatchObject({ clientSecret: client.clientSecret });
  });

  it('is told that the service does not know it where the secret is wrong', async () => {
    const provider = await aHouse('confidential');
    const wrong = signingIn(provider, { client: { ...client, clientSecret: 'misread' } });
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-client-unknown' });
  });

  it('needs none where programs register by themselves', async () => {
    const { fhirBaseUrl: base } = await aHouse();
    expect(await discover(base)).toMatchObject({ registration: 'offered', needsSecret: false });
  });
});

describe('what is granted', () => {
  it('is asked in version 1 of a server that knows only that', async () => {
    const signedIn = await signingIn(await aHouse('scopes-v1'));
    expect(signedIn.grantedScopes).toContain('patient/*.read');
    expect(signedIn.refusedScopes).toEqual([]);
  });

  it('is asked type by type of a server without a wildcard', async () => {
    const provider = await aHouse('oracle');
    const signedIn = await signingIn(provider, {
      returnWay: { kind: 'addresses', addresses: [...usualReturnAddresses] },
    });
    expect(signedIn.grantedScopes).toContain('patient/Observation.rs');
    expect(signedIn.grantedScopes).not.toContain('patient/*.rs');
    expect(signedIn.refusedScopes).toEqual([]);
  });

  it('holds no refresh token where the server keeps nobody signed in', async () => {
    const provider = await aHouse('epic');
    const signedIn = await signingIn(provider, {
      returnWay: { kind: 'addresses', addresses: [...usualReturnAddresses] },
    });
    expect(signedIn.access).not.toHaveProperty('refreshToken');
    const tokens = tokensOf(signedIn.access, () => new Date());
    await expect(tokens.renew(tokenOf(signedIn))).rejects.toMatchObject({
      code: 'sign-in-expired',
    });
  });
});

describe('the people behind a sign-in', () => {
  it('are one where the server says so', async () => {
    const signedIn = await signingIn(await aHouse());
    expect(signedIn.patients).toEqual([{ id: 'patient-Ada', name: 'patient-Ada' }]);
  });

  it('are all whose records it opens, by name', async () => {
    const signedIn = await signingIn(await aHouse('family'));
    expect(signedIn.patients.map(({ id, name }) => [id, name])).toEqual([
      ['patient-Ada', 'Ada Test'],
      ['patient-Ben', 'Ben Test'],
    ]);
  });

  it('are those whom a RelatedPerson or a Person stands for', async () => {
    const patient = (id: string) => ({
      resourceType: 'Patient',
      id,
      name: [{ text: `Child ${id}` }],
      birthDate: '2015-02-03',
    });
    const answers: Readonly<Record<string, unknown>> = {
      '/fhir/RelatedPerson/mother': { patient: { reference: 'Patient/one' } },
      '/fhir/Person/mother': {
        link: [
          { target: { reference: 'RelatedPerson/mother' } },
          { target: { reference: 'Patient/two' } },
          { target: { reference: 'https://evil.example/fhir/Practitioner/three' } },
        ],
      },
      '/fhir/Patient/one': patient('one'),
      '/fhir/Patient/two': patient('two'),
    };
    const server = await smallServer(({ url = '' }, response) => {
      const found = answers[url];
      sendJson(response, found ?? { resourceType: 'OperationOutcome' }, found ? 200 : 403);
    });
    servers.push(server);
    const asking = { base: readFhirBaseUrl(`${server.origin}/fhir`), accessToken: 'token' };
    const behind = async (fhirUser: string) =>
      (await patientsBehind(asking, { fhirUser })).map(({ id }) => id);
    expect(await behind('RelatedPerson/mother')).toEqual(['one']);
    expect(await behind('https://elsewhere.example/fhir/Person/mother')).toEqual(['one', 'two']);
    expect(await behind('Practitioner/doctor')).toEqual([]);
    expect(server.seen.every(({ token }) => token === 'Bearer token')).toBe(true);
  });

  it('are not asked for with a token that the service does not take', async () => {
    const provider = await aHouse();
    const asking = { base: readFhirBaseUrl(provider.fhirBaseUrl), accessToken: 'made-up' };
    await expect(patientsBehind(asking, {})).rejects.toMatchObject({ code: 'token-not-accepted' });
  });
});

describe('disconnecting', () => {
  it.each([['usual'], ['confidential']])('ends both tokens at a %s server', async (kind) => {
    const provider = await (kind === 'usual' ? aHouse() : aHouse('confidential'));
    const signedIn = await signingIn(provider, kind === 'usual' ? {} : { client });
    const url = `${provider.fhirBaseUrl}/Patient/patient-Ada`;
    expect((await get(url, tokenOf(signedIn))).status).toBe(200);
    expect(await revoke(signedIn.access)).toBe('revoked');
    expect((await get(url, tokenOf(signedIn))).status).toBe(401);
    await expect(
      tokensOf(signedIn.access, () => new Date()).renew(tokenOf(signedIn)),
    ).rejects.toMatchObject({ code: 'sign-in-expired' });
  });

  it('says where a server offers none or cannot be reached', async () => {
    expect(await revoke({ kind: 'open' })).toBe('not-offered');
    expect(await revoke({ kind: 'bearer', accessToken: 'x' })).toBe('not-offered');
    const provider = await aHouse();
    const { access } = await signingIn(provider);
    await provider.close();
    expect(await revoke(access)).toBe('failed');
  });
});

describe('a token that was pasted', () => {
  it('is sent as it is, and nothing renews it', async () => {
    const tokens = tokensOf({ kind: 'bearer', accessToken: 'pasted' }, () => new Date());
    expect(await tokens.token()).toBe('pasted');
    await expect(tokens.renew('pasted')).rejects.toMatchObject({ code: 'sign-in-expired' });
  });
});
