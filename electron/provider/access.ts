import type { TokenEndpointResponse } from 'oauth4webapi';
import type { Access } from '../../shared/ipc/contract.ts';

export type TokenAccess = Extract<Access, { kind: 'token' }>;

/** The access that a token response gives. A refresh token that the server does not send anew stays valid. */
export function accessFrom(
  tokens: TokenEndpointResponse,
  known: {
    readonly server: { readonly issuer: string; readonly token_endpoint: string };
    readonly clientId: string;
    readonly now: Date;
    readonly refreshToken?: string | undefined;
  },
): TokenAccess {
  const refreshToken = tokens.refresh_token ?? known.refreshToken;
  return {
    kind: 'token',
    accessToken: tokens.access_token,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(tokens.expires_in === undefined
      ? {}
      : { expiresAt: new Date(known.now.getTime() + tokens.expires_in * 1000).toISOString() }),
    tokenEndpoint: known.server.token_endpoint,
    issuer: known.server.issuer,
    clientId: known.clientId,
  };
}
