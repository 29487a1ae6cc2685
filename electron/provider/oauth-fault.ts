import {
  AuthorizationResponseError,
  OperationProcessingError,
  ResponseBodyError,
  UnsupportedOperationError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { AppError } from '../../shared/base/error.ts';
import { networkFault } from '../http/network-fault.ts';

/**
 * What a failed step of OAuth means to a person. The server's own words stay in `cause` and are never shown.
 * @see RFC 6749 sections 4.1.2.1 and 5.2
 */
export function signInFault(thrown: unknown, where: string): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof AuthorizationResponseError && thrown.error === 'access_denied') {
    return new AppError('sign-in-cancelled', { cause: thrown, where });
  }
  if (isClientRefusal(thrown)) {
    return new AppError('sign-in-client-unknown', { cause: thrown, where });
  }
  if (isOAuthError(thrown)) return new AppError('sign-in-failed', { cause: thrown, where });
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

const clientRefusals = new Set(['invalid_client', 'unauthorized_client']);

function isClientRefusal(thrown: unknown): boolean {
  if (thrown instanceof WWWAuthenticateChallengeError) return true;
  const isAnswer =
    thrown instanceof AuthorizationResponseError || thrown instanceof ResponseBodyError;
  return isAnswer && clientRefusals.has(thrown.error);
}

function isOAuthError(thrown: unknown): boolean {
  return [
    AuthorizationResponseError,
    OperationProcessingError,
    ResponseBodyError,
    UnsupportedOperationError,
    WWWAuthenticateChallengeError,
  ].some((kind) => thrown instanceof kind);
}
