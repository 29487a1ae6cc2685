import { afterEach, describe, expect, it } from 'vitest';
import { listenOnLoopback } from '../../../../electron/provider/loopback.ts';
import { tokensOf } from '../../../../electron/provider/tokens.ts';
import type { SignIn } from '../../../../shared/ipc/provider.ts';
import { signInAsPatient } from '../../../provider/browser.ts';
import { noon } from '../fixtures.ts';
import { aPatientBundle, aProvider, closeProviders } from '../../tests/provider/fixtures.ts';
import { ada, signingIn } from './sign-in-fixtures.ts';

afterEach(closeProviders);

describe('signing in', () => {
  it('ends with tokens, the patient and what was granted', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const signedIn = await signingIn(provider);
    expect(signedIn.patientId).toBe(provider.accounts[0]?.patient);
    expect(signedIn.refusedScopes).toEqual([]);
    expect(signedIn.grantedScopes).toContain('patient/*.rs');
    expect(signedIn.access).toMatchObject({ kind: 'token', issuer: provider.issuer });
    const response = await fetch(`${provider.fhirBaseUrl}/Patient/${signedIn.patientId ?? ''}`, {
      headers: { authorization: `Bearer ${tokenOf(signedIn)}` },
    });
    expect(response.status).toBe(200);
  });

  it('sends the browser to the server with PKCE, state, nonce and a loopback address', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const opened: URL[] = [];
    await signingIn(provider, {
      openBrowser: (url) => {
        opened.push(new URL(url));
        return signInAsPatient(url, ada);
      },
    });
    const parameters = Object.fromEntries(opened[0]?.searchParams ?? []);
    expect(parameters).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      aud: provider.fhirBaseUrl,
    });
    expect(parameters['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(parameters['state']?.length).toBeGreaterThan(20);
    expect(parameters['nonce']?.length).toBeGreaterThan(20);
  });

  it('says so when the person refuses at the server', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const refusing = signingIn(provider, {
      openBrowser: (url) => signInAsPatient(url, { ...ada, allows: false }),
    });
    await expect(refusing).rejects.toMatchObject({ code: 'sign-in-denied' });
  });

  it('says that it was cancelled when the person gives up waiting', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const cancelling = new AbortController();
    const waiting = signingIn(provider, {
      signal: cancelling.signal,
      openBrowser: () => {
        cancelling.abort();
        return Promise.resolve();
      },
    });
    await expect(waiting).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  });

  it('fails when the code is not the one that was sent', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const forging = signingIn(provider, {
      openBrowser: async (url) => {
        const { searchParams } = new URL(url);
        const callback = new URL(searchParams.get('redirect_uri') ?? '');
        callback.searchParams.set('state', searchParams.get('state') ?? '');
        callback.searchParams.set('code', 'forged');
        await fetch(callback);
      },
    });
    await expect(forging).rejects.toMatchObject({ code: 'sign-in-failed' });
  });

  it('says that an open server offers none', async () => {
    const provider = await aProvider({ open: true, texts: [aPatientBundle('Ada', 1)] });
    await expect(signingIn(provider)).rejects.toMatchObject({ code: 'sign-in-not-offered' });
  });
});

describe('the listener on this computer', () => {
  it('puts aside what does not carry its state, and shows a page that holds nothing', async () => {
    const loopback = await listenOnLoopback('right');
    const stray = await fetch(`${loopback.redirectUri}?state=wrong&code=x`);
    expect(stray.status).toBe(404);
    const callback = loopback.callback(new AbortController().signal);
    const page = await fetch(`${loopback.redirectUri}?state=right&code=secret-code`);
    const html = await page.text();
    expect(html).toContain('you can close this page');
    expect(html).not.toContain('secret-code');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await callback).searchParams.get('code')).toBe('secret-code');
    loopback.close();
  });
});

describe('tokens', () => {
  it('rotate once for all who are refused at the same time', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const signedIn = await signingIn(provider);
    const tokens = tokensOf(signedIn.access, () => new Date());
    const old = tokenOf(signedIn);
    await Promise.all([tokens.renew(old), tokens.renew(old), tokens.renew(old)]);
    const refreshes = provider.requests.filter(({ path }) => path === '/token');
    expect(refreshes).toHaveLength(2);
    const changed = tokens.takeChanged();
    expect(changed).toMatchObject({ kind: 'token' });
    expect(changed).not.toMatchObject({ accessToken: old });
    expect(tokens.takeChanged()).toBeUndefined();
  });

  it('are renewed before they end', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const signedIn = await signingIn(provider);
    const anHourLater = (): Date => new Date(Date.now() + 3_595_000);
    const token = await tokensOf(signedIn.access, anHourLater).token();
    expect(token).not.toBe(tokenOf(signedIn));
  });

  it('end as expired when the server refuses to renew them, and it is not asked again', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const signedIn = await signingIn(provider);
    provider.setManners({ refuseRefresh: true });
    const tokens = tokensOf(signedIn.access, noon);
    const expired = { code: 'sign-in-expired' };
    await expect(tokens.renew(tokenOf(signedIn))).rejects.toMatchObject(expired);
    const asked = provider.requests.filter(({ path }) => path === '/token').length;
    await expect(tokens.renew(tokenOf(signedIn))).rejects.toMatchObject(expired);
    expect(provider.requests.filter(({ path }) => path === '/token')).toHaveLength(asked);
  });

  it('stay as they are when the connection is cut on the way', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const signedIn = await signingIn(provider);
    await provider.close();
    const tokens = tokensOf(signedIn.access, () => new Date());
    await expect(tokens.renew(tokenOf(signedIn))).rejects.toMatchObject({
      code: 'server-broken',
    });
    expect(await tokens.token()).toBe(tokenOf(signedIn));
  });
});

function tokenOf({ access }: SignIn): string {
  return access.kind === 'token' ? access.accessToken : '';
}
