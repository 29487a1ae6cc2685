import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  getValidatedIdTokenClaims,
  None,
  processAuthorizationCodeResponse,
  validateApplicationLevelSignature,
  validateAuthResponse,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { AppError } from '../../shared/base/error.ts';
import type { SignIn } from '../../shared/ipc/contract.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import { accessFrom } from './access.ts';
import { member } from './capability-statement.ts';
import { listenOnLoopback, type Loopback } from './loopback.ts';
import { readMetadata } from './metadata.ts';
import { signInFault } from './oauth-fault.ts';
import { oauthOptions } from './oauth-options.ts';
import { patientIdOf } from './patient-id.ts';
import { clientIdFor } from './register.ts';
import { refusedScopes, scopesToAsk } from './scopes.ts';
import { readSmartConfiguration, type SmartConfiguration } from './smart-configuration.ts';

export type SignInOptions = {
  /** Opens an address in the system's browser, where the person already trusts the address bar. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Aborted when the person cancels or patience ends. */
  readonly signal: AbortSignal;
  readonly now: Clock;
};

type Attempt = {
  readonly base: FhirBaseUrl;
  readonly configuration: SmartConfiguration;
  readonly scopes: readonly string[];
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
};

/**
 * Signs a person in by the SMART standalone patient launch: system browser, loopback redirect, PKCE S256.
 * @throws sign-in-not-offered, sign-in-cancelled, sign-in-failed, and network faults
 * @see http://hl7.org/fhir/smart-app-launch/app-launch.html
 */
export async function signIn(base: FhirBaseUrl, options: SignInOptions): Promise<SignIn> {
  const where = new URL(base).host;
  const { capability } = await readMetadata(base, options.signal);
  const configuration = await readSmartConfiguration(base, capability, options.signal);
  if (configuration === undefined) throw new AppError('sign-in-not-offered', { where });
  const state = generateRandomState();
  const loopback = await listenOnLoopback(state);
  try {
    const attempt = await prepare({ base, configuration, state }, loopback, options.signal);
    await options.openBrowser(await authorizationUrl(attempt));
    const callback = await loopback.callback(options.signal);
    return await redeem(attempt, callback, options);
  } catch (thrown) {
    throw signInFault(thrown, where);
  } finally {
    loopback.close();
  }
}

async function prepare(
  known: Pick<Attempt, 'base' | 'configuration' | 'state'>,
  { redirectUri }: Loopback,
  signal: AbortSignal,
): Promise<Attempt> {
  const scopes = scopesToAsk(known.configuration);
  const clientId = await clientIdFor(known.configuration, { redirectUri, scopes }, signal);
  const nonce = generateRandomNonce();
  return {
    ...known,
    scopes,
    clientId,
    redirectUri,
    nonce,
    codeVerifier: generateRandomCodeVerifier(),
  };
}

async function authorizationUrl(attempt: Attempt): Promise<string> {
  const url = new URL(attempt.configuration.server.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: attempt.clientId,
    redirect_uri: attempt.redirectUri,
    scope: attempt.scopes.join(' '),
    state: attempt.state,
    aud: attempt.base,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Exchanges the code for tokens and reads whose record they open. */
async function redeem(
  attempt: Attempt,
  callback: URL,
  { signal, now }: SignInOptions,
): Promise<SignIn> {
  const { server } = attempt.configuration;
  const client = { client_id: attempt.clientId };
  const options = oauthOptions(server.token_endpoint, signal);
  const parameters = validateAuthResponse(server, client, callback, attempt.state);
  const response = await authorizationCodeGrantRequest(
    server,
    client,
    None(),
    parameters,
    attempt.redirectUri,
    attempt.codeVerifier,
    options,
  );
  const tokens = await checkedTokens(attempt, response, signal);
  const patientId = patientIdOf(tokens['patient'], getValidatedIdTokenClaims(tokens)?.['fhirUser']);
  if (patientId === undefined) throw new AppError('sign-in-failed', { where: server.issuer });
  const granted = tokens.scope === undefined ? attempt.scopes : tokens.scope.split(/\s+/);
  return {
    access: accessFrom(tokens, { server, clientId: attempt.clientId, now: now() }),
    patientId,
    grantedScopes: granted,
    refusedScopes: refusedScopes(attempt.scopes, granted),
  };
}

/** The token response, its id token checked (issuer, audience, time, nonce, signature) where there is one. */
async function checkedTokens(
  { configuration: { server }, clientId, nonce }: Attempt,
  response: Response,
  signal: AbortSignal,
): Promise<TokenEndpointResponse> {
  const hasIdToken = await holdsIdToken(response.clone());
  const tokens = await processAuthorizationCodeResponse(
    server,
    { client_id: clientId },
    response,
    hasIdToken ? { expectedNonce: nonce } : {},
  );
  // Without `jwks_uri` the TLS connection to the token endpoint vouches for it. @see OpenID Connect Core 3.1.3.7, 6
  if (hasIdToken && server.jwks_uri !== undefined) {
    await validateApplicationLevelSignature(
      server,
      response,
      oauthOptions(server.jwks_uri, signal),
    );
  }
  return tokens;
}

async function holdsIdToken(response: Response): Promise<boolean> {
  try {
    return member(await response.json(), 'id_token') !== undefined;
  } catch {
    return false;
  }
}
