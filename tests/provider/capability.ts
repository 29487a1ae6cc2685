import { fhirAnswer, type Answer } from './answer.ts';
import type { Offered } from './offered.ts';
import { searchParameters } from './search.ts';

/** The addresses of the authorization server, of which an open server has none. */
export interface OauthAddresses {
  readonly issuer: string;
  readonly jwks: string;
  readonly authorize: string;
  readonly token: string;
  /** Absent where programs are registered by hand. */
  readonly register?: string;
  readonly revoke: string;
  readonly authMethod: string;
  readonly scopes: readonly string[];
}

/** @see https://hl7.org/fhir/R4/capabilitystatement.html */
export function capabilityStatement(
  fhirBaseUrl: string,
  oauth: OauthAddresses | undefined,
  { now, offered }: { readonly now: Date; readonly offered: Offered },
): Answer {
  const { fhirVersion } = offered;
  const isR4 = fhirVersion.startsWith('4.');
  const statement = {
    resourceType: fhirVersion.startsWith('1.') ? 'Conformance' : 'CapabilityStatement',
    title: 'Northgate FHIR Capability Statement',
    status: 'active',
    date: now.toISOString(),
    kind: 'instance',
    software: { name: 'Patient-Held Record test provider' },
    implementation: { description: 'Northgate Shared Care Record', url: fhirBaseUrl },
    fhirVersion,
    format: ['json'],
    rest: [
      {
        mode: 'server',
        ...(oauth && { security: smartSecurity(oauth) }),
        resource: [
          {
            ...readAndSearch('Patient', ['_id']),
            ...(offered.everything && isR4 && { operation: [everything(isR4)] }),
          },
          ...offered.searched.map((type) => readAndSearch(type, offered.parameters)),
          ...offered.readOnly.map((type) => ({ type, interaction: [{ code: 'read' }] })),
        ],
        // The releases before R4 name operations for the server as a whole.
        ...(offered.everything && !isR4 && { operation: [everything(isR4)] }),
      },
    ],
  };
  return fhirAnswer(JSON.stringify(statement));
}

function everything(isR4: boolean): object {
  const address = 'http://hl7.org/fhir/OperationDefinition/Patient-everything';
  return { name: 'everything', definition: isR4 ? address : { reference: address } };
}

function readAndSearch(type: string, parameters: readonly string[]): object {
  return {
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    searchParam: searchParameters.filter(({ name }) => parameters.includes(name)),
  };
}

/** @see https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html */
function smartSecurity(oauth: OauthAddresses): object {
  return {
    service: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
            code: 'SMART-on-FHIR',
          },
        ],
        text: 'OAuth2 using SMART-on-FHIR profile',
      },
    ],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          { url: 'authorize', valueUri: oauth.authorize },
          { url: 'token', valueUri: oauth.token },
          ...(oauth.register === undefined ? [] : [{ url: 'register', valueUri: oauth.register }]),
        ],
      },
    ],
  };
}

/** @see https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#using-well-known */
export function smartConfiguration(oauth: OauthAddresses): Answer {
  const configuration = {
    issuer: oauth.issuer,
    jwks_uri: oauth.jwks,
    authorization_endpoint: oauth.authorize,
    token_endpoint: oauth.token,
    registration_endpoint: oauth.register,
    revocation_endpoint: oauth.revoke,
    token_endpoint_auth_methods_supported: [oauth.authMethod],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: oauth.scopes,
    id_token_signing_alg_values_supported: ['ES256'],
    capabilities: [
      'launch-standalone',
      oauth.authMethod === 'none' ? 'client-public' : 'client-confidential-symmetric',
      'sso-openid-connect',
      'context-standalone-patient',
      'permission-offline',
      'permission-patient',
      'permission-v1',
      ...(oauth.scopes.some((scope) => scope.endsWith('.rs')) ? ['permission-v2'] : []),
    ],
  };
  return {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(configuration),
  };
}
