import type { AuthorizationServer } from 'oauth4webapi';
import { safeAddress } from '../../shared/base/web-address.ts';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import { unsafeAddress } from '../http/unsafe-address.ts';
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
 * @throws unsafe-address
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

/**
 * Reads a SMART configuration of unknown shape; `undefined` where it names no place to sign in, or one without
 * encryption. Of the other places, those that are not safe are left out.
 * @throws unsafe-address where the sign-in would be opened or asked at an address that is none of the web, carries
 * credentials, or is on this computer while the service is not
 */
export function fromConfiguration(
  value: unknown,
  base: FhirBaseUrl,
): SmartConfiguration | undefined {
  const endpoint = (name: string): string | undefined => {
    const named = text(member(value, name));
    return named === undefined ? undefined : safeAddress(named, base);
  };
  const authorize = signInAddress(member(value, 'authorization_endpoint'), base);
  const token = signInAddress(member(value, 'token_endpoint'), base);
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

/** @throws unsafe-address */
function signInAddress(value: unknown, base: FhirBaseUrl): string | undefined {
  const named = text(value);
  if (named === undefined || !URL.canParse(named)) return undefined;
  const safe = safeAddress(named, base);
  if (safe !== undefined) return safe;
  const fault = unsafeAddress(named, base);
  if (fault.code === 'unsafe-address') throw fault;
  return undefined;
}

function strings(value: unknown): readonly string[] {
  return asList(value).filter((each) => typeof each === 'string');
}
