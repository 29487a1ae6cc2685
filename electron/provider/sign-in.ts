import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  getValidatedIdTokenClaims,
  processAuthorizationCodeResponse,
  validateApplicationLevelSignature,
  validateAuthResponse,
  type AuthorizationServer,
  type Client,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { defined } from '../../shared/base/defined.ts';
import { AppError, codeOf } from '../../shared/base/error.ts';
import {
  usualReturnAddresses,
  type ClientCredentials,
  type ReturnWay,
} from '../../shared/ipc/access.ts';
import type { SignIn } from '../../shared/ipc/provider.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import { accessFrom } from './access.ts';
import { oauthClient, type KnownClient } from './client.ts';
import { listenOnLoopback, type Loopback } from './loopback.ts';
import { readMetadata } from './metadata.ts';
import { signInFault } from './oauth-fault.ts';
import { oauthOptions } from './oauth-options.ts';
import { patientIdOf } from './patient-id.ts';
import { patientsBehind } from './patients.ts';
import { clientFor } from './register.ts';
import { refusedScopes, scopesToAsk } from './scopes.ts';
import { readSmartConfiguration, type SmartConfiguration } from './smart-configuration.ts';
import { idTokenIn, issuerOf, tokenAnswer } from './token-answer.ts';

export type SignInOptions = {
  /** What the service gave the person for this program; without it the program registers, or goes by its usual id. */
  readonly client?: ClientCredentials | undefined;
  /** How the browser comes back; without it, any free port, and the usual addresses where the server refuses that. */
  readonly returnWay?: ReturnWay | undefined;
  /** Opens an address in the system's browser, where the person already trusts the address bar. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Aborted when the person cancels or patience ends. */
  readonly signal: AbortSignal;
  readonly now: Clock;
};

/** What is settled before the browser opens. */
type Attempt = {
  readonly base: FhirBaseUrl;
  readonly configuration: SmartConfiguration;
  readonly scopes: readonly string[];
  readonly client: KnownClient;
  readonly loopback: Loopback;
  readonly nonce: string;
  readonly codeVerifier: string;
};

/**
 * Signs a person in by the SMART standalone patient launch: system browser, loopback redirect, PKCE S256.
 * @throws sign-in-not-offered, sign-in-cancelled, sign-in-no-answer, sign-in-failed, sign-in-client-unknown,
 * sign-in-return-refused, sign-in-ports-taken, sign-in-no-patient, and network faults
 * @see http://hl7.org/fhir/smart-app-launch/app-launch.html
 */
export async function signIn(base: FhirBaseUrl, options: SignInOptions): Promise<SignIn> {
  const where = new URL(base).host;
  const { capability } = await readMetadata(base, options.signal);
  const configuration = await readSmartConfiguration(base, capability, options.signal);
  if (configuration === undefined) throw new AppError('sign-in-not-offered', { where });
  let attempt: Attempt | undefined;
  try {
    attempt = await prepare(base, configuration, options);
    await options.openBrowser(await authorizationUrl(attempt));
    const callback = await attempt.loopback.callback(options.signal);
    return await redeem(attempt, callback, options);
  } catch (thrown) {
    if (codeOf(thrown) === 'download-cancelled') {
      throw new AppError('sign-in-cancelled', { cause: thrown, where });
    }
    throw signInFault(thrown, where);
  } finally {
    attempt?.loopback.close();
  }
}

/** Tries one way back after the other: a server that registers programs may refuse the first. */
async function prepare(
  base: FhirBaseUrl,
  configuration: SmartConfiguration,
  options: SignInOptions,
): Promise<Attempt> {
  const usual: ReturnWay = { kind: 'addresses', addresses: [...usualReturnAddresses] };
  const ways: readonly ReturnWay[] =
    options.returnWay === undefined ? [{ kind: 'any-port' }, usual] : [options.returnWay];
  const scopes = scopesToAsk(configuration);
  let refused: unknown;
  for (const way of ways) {
    const loopback = await listenOnLoopback(generateRandomState(), way);
    try {
      const request = { client: options.client, redirectUri: loopback.redirectUri, scopes };
      const client = await clientFor(configuration, request, options.signal);
      const [nonce, codeVerifier] = [generateRandomNonce(), generateRandomCodeVerifier()];
      return { base, configuration, scopes, client, loopback, nonce, codeVerifier };
    } catch (thrown) {
      loopback.close();
      if (codeOf(thrown) !== 'sign-in-return-refused') throw thrown;
      refused = thrown;
    }
  }
  throw refused;
}

async function authorizationUrl(attempt: Attempt): Promise<string> {
  const url = new URL(attempt.configuration.server.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: attempt.client.clientId,
    redirect_uri: attempt.loopback.redirectUri,
    scope: attempt.scopes.join(' '),
    state: attempt.loopback.state,
    aud: attempt.base,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Exchanges the code for tokens and reads whose records they open. */
async function redeem(
  attempt: Attempt,
  callback: URL,
  { signal, now }: SignInOptions,
): Promise<SignIn> {
  const { base, client: known, loopback } = attempt;
  const { server: named, namesIssuer } = attempt.configuration;
  const { client, authentication } = oauthClient(known);
  // There is nothing to compare it with. @see RFC 9207 section 2.4
  if (!namesIssuer) callback.searchParams.delete('iss');
  const parameters = validateAuthResponse(named, client, callback, loopback.state);
  const response = await tokenAnswer(
    await authorizationCodeGrantRequest(
      named,
      client,
      authentication,
      parameters,
      loopback.redirectUri,
      attempt.codeVerifier,
      oauthOptions(named.token_endpoint, signal),
    ),
  );
  const idToken = await idTokenIn(response);
  const issuer = namesIssuer || idToken === undefined ? undefined : issuerOf(idToken);
  const server = issuer === undefined ? named : { ...named, issuer };
  const checking = { server, client, hasIdToken: idToken !== undefined, nonce: attempt.nonce };
  const tokens = await checkedTokens(response, checking, signal);
  const access = accessFrom(tokens, { server, client: known, now: now() });
  const granted = tokens.scope === undefined ? attempt.scopes : tokens.scope.split(/\s+/);
  const people = await peopleOf(base, tokens, signal);
  return {
    access,
    ...people,
    grantedScopes: granted,
    refusedScopes: refusedScopes(attempt.scopes, granted),
  };
}

/** @throws sign-in-no-patient where the sign-in opens nobody's record */
async function peopleOf(
  base: FhirBaseUrl,
  tokens: TokenEndpointResponse,
  signal: AbortSignal,
): Promise<Pick<SignIn, 'patientId' | 'patients'>> {
  const fhirUser = getValidatedIdTokenClaims(tokens)?.['fhirUser'];
  const patientId = patientIdOf(tokens['patient'], fhirUser);
  const asking = { base, accessToken: tokens.access_token, signal };
  const patients = await patientsBehind(asking, { patientId, fhirUser });
  if (patients.length === 0) {
    throw new AppError('sign-in-no-patient', { where: new URL(base).host });
  }
  return defined({ patients, patientId });
}

/** The token response, its id token checked (issuer, audience, time, nonce, signature) where there is one. */
async function checkedTokens(
  response: Response,
  { server, client, hasIdToken, nonce }: Checking,
  signal: AbortSignal,
): Promise<TokenEndpointResponse> {
  const tokens = await processAuthorizationCodeResponse(
    server,
    client,
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

/** What a token response is checked against. */
type Checking = {
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly hasIdToken: boolean;
  readonly nonce: string;
};
