import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Account } from './accounts.ts';
import type { OauthAddresses } from './capability.ts';
import type { Access } from './fhir-api.ts';
import type { Conduct } from './manners.ts';
import { knownScopes } from './scopes.ts';
import { makeTokenAdapter } from './token-adapter.ts';
import { provideUrlParse } from './url-parse.ts';

/** The client id that needs no registration. */
export const publicClientId = 'patient-held-record';

/** Loopback redirects of the public client; the port is free. @see RFC 8252 section 7.3 */
const redirectPaths = ['/', '/callback', '/oauth/callback'];
const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

export interface OauthOptions {
  readonly issuer: string;
  readonly fhirBaseUrl: string;
  readonly accounts: readonly Account[];
  readonly accessTokenSeconds: number;
  conduct(): Conduct;
}

/** A SMART authorization server. @see https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html */
export function makeOauth(options: OauthOptions): Provider {
  provideUrlParse();
  const provider = new Provider(options.issuer, configurationOf(options));
  provider.use(async (context, next) => {
    await next();
    // Outside the endpoints of OAuth itself there is no `oidc`, whatever its type says.
    const oidc = context['oidc'] as KoaContextWithOIDC['oidc'] | undefined;
    if (oidc?.route !== 'token' || context.status !== 200) return;
    if (oidc.params?.['grant_type'] === 'refresh_token' && options.conduct().refreshIsRefused()) {
      context.status = 400;
      context.body = { error: 'invalid_grant', error_description: 'sign in again' };
      return;
    }
    const patient = oidc.entities.Account?.accountId;
    if (patient !== undefined) context.body = { ...Object(context.body), patient };
  });
  return provider;
}

function configurationOf(options: OauthOptions): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    adapter: makeTokenAdapter(),
    clients: [publicClient()],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: knownScopes,
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    extraParams: { aud: null },
    routes: {
      authorization: '/authorize',
      token: '/token',
      jwks: '/jwks',
      registration: '/register',
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
    },
    findAccount: (_context, id) => accountClaims(options, id),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: options.accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      Session: 3600,
      Grant: 90 * 86_400,
      RefreshToken: 90 * 86_400,
    },
  };
}

function publicClient(): NonNullable<Configuration['clients']>[number] {
  return {
    client_id: publicClientId,
    client_name: 'Patient-Held Record',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: loopbackHosts.flatMap((host) =>
      redirectPaths.map((path) => `http://${host}${path}`),
    ),
  };
}

function accountClaims({ accounts, fhirBaseUrl }: OauthOptions, id: string) {
  if (!accounts.some(({ patient }) => patient === id)) return undefined;
  return {
    accountId: id,
    claims: () => ({ sub: id, fhirUser: `${fhirBaseUrl}/Patient/${id}` }),
  };
}

/**
 * The address of an authorization request with OpenID's `prompt=consent` put in where there is no prompt: without it
 * `oidc-provider` drops `offline_access`, for which SMART asks no prompt.
 */
export function withConsentPrompt(address: string): string {
  const [path = '', query = ''] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  if (path !== '/authorize' || parameters.has('prompt')) return address;
  parameters.set('prompt', 'consent');
  return `${path}?${parameters.toString()}`;
}

/** Where the endpoints of the authorization server are; only wildcard scopes are named, as there are hundreds. */
export function oauthAddresses(issuer: string): OauthAddresses {
  return {
    issuer,
    jwks: `${issuer}/jwks`,
    authorize: `${issuer}/authorize`,
    token: `${issuer}/token`,
    register: `${issuer}/register`,
    scopes: knownScopes.filter((scope) => !/^patient\/[A-Z]/.test(scope)),
  };
}

/** Whom the bearer token of a request speaks for, if it is good and has not expired. @see RFC 6750 */
export async function accessOfBearer(
  provider: Provider,
  request: IncomingMessage,
  conduct: Conduct,
): Promise<Access | undefined> {
  const [, value] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const token = value === undefined ? undefined : await provider.AccessToken.find(value);
  if (!token?.isValid) return undefined;
  if (conduct.tokenExpires()) {
    await token.destroy();
    return undefined;
  }
  return { patient: token.accountId, scopes: token.scope ?? '' };
}
