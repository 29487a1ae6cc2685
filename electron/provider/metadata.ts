import { AppError } from '../../shared/base/error.ts';
import { fromUtf8 } from '../../shared/base/bytes.ts';
import { refuseUnlessOk } from '../http/answer-fault.ts';
import { get, type HttpAnswer } from '../http/http.ts';
import { isLoopback, type FhirBaseUrl } from '../http/fhir-base-url.ts';
import { smallAnswer } from '../http/limits.ts';
import { baseUrlOfMetadata } from './address.ts';
import { isR4, readCapability, type Capability } from './capability-statement.ts';

/** What a server says of itself, and the base URL that it said it at. */
export type Metadata = { readonly base: FhirBaseUrl; readonly capability: Capability };

/**
 * Reads `[base]/metadata` without signing in.
 * @throws server-not-fhir, server-other-version, server-refused, server-busy, server-broken, and what `get` throws
 */
export async function readMetadata(base: FhirBaseUrl, signal?: AbortSignal): Promise<Metadata> {
  const where = new URL(base).host;
  const answer = await getJson(`${base}/metadata`, 'application/fhir+json', signal);
  refuseUnlessFhir(answer, where);
  const capability = readCapability(jsonOf(answer));
  if (capability === undefined) throw new AppError('server-not-fhir', { where });
  if (!isR4(capability.fhirVersion)) throw new AppError('server-other-version', { where });
  return { base: baseUrlOfMetadata(answer.url), capability };
}

/** A GET without a token, so that a redirect may lead anywhere safe: https, or this computer if it began there. */
export function getJson(
  url: string,
  accept: string,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  const mayFollow = (target: string): boolean =>
    new URL(target).protocol === 'https:' || (isLoopback(url) && isLoopback(target));
  return get({ url, headers: { accept }, limits: smallAnswer, signal, mayFollow });
}

/** The parsed body, or `undefined` where it is not JSON. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(fromUtf8(answer.bytes).replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** A "not found" or an odd redirect at this address means that no FHIR server is there; a "no" means that one may be. */
function refuseUnlessFhir(answer: HttpAnswer, where: string): void {
  const { status } = answer;
  const isNo = status === 401 || status === 403 || status === 429;
  if (status >= 300 && status < 500 && !isNo) throw new AppError('server-not-fhir', { where });
  refuseUnlessOk(answer);
}
