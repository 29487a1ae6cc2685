import {
  dynamicClientRegistrationRequest,
  processDynamicClientRegistrationResponse,
} from 'oauth4webapi';
import { oauthOptions } from './oauth-options.ts';
import type { SmartConfiguration } from './smart-configuration.ts';

/** The client id that servers know this program by where they do not register programs themselves. */
export const defaultClientId = 'patient-held-record';

/**
 * The client id to sign in with: a new registration where the server offers one, else the known one.
 * A registration that fails is no reason to stop: the server may know the program already.
 * @see RFC 7591
 */
export async function clientIdFor(
  { server }: SmartConfiguration,
  request: { readonly redirectUri: string; readonly scopes: readonly string[] },
  signal: AbortSignal,
): Promise<string> {
  if (server.registration_endpoint === undefined) return defaultClientId;
  try {
    const response = await dynamicClientRegistrationRequest(
      server,
      {
        client_name: 'Patient-Held Record',
        application_type: 'native',
        redirect_uris: [request.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
        scope: request.scopes.join(' '),
      },
      oauthOptions(server.registration_endpoint, signal),
    );
    return (await processDynamicClientRegistrationResponse(response)).client_id;
  } catch {
    return defaultClientId;
  }
}
