import { processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi';
import { defined } from '../../shared/base/defined.ts';
import { AppError, codeOf } from '../../shared/base/error.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { Access } from '../../shared/ipc/access.ts';
import type { Authorization } from '../http/fhir-client.ts';
import { accessFrom, clientOf, type TokenAccess } from './access.ts';
import { oauthClient } from './client.ts';
import { isRefusal, signInFault } from './oauth-fault.ts';
import { oauthOptions } from './oauth-options.ts';
import { idTokenAlgorithms } from './smart-configuration.ts';
import { tokenAnswer } from './token-answer.ts';

/** The tokens of one download, which rotate on the way. */
export type Tokens = Authorization & {
  /** The access as it is now, once after each change: it must be sealed, because the old refresh token is dead. */
  readonly takeChanged: () => Access | undefined;
  /** Resolves when no renewal is under way: what the server has already changed must not be lost. */
  readonly settled: () => Promise<void>;
};

/** A token that ends within this time is renewed before it is sent. */
const marginMs = 30_000;

/** Holds the access to a server and renews it; requests that are refused at the same time share one renewal, and all share its refusal. */
export function tokensOf(access: Access, now: Clock): Tokens {
  let current = access;
  let changed: Access | undefined;
  let renewing: Promise<void> | undefined;

  const renew = async (refused: string): Promise<void> => {
    if (current.kind === 'open' || current.accessToken !== refused) return;
    // Nothing renews a token that was pasted: the person asks for another one.
    if (current.kind === 'bearer') throw new AppError('sign-in-expired');
    renewing ??= refresh(current, now()).then(
      (fresh) => {
        current = fresh;
        changed = fresh;
        renewing = undefined;
      },
      (thrown: unknown) => {
        // What the server refused once is not asked again: it may take a second try for a stolen token.
        if (codeOf(thrown) !== 'sign-in-expired') renewing = undefined;
        throw thrown;
      },
    );
    await renewing;
  };

  return {
    token: async () => {
      if (current.kind === 'open') return undefined;
      if (current.kind === 'token' && endsSoon(current, now())) await renew(current.accessToken);
      return current.accessToken;
    },
    renew,
    takeChanged: () => {
      const taken = changed;
      changed = undefined;
      return taken;
    },
    settled: async () => {
      await renewing?.catch(() => undefined);
    },
  };
}

function endsSoon({ expiresAt, refreshToken }: TokenAccess, now: Date): boolean {
  if (expiresAt === undefined || refreshToken === undefined) return false;
  return Date.parse(expiresAt) - now.getTime() < marginMs;
}

/** @throws sign-in-expired where the server refuses, network faults where it can't be reached (the token may still be good) */
async function refresh(access: TokenAccess, now: Date): Promise<TokenAccess> {
  const where = new URL(access.tokenEndpoint).host;
  if (access.refreshToken === undefined) throw new AppError('sign-in-expired', { where });
  const server = defined({
    issuer: access.issuer,
    token_endpoint: access.tokenEndpoint,
    revocation_endpoint: access.revocationEndpoint,
    id_token_signing_alg_values_supported: idTokenAlgorithms,
  });
  const known = clientOf(access);
  const { client, authentication } = oauthClient(known);
  const { refreshToken } = access;
  try {
    const response = await refreshTokenGrantRequest(
      server,
      client,
      authentication,
      refreshToken,
      oauthOptions(access.tokenEndpoint),
    );
    const answer = await tokenAnswer(response);
    const tokens = await processRefreshTokenResponse(server, client, answer);
    return accessFrom(tokens, { server, client: known, now, refreshToken });
  } catch (thrown) {
    if (isRefusal(thrown)) throw new AppError('sign-in-expired', { cause: thrown, where });
    throw signInFault(thrown, where);
  }
}
