import {
  dynamicClientRegistrationRequest,
  processDynamicClientRegistrationResponse,
  ResponseBodyError,
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
 * else the usual one. A registration that fails is no reason to stop: the server may know the program already.
 * @throws sign-in-return-refused where the server will not send the browser back to this address
 * @see RFC 7591
 */
export async function clientFor(
  configuration: SmartConfiguration,
  request: RegistrationRequest,
  signal: AbortSignal,
): Promise<KnownClient> {
  const { server } = configuration;
  if (request.client !== undefined) return pastedClient(request.client, configuration);
  if (server.registration_endpoint === undefined) return { clientId: defaultClientId };
  try {
    const response = await dynamicClientRegistrationRequest(
      server,
      {
        client_name: 'Patient-Held Record',
        application_type: request.redirectUri.startsWith('https:') ? 'web' : 'native',
        redirect_uris: [request.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
        scope: request.scopes.join(' '),
      },
      oauthOptions(server.registration_endpoint, signal),
    );
    return registered(await processDynamicClientRegistrationResponse(asCreated(response)));
  } catch (thrown) {
    if (thrown instanceof ResponseBodyError && thrown.error === 'invalid_redirect_uri') {
      throw new AppError('sign-in-return-refused', {
        cause: thrown,
        where: new URL(server.registration_endpoint).host,
      });
    }
    return { clientId: defaultClientId };
  }
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
