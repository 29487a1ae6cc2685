import { allowInsecureRequests } from 'oauth4webapi';
import { AppError } from '../../shared/base/error.ts';
import { isLoopback, safeAddress } from '../../shared/base/web-address.ts';
import { smallAnswer } from '../http/limits.ts';

/**
 * Options of one request to an authorization server: a time limit, and plain http on this computer only. Nothing is
 * asked of an authorization server without them.
 * @throws unsafe-address
 */
export function oauthOptions(
  endpoint: string,
  signal?: AbortSignal,
): { signal: AbortSignal; [allowInsecureRequests]: boolean } {
  if (safeAddress(endpoint) === undefined) throw new AppError('unsafe-address');
  const patience = AbortSignal.timeout(smallAnswer.totalMs);
  return {
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    [allowInsecureRequests]: isLoopback(endpoint),
  };
}
