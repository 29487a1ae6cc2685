import { processRevocationResponse, revocationRequest } from 'oauth4webapi';
import type { Access } from '../../shared/ipc/access.ts';
import { clientOf } from './access.ts';
import { oauthClient } from './client.ts';
import { oauthOptions } from './oauth-options.ts';

/**
 * Asks the server to end an access: the refresh token, which ends what came from it, and the access token.
 * It never throws: the tokens are thrown away here in any case, and the person is told how it went.
 * @see RFC 7009
 */
export async function revoke(access: Access): Promise<'revoked' | 'not-offered' | 'failed'> {
  if (access.kind !== 'token' || access.revocationEndpoint === undefined) return 'not-offered';
  const { issuer, revocationEndpoint, accessToken, refreshToken } = access;
  const server = { issuer, revocation_endpoint: revocationEndpoint };
  const { client, authentication } = oauthClient(clientOf(access));
  try {
    for (const token of [refreshToken, accessToken]) {
      if (token === undefined) continue;
      const options = oauthOptions(revocationEndpoint);
      await processRevocationResponse(
        await revocationRequest(server, client, authentication, token, options),
      );
    }
    return 'revoked';
  } catch {
    return 'failed';
  }
}
