import { AppError, type ErrorCode } from '../../shared/base/error.ts';

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);
const tooSlow = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const certificate =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;

/**
 * What a failed `fetch` means to a person.
 * Node wraps the system's error as `cause`, and several of them (one an address tried) as an `AggregateError`.
 */
export function networkFault(thrown: unknown, where: string): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError(faultCode(systemCodes(thrown)), { cause: thrown, where });
}

function faultCode(codes: readonly string[]): ErrorCode {
  if (codes.some((code) => certificate.test(code))) return 'server-certificate';
  if (codes.some((code) => tooSlow.has(code))) return 'server-too-slow';
  if (codes.some((code) => unreachable.has(code))) return 'server-unreachable';
  return 'server-broken';
}

/** The system's codes in an error, its causes and the errors it gathers. */
function systemCodes(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error)) return [];
  const own = 'code' in thrown && typeof thrown.code === 'string' ? [thrown.code] : [];
  const gathered: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : [];
  return [...own, ...gathered.flatMap(systemCodes), ...systemCodes(thrown.cause)];
}
