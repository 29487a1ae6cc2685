import type { AuthorizationServer } from 'oauth4webapi';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import { isLoopback } from '../http/fhir-base-url.ts';
import { asList, member, text, type Capability } from './capability-statement.ts';
import { getJson, jsonOf } from './metadata.ts';

/** Where and how to sign in. @see http://hl7.org/fhir/smart-app-launch/conformance.html */
export type SmartConfiguration = {
  readonly server: AuthorizationServer & {
    readonly authorization_endpoint: string;
    readonly token_endpoint: string;
  };
  /**
   * Whether the server names its issuer. SMART 1 did not ask for it: then what answers over TLS at the token endpoint is
   * taken at its word.
   */
  readonly namesIssuer: boolean;
  readonly scopesSupported: readonly string[];
  readonly capabilities: readonly string[];
  /** How the server wants to be shown a client's secret; empty where it does not say. */
  readonly tokenAuthMethods: readonly string[];
};

/** What an id token may be signed with; anything else is refused. */
export const idTokenAlgorithms = ['RS256', 'RS384', 'ES256', 'ES384'];

/**
 * Reads `[base]/.well-known/smart-configuration` itself, because the client library loses PKCE and scopes;
 * where there is none, the CapabilityStatement's `oauth-uris`. `undefined`: the server offers no sign-in.
 */
export async function readSmartConfiguration(
  base: FhirBaseUrl,
  capability: Capability,
  signal?: AbortSignal,
): Promise<SmartConfiguration | undefined> {
  const url = `${base}/.well-known/smart-configuration`;
  const answer = await getJson(url, 'application/json', signal);
  const found = answer.status === 200 ? fromConfiguration(jsonOf(answer), base) : undefined;
  return found ?? fromCapability(capability, base);
}

/** Reads a SMART configuration of unknown shape; `undefined` where it names no safe place to sign in. */
export function fromConfiguration(
  value: unknown,
  base: FhirBaseUrl,
): SmartConfiguration | undefined {
  const endpoint = (name: string): string | undefined => safeEndpoint(member(value, name));
  const authorize = endpoint('authorization_endpoint');
  const token = endpoint('token_endpoint');
  if (authorize === undefined || token === undefined) return undefined;
  const jwks = endpoint('jwks_uri');
  const registration = endpoint('registration_endpoint');
  const revocation = endpoint('revocation_endpoint');
  const issuer = text(member(value, 'issuer'));
  return {
    server: {
      issuer: issuer ?? base,
      authorization_endpoint: authorize,
      token_endpoint: token,
      ...(jwks === undefined ? {} : { jwks_uri: jwks }),
      ...(registration === undefined ? {} : { registration_endpoint: registration }),
      ...(revocation === undefined ? {} : { revocation_endpoint: revocation }),
      id_token_signing_alg_values_supported: idTokenAlgorithms,
    },
    namesIssuer: issuer !== undefined,
    scopesSupported: strings(member(value, 'scopes_supported')),
    capabilities: strings(member(value, 'capabilities')),
    tokenAuthMethods: strings(member(value, 'token_endpoint_auth_methods_supported')),
  };
}

/** Whether the server says that it takes only programs that have a secret. */
export function needsSecret({
  capabilities,
  tokenAuthMethods,
}: Pick<SmartConfiguration, 'capabilities' | 'tokenAuthMethods'>): boolean {
  const takesPublic = capabilities.includes('client-public') || tokenAuthMethods.includes('none');
  const takesSecret =
    capabilities.includes('client-confidential-symmetric') ||
    tokenAuthMethods.some((method) => method.startsWith('client_secret_'));
  return takesSecret && !takesPublic;
}

function fromCapability({ oauth }: Capability, base: FhirBaseUrl): SmartConfiguration | undefined {
  if (oauth === undefined) return undefined;
  const named = { authorization_endpoint: oauth.authorize, token_endpoint: oauth.token };
  return fromConfiguration(named, base);
}

function safeEndpoint(value: unknown): string | undefined {
  const url = text(value);
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).protocol === 'https:' || isLoopback(url) ? url : undefined;
}

function strings(value: unknown): readonly string[] {
  return asList(value).filter((each) => typeof each === 'string');
}
