import {
  AuthorizationResponseError,
  JWT_TIMESTAMP_CHECK,
  OperationProcessingError,
  ResponseBodyError,
  UnsupportedOperationError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { AppError, type ErrorCode } from '../../shared/base/error.ts';
import { networkFault } from '../http/network-fault.ts';
import { member, text } from './capability-statement.ts';

/**
 * What a failed step of OAuth means to a person. The server's own words stay in `cause` and are never shown.
 * @see RFC 6749 sections 4.1.2.1 and 5.2
 */
export function signInFault(thrown: unknown, where: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = codeOfRefusal(thrown) ?? codeOfAnswer(thrown);
  if (code !== undefined) return new AppError(code, { cause: thrown, where });
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
    return new AppError('server-too-slow', { cause: thrown, where });
  }
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return new AppError('sign-in-cancelled', { cause: thrown, where });
  }
  return networkFault(thrown, where);
}

/** Whether the server said no to a refresh token, as against not being reached. */
export function isRefusal(thrown: unknown): boolean {
  return (
    (thrown instanceof ResponseBodyError && thrown.status < 500) ||
    thrown instanceof WWWAuthenticateChallengeError
  );
}

/** What the server's own `error` means. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  access_denied: 'sign-in-denied',
  invalid_scope: 'sign-in-scope-refused',
  invalid_client: 'sign-in-client-unknown',
  unauthorized_client: 'sign-in-client-unknown',
  server_error: 'sign-in-service-broken',
  temporarily_unavailable: 'sign-in-service-broken',
};

/** What a server that says no means by it. */
function codeOfRefusal(thrown: unknown): ErrorCode | undefined {
  if (thrown instanceof WWWAuthenticateChallengeError) return 'sign-in-client-unknown';
  const isAnswer =
    thrown instanceof AuthorizationResponseError || thrown instanceof ResponseBodyError;
  if (!isAnswer) return undefined;
  return Object.hasOwn(refusals, thrown.error) ? refusals[thrown.error] : 'sign-in-failed';
}

/** What the claims of an id token mean that are not as they must be; other than these, it is meant for somebody else. */
const claimFaults: Readonly<Record<string, ErrorCode>> = {
  iss: 'sign-in-issuer-differs',
  nonce: 'sign-in-nonce-missing',
  exp: 'sign-in-clock-differs',
  iat: 'sign-in-clock-differs',
  nbf: 'sign-in-clock-differs',
};

/** What is wrong with an answer that says yes. The library tells by what it looked at, in the error's cause. */
function codeOfAnswer(thrown: unknown): ErrorCode | undefined {
  if (thrown instanceof UnsupportedOperationError) {
    const isOfTokenType = member(thrown.cause, 'body') !== undefined;
    return isOfTokenType ? 'sign-in-token-type' : 'sign-in-algorithm-unknown';
  }
  if (!(thrown instanceof OperationProcessingError)) return undefined;
  const { code, cause } = thrown;
  if (code === JWT_TIMESTAMP_CHECK) return 'sign-in-clock-differs';
  if (member(cause, 'header') !== undefined) return 'sign-in-algorithm-unknown';
  // The state was compared before; what else is compared in the browser's address is the issuer.
  const isOfAddress = member(cause, 'parameters') !== undefined;
  if (isOfAddress && member(cause, 'expected') !== undefined) return 'sign-in-issuer-differs';
  if (member(cause, 'claims') !== undefined) {
    const claim = text(member(cause, 'claim')) ?? missingClaim(member(cause, 'claims'));
    return claimFaults[claim] ?? 'sign-in-claims-differ';
  }
  const body = member(cause, 'body');
  const lacksType = body !== undefined && text(member(body, 'token_type')) === undefined;
  return lacksType ? 'sign-in-token-type' : 'sign-in-failed';
}

/** The first claim that every id token must have and this one lacks. @see OpenID Connect Core 2 */
function missingClaim(claims: unknown): string {
  const required = ['aud', 'exp', 'iat', 'iss', 'sub', 'nonce'];
  return required.find((claim) => member(claims, claim) === undefined) ?? '';
}
