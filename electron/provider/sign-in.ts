import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  getValidatedIdTokenClaims,
  OperationProcessingError,
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
import { oauthClient, waysToShow, type KnownClient } from './client.ts';
import { listenOnLoopback, type Loopback } from './loopback.ts';
import { readMetadata } from './metadata.ts';
import { signInFault } from './oauth-fault.ts';
import { oauthOptions } from './oauth-options.ts';
import { patientIdOf } from './patient-id.ts';
import { patientsBehind } from './patients.ts';
import { clientFor } from './register.ts';
import { refusedScopes, scopeChoices } from './scopes.ts';
import { readSmartConfiguration, type SmartConfiguration } from './smart-configuration.ts';
import { codeAnswer, idTokenIn, isClientRefused, issuerOf } from './token-answer.ts';

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

type Asked = {
  readonly base: FhirBaseUrl;
  readonly configuration: SmartConfiguration;
  readonly scopes: readonly string[];
};

/** What is settled before the browser opens. */
type Attempt = Asked & {
  readonly client: KnownClient;
  readonly loopback: Loopback;
  readonly nonce: string;
  readonly codeVerifier: string;
};

/**
 * Signs a person in by the SMART standalone patient launch: system browser, loopback redirect, PKCE S256.
 * A server that refuses the scopes is asked for narrower ones, each time in the browser.
 * @throws the codes that begin with `sign-in`, and network faults
 * @see http://hl7.org/fhir/smart-app-launch/app-launch.html
 */
export async function signIn(base: FhirBaseUrl, options: SignInOptions): Promise<SignIn> {
  const where = new URL(base).host;
  const { capability } = await readMetadata(base, options.signal);
  const configuration = await readSmartConfiguration(base, capability, options.signal);
  if (configuration === undefined) throw new AppError('sign-in-not-offered', { where });
  const choices = scopeChoices(configuration, [...capability.types.keys()]);
  let refused: AppError | undefined;
  for (const scopes of choices) {
    try {
      return await attemptWith({ base, configuration, scopes }, options);
    } catch (thrown) {
      const fault = signInFault(thrown, where);
      if (fault.code === 'download-cancelled') {
        throw new AppError('sign-in-cancelled', { cause: fault, where });
      }
      if (fault.code !== 'sign-in-scope-refused') throw fault;
      refused = fault;
    }
  }
  throw refused ?? new AppError('sign-in-scope-refused', { where });
}

/** One way to the browser and back. */
async function attemptWith(asked: Asked, options: SignInOptions): Promise<SignIn> {
  const attempt = await prepare(asked, options);
  try {
    await options.openBrowser(await authorizationUrl(attempt));
    const callback = await attempt.loopback.callback(options.signal);
    return await redeem(attempt, callback, options);
  } finally {
    attempt.loopback.close();
  }
}

/** Tries one way back after the other: a server that registers programs may refuse the first. */
async function prepare(asked: Asked, options: SignInOptions): Promise<Attempt> {
  const { configuration, scopes } = asked;
  const usual: ReturnWay = { kind: 'addresses', addresses: [...usualReturnAddresses] };
  const ways: readonly ReturnWay[] =
    options.returnWay === undefined ? [{ kind: 'any-port' }, usual] : [options.returnWay];
  let refused: unknown;
  for (const way of ways) {
    const loopback = await listenOnLoopback(generateRandomState(), way);
    try {
      const request = { client: options.client, redirectUri: loopback.redirectUri, scopes };
      const client = await clientFor(configuration, request, options.signal);
      const [nonce, codeVerifier] = [generateRandomNonce(), generateRandomCodeVerifier()];
      return { ...asked, client, loopback, nonce, codeVerifier };
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
  const { base, configuration, nonce } = attempt;
  const { server: named, namesIssuer } = configuration;
  // There is nothing to compare it with. @see RFC 9207 section 2.4
  if (!namesIssuer) callback.searchParams.delete('iss');
  const { response, known } = await answerToCode(attempt, callback, signal);
  const idToken = await idTokenIn(response);
  const issuer = namesIssuer || idToken === undefined ? undefined : issuerOf(idToken);
  const server = issuer === undefined ? named : { ...named, issuer };
  const { client } = oauthClient(known);
  const checking = { server, client, hasIdToken: idToken !== undefined, nonce };
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

/** What the token endpoint answers to the code, and as which client: a secret is shown in one way after the other. */
async function answerToCode(
  { client: asked, loopback, configuration, codeVerifier }: Attempt,
  callback: URL,
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly known: KnownClient }> {
  const { server } = configuration;
  const where = new URL(server.token_endpoint).host;
  const ask = async (known: KnownClient): Promise<Response> => {
    const { client, authentication } = oauthClient(known);
    const parameters = validateAuthResponse(server, client, callback, loopback.state);
    const answer = await authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      loopback.redirectUri,
      codeVerifier,
      oauthOptions(server.token_endpoint, signal),
    );
    return codeAnswer(answer, where);
  };
  const [first, ...others] = waysToShow(asked, configuration);
  const known = first ?? asked;
  const response = await ask(known);
  if (!(await isClientRefused(response))) return { response, known };
  for (const other of others) {
    const second = await ask(other);
    if (second.ok) return { response: second, known: other };
  }
  return { response, known };
}

/** @throws sign-in-no-patient where the sign-in opens nobody's record */
async function peopleOf(
  base: FhirBaseUrl,
  tokens: TokenEndpointResponse,
  signal: AbortSignal,
): Promise<Pick<SignIn, 'patientId' | 'patients'>> {
  const fhirUser = getValidatedIdTokenClaims(tokens)?.['fhirUser'];
  const patientId = patientIdOf(tokens['patient'], fhirUser);
  const where = new URL(base).host;
  const asking = { base, accessToken: tokens.access_token, signal };
  const patients = await patientsBehind(asking, { patientId, fhirUser }).catch(
    (thrown: unknown) => {
      // Nobody pasted this token.
      const isRefused = codeOf(thrown) === 'token-not-accepted';
      throw isRefused ? new AppError('sign-in-not-honoured', { cause: thrown, where }) : thrown;
    },
  );
  if (patients.length === 0) throw new AppError('sign-in-no-patient', { where });
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
    const options = oauthOptions(server.jwks_uri, signal);
    await validateApplicationLevelSignature(server, response, options).catch((thrown: unknown) => {
      if (!(thrown instanceof OperationProcessingError)) throw thrown;
      const where = new URL(server.token_endpoint ?? server.issuer).host;
      throw new AppError('sign-in-signature-wrong', { cause: thrown, where });
    });
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
