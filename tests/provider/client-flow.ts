import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as oauth from 'oauth4webapi';
import { signInAsPatient } from './browser.ts';
import type { RunningProvider } from './server.ts';

// eslint-disable-next-line @typescript-eslint/no-deprecated -- meant for tests, and marked so that nobody else uses it
const insecure = { [oauth.allowInsecureRequests]: true } as const;
export const defaultScopes = 'openid fhirUser offline_access launch/patient patient/*.rs';

export interface FlowOptions {
  readonly username?: string;
  readonly password?: string;
  readonly allows?: boolean;
  readonly scope?: string;
  readonly clientId?: string;
  /** Sent in place of the verifier that belongs to the challenge. */
  readonly codeVerifier?: string;
  /** Leave PKCE out of the authorization request. */
  readonly withoutPkce?: boolean;
}

export interface SignedIn {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly tokens: oauth.TokenEndpointResponse;
  readonly claims: oauth.IDToken | undefined;
}

/** A whole authorization code flow against `provider`, written with `oauth4webapi` alone. @throws as that library does */
export async function signInTo(
  provider: RunningProvider,
  options: FlowOptions = {},
): Promise<SignedIn> {
  const server = await discover(provider);
  const client = { client_id: options.clientId ?? provider.clientId };
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const listener = await listenOnce();
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: listener.redirectUri,
    scope: options.scope ?? defaultScopes,
    aud: provider.fhirBaseUrl,
    state,
    nonce,
    ...(!options.withoutPkce && {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
  }).toString();
  await signInAsPatient(url.href, {
    username: options.username ?? provider.accounts[0]?.username ?? '',
    password: options.password ?? provider.accounts[0]?.password ?? '',
    ...(options.allows !== undefined && { allows: options.allows }),
  });
  const parameters = oauth.validateAuthResponse(server, client, await listener.called, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    listener.redirectUri,
    options.codeVerifier ?? verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  return { server, client, tokens, claims: oauth.getValidatedIdTokenClaims(tokens) };
}

async function discover(provider: RunningProvider): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(provider.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
}

/** New tokens for a refresh token. @throws as `oauth4webapi` does */
export async function refresh(
  { server, client }: SignedIn,
  token: string | undefined,
): Promise<oauth.TokenEndpointResponse> {
  const response = await oauth.refreshTokenGrantRequest(
    server,
    client,
    oauth.None(),
    token ?? '',
    insecure,
  );
  return oauth.processRefreshTokenResponse(server, client, response);
}

async function listenOnce(): Promise<{ redirectUri: string; called: Promise<URL> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `listen` on a TCP port always answers with an AddressInfo.
  const redirectUri = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/callback`;
  const called = new Promise<URL>((resolve) => {
    server.on('request', (request, response) => {
      response.end('thank you');
      server.close();
      resolve(new URL(request.url ?? '', redirectUri));
    });
  });
  return { redirectUri, called };
}
