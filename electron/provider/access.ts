import type { TokenEndpointResponse } from 'oauth4webapi';
import { defined } from '../../shared/base/defined.ts';
import { instantAt } from '../../shared/base/instant.ts';
import type { Access } from '../../shared/ipc/access.ts';
import type { KnownClient } from './client.ts';

export type TokenAccess = Extract<Access, { kind: 'token' }>;

/** What of an authorization server an access must remember. */
export type KnownServer = {
  readonly issuer: string;
  readonly token_endpoint: string;
  readonly revocation_endpoint?: string | undefined;
};

/** The access that a token response gives. A refresh token that the server does not send anew stays valid. */
export function accessFrom(
  tokens: TokenEndpointResponse,
  known: {
    readonly server: KnownServer;
    readonly client: KnownClient;
    readonly now: Date;
    readonly refreshToken?: string | undefined;
  },
): TokenAccess {
  const { server, client, now } = known;
  const refreshToken = tokens.refresh_token ?? known.refreshToken;
  const { revocation_endpoint: revocationEndpoint } = server;
  const { expires_in: seconds } = tokens;
  const expires =
    seconds === undefined ? undefined : instantAt(now.getTime() + seconds * 1000)?.toISOString();
  return {
    kind: 'token',
    accessToken: tokens.access_token,
    ...defined({ refreshToken, expiresAt: expires }),
    tokenEndpoint: server.token_endpoint,
    issuer: server.issuer,
    ...client,
    ...defined({ revocationEndpoint }),
  };
}

/** The client that an access was given to. */
export function clientOf({ clientId, clientSecret, clientAuthMethod }: TokenAccess): KnownClient {
  return defined({ clientId, clientSecret, clientAuthMethod });
}
