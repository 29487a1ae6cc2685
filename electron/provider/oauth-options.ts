import { allowInsecureRequests } from 'oauth4webapi';
import { isLoopback } from '../http/fhir-base-url.ts';
import { smallAnswer } from '../http/limits.ts';

/** Options of one request to an authorization server: a time limit, and plain http on this computer only. */
export function oauthOptions(
  endpoint: string,
  signal?: AbortSignal,
): { signal: AbortSignal; [allowInsecureRequests]: boolean } {
  const patience = AbortSignal.timeout(smallAnswer.totalMs);
  return {
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    [allowInsecureRequests]: isLoopback(endpoint),
  };
}
