import {
  dynamicClientRegistrationRequest,
  processDynamicClientRegistrationResponse,
  ResponseBodyError,
  type Client,
  type OmitSymbolProperties,
} from 'oauth4webapi';
import { AppError } from '../../shared/base/error.ts';
import type { ClientCredentials } from '../../shared/ipc/access.ts';
import { pastedClient, type KnownClient } from './client.ts';
import { oauthOptions } from './oauth-options.ts';
import type { SmartConfiguration } from './smart-configuration.ts';

/** The client id that servers know this program by where they do not register programs themselves. */
export const defaultClientId = 'patient-held-record';

export type RegistrationRequest = {
  /** What the person was given by the service. */
  readonly client?: ClientCredentials | undefined;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
};

/**
 * The client to sign in as: the one that the person was given, else a new registration where the server offers one,
 * else the usual one.
 * @throws sign-in-return-refused where the server will not send the browser back to this address,
 * sign-in-registration-refused where it registers no program for another reason, download-cancelled
 * @see RFC 7591
 */
export async function clientFor(
  configuration: SmartConfiguration,
  request: RegistrationRequest,
  signal: AbortSignal,
): Promise<KnownClient> {
  const { server } = configuration;
  if (request.client !== undefined) return pastedClient(request.client, configuration);
  const { registration_endpoint: endpoint } = server;
  if (endpoint === undefined) return { clientId: defaultClientId };
  const register = async (
    metadata: Partial<OmitSymbolProperties<Client>>,
  ): Promise<KnownClient> => {
    const options = oauthOptions(endpoint, signal);
    const response = await dynamicClientRegistrationRequest(server, metadata, options);
    return registered(await processDynamicClientRegistrationResponse(asCreated(response)));
  };
  const metadata = metadataFor(request);
  try {
    return await register({ ...metadata, scope: request.scopes.join(' ') }).catch(
      (thrown: unknown) => {
        if (!isOfScope(thrown)) throw thrown;
        return register(metadata);
      },
    );
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const code = isError(thrown, 'invalid_redirect_uri')
      ? 'sign-in-return-refused'
      : 'sign-in-registration-refused';
    throw new AppError(code, { cause: thrown, where: new URL(endpoint).host });
  }
}

function metadataFor({ redirectUri }: RegistrationRequest) {
  return {
    client_name: 'Patient-Held Record',
    application_type: redirectUri.startsWith('https:') ? 'web' : 'native',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };
}

/** A server that does not know a scope may refuse the registration for it. */
function isOfScope(thrown: unknown): boolean {
  return isError(thrown, 'invalid_client_metadata') || isError(thrown, 'invalid_scope');
}

function isError(thrown: unknown, error: string): boolean {
  return thrown instanceof ResponseBodyError && thrown.error === error;
}

/** There are servers that answer a registration with 200, where the standard says 201. */
function asCreated(response: Response): Response {
  const { status, headers, body } = response;
  return status === 200 ? new Response(body, { status: 201, headers }) : response;
}

/** A server may give a secret to a client that asked for none, and then wants to see it. */
function registered(client: {
  readonly client_id: string;
  readonly client_secret?: unknown;
  readonly token_endpoint_auth_method?: unknown;
}): KnownClient {
  const { client_id: clientId, client_secret: clientSecret } = client;
  const method = client.token_endpoint_auth_method;
  if (typeof clientSecret !== 'string' || method === 'none') return { clientId };
  const tokenAuthMethods = typeof method === 'string' ? [method] : [];
  return pastedClient({ clientId, clientSecret }, { tokenAuthMethods });
}
