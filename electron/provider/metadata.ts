import { AppError } from '../../shared/base/error.ts';
import { safeAddress } from '../../shared/base/web-address.ts';
import { refuseUnlessOk } from '../http/answer-fault.ts';
import { textOf } from '../http/answer-text.ts';
import { get, type HttpAnswer } from '../http/http.ts';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import { smallAnswer } from '../http/limits.ts';
import { anyFhirJson } from '../http/media-type.ts';
import { unsafeAddress } from '../http/unsafe-address.ts';
import { baseUrlOfMetadata } from './address.ts';
import { readCapability, type Capability, type FhirRelease } from './capability-statement.ts';

/** What a server says of itself, and the base URL that it said it at. */
export type Metadata = {
  readonly base: FhirBaseUrl;
  readonly capability: Capability & { readonly release: FhirRelease };
  /** The server's clock as it answered, where it tells it. @see RFC 9110 section 6.6.1 */
  readonly serverTime: Date | undefined;
};

/** The releases that the program can turn into a record. */
const readableReleases: ReadonlySet<FhirRelease> = new Set<FhirRelease>(['R4', 'STU3', 'DSTU2']);

/**
 * Reads `[base]/metadata` without signing in.
 * @throws server-not-fhir, server-web-page, server-other-version, server-not-encrypted, server-refused, server-busy, server-broken, and what `get` throws
 */
export async function readMetadata(base: FhirBaseUrl, signal?: AbortSignal): Promise<Metadata> {
  const where = new URL(base).host;
  const answer = await getJson(`${base}/metadata`, anyFhirJson, signal);
  refuseUnlessFhir(answer, where);
  const capability = readCapability(jsonOf(answer));
  if (capability === undefined) throw notFhir(answer, where);
  const { release } = capability;
  if (release === undefined || !readableReleases.has(release)) {
    throw new AppError('server-other-version', { where });
  }
  return {
    base: baseUrlOfMetadata(answer.url),
    capability: { ...capability, release },
    serverTime: dateOf(answer),
  };
}

function dateOf({ headers }: HttpAnswer): Date | undefined {
  const at = new Date(headers.get('date') ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/**
 * A GET without a token, so that a redirect may lead anywhere safe: https, or this computer if it began there.
 * @throws server-not-encrypted, unsafe-address where it leads anywhere else, and what `get` throws
 */
export function getJson(
  url: string,
  accept: string,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  const mayFollow = (target: string): boolean => {
    if (safeAddress(target, url) !== undefined) return true;
    throw unsafeAddress(target, url);
  };
  return get({ url, headers: { accept }, limits: smallAnswer, signal, mayFollow });
}

/** The parsed body, or `undefined` where it is not JSON. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(textOf(answer));
  } catch {
    return undefined;
  }
}

/** A "not found" or an odd redirect at this address means that no FHIR server is there; a "no" means that one may be. */
function refuseUnlessFhir(answer: HttpAnswer, where: string): void {
  const { status } = answer;
  const isNo = status === 401 || status === 403 || status === 429;
  if (status >= 300 && status < 500 && !isNo) throw notFhir(answer, where);
  refuseUnlessOk(answer);
}

/** A page for people where FHIR is expected: most often a portal's address, or the page of a Wi-Fi that wants a sign-in. */
function notFhir({ headers, bytes }: HttpAnswer, where: string): AppError {
  const isPage =
    /\bhtml\b/i.test(headers.get('content-type') ?? '') ||
    /^\uFEFF?\s*<(!doctype\s+)?html/i.test(new TextDecoder().decode(bytes.subarray(0, 200)));
  return new AppError(isPage ? 'server-web-page' : 'server-not-fhir', { where });
}
