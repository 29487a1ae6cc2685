import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { errors, Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Account } from './accounts.ts';
import type { OauthAddresses } from './capability.ts';
import type { Access } from './fhir-api.ts';
import type { Conduct } from './manners.ts';
import { confidentialClient, type House } from './houses.ts';
import { scopesOf } from './scopes.ts';
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
  readonly house: House;
  conduct(): Conduct;
}

type Client = NonNullable<Configuration['clients']>[number];

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
    if (patient !== undefined && options.house.family !== true)
      context.body = { ...(context.body as object), patient }; // the token endpoint answers an object
  });
  return provider;
}

function configurationOf(options: OauthOptions): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    adapter: makeTokenAdapter(),
    clients: [clientOf(options.house)],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: [...scopesOf(options.house)],
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
      revocation: '/revoke',
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: options.house.registration !== false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
    },
    extraClientMetadata: {
      properties: ['return_address_check'],
      validator: (context, _key, _value, metadata) => {
        // Without a context it is the client that this server itself knows.
        if (context === undefined) return;
        const uris = metadata['redirect_uris'] as string[]; // the library has checked that they are addresses
        if (!uris.every((uri) => takesReturn(options, uri))) {
          throw new errors.InvalidRedirectUri('this return address is not allowed');
        }
      },
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

/** Whether the browser may be sent back there: a house that keeps a list compares to the letter. */
export function takesReturn({ house }: Pick<OauthOptions, 'house'>, address: string): boolean {
  return house.returnAddresses?.includes(address) ?? true;
}

function clientOf({ secretBy, returnAddresses, refreshTokens }: House): Client {
  return {
    ...(secretBy === undefined
      ? { client_id: publicClientId, token_endpoint_auth_method: 'none' }
      : {
          client_id: confidentialClient.id,
          client_secret: confidentialClient.secret,
          token_endpoint_auth_method: secretBy,
        }),
    client_name: 'Patient-Held Record',
    application_type: 'native',
    grant_types: ['authorization_code', ...(refreshTokens === false ? [] : ['refresh_token'])],
    response_types: ['code'],
    redirect_uris: [
      ...(returnAddresses ??
        loopbackHosts.flatMap((host) => redirectPaths.map((path) => `http://${host}${path}`))),
    ],
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

/** Where the endpoints of the authorization server are; where there are wildcard scopes only these are named, as there are hundreds. */
export function oauthAddresses(issuer: string, house: House): OauthAddresses {
  const scopes = scopesOf(house);
  const hasWildcards = scopes.some((scope) => scope.startsWith('patient/*'));
  return {
    issuer,
    jwks: `${issuer}/jwks`,
    authorize: `${issuer}/authorize`,
    token: `${issuer}/token`,
    ...(house.registration === false ? {} : { register: `${issuer}/register` }),
    revoke: `${issuer}/revoke`,
    authMethod: house.secretBy ?? 'none',
    scopes: scopes.filter((scope) => !hasWildcards || !/^patient\/[A-Z]/.test(scope)),
  };
}

/** Whom the bearer token of a request speaks for, if it is good and has not expired. @see RFC 6750 */
export async function accessOfBearer(
  provider: Provider,
  request: IncomingMessage,
  { conduct, house }: { readonly conduct: Conduct; readonly house: House },
): Promise<Access | undefined> {
  const [, value] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const token = value === undefined ? undefined : await provider.AccessToken.find(value);
  if (!token?.isValid) return undefined;
  if (conduct.tokenExpires()) {
    await token.destroy();
    return undefined;
  }
  const isFamily = house.family === true;
  return { patient: token.accountId, isFamily, scopes: token.scope ?? '' };
}
