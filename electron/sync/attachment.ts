import { AppError, codeOf, type ErrorCode } from '../../shared/base/error.ts';
import { safeAddress } from '../../shared/base/web-address.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import type { SyncAttachment } from '../../shared/ipc/sync.ts';
import { RefusedError, refuseUnlessOk } from '../http/answer-fault.ts';
import { getAuthorized, type FhirClientOptions } from '../http/fhir-client.ts';
import { isSameOrigin, isWithinBase, type FhirBaseUrl } from '../http/fhir-base-url.ts';
import { get, type HttpAnswer } from '../http/http.ts';
import { attachmentLimits, largestByDefault, pageAnswer } from '../http/limits.ts';
import { heedQuota, persistently } from '../http/retry.ts';
import { documentOf } from './attachment-content.ts';

export type WantedAttachment = Omit<Input<'sync:attachment'>, 'syncId'>;

/**
 * Fetches an attachment's bytes as they are, by the exact `Accept`; the client library would read them as text.
 * Addresses elsewhere are visited only at hosts that the person allowed: they could tell a stranger who reads which
 * letter. There, and on the same server beside its FHIR base, it is fetched without the token: such an address carries
 * its own permission.
 * @throws what ends the whole download: sign-in-expired, server-unreachable, server-busy, server-too-slow, download-cancelled
 */
export async function readAttachment(
  { url: address, contentType, largest = largestByDefault, hosts = [] }: WantedAttachment,
  options: FhirClientOptions,
): Promise<SyncAttachment> {
  if (!URL.canParse(address, `${options.base}/`)) return { reason: 'attachment-missing' };
  const url = new URL(address, `${options.base}/`).href;
  try {
    const limits = attachmentLimits(largest);
    // A compressed body that was cut off would pass for a whole one: `fetch` does not tell.
    const headers = { 'accept-encoding': 'identity' };
    const asking = { ...options, limits, headers };
    const isElsewhere = !isSameOrigin(url, options.base) && isAllowed(url, hosts, options.base);
    const answer = isElsewhere
      ? await fetchElsewhere(url, acceptFor(contentType), asking)
      : await fetchAs(url, acceptFor(contentType), asking);
    const sent = answer.headers.get('content-type') ?? undefined;
    const document = documentOf({ bytes: answer.bytes, sent, asked: contentType });
    const isTooLarge = (document.bytes?.length ?? 0) > largest;
    return isTooLarge ? { reason: 'attachment-too-large' } : document;
  } catch (thrown) {
    const reason = missingReason(thrown);
    if (reason === undefined) throw thrown;
    return { reason };
  }
}

/** Asks for this type; a server that cannot give it is asked for whatever it has. */
async function fetchAs(
  url: string,
  accept: string,
  options: FhirClientOptions,
): Promise<HttpAnswer> {
  const isBeside = isBesideBase(url, options.base);
  const ask = (wanted: string): Promise<HttpAnswer> =>
    isBeside ? getWithoutToken(url, wanted, options) : getAuthorized(url, wanted, options);
  return persistently(async () => {
    const exact = await ask(accept);
    const answer = exact.status === 406 ? await ask('*/*') : exact;
    refuseUnlessOk(answer);
    heedQuota(answer.headers, options.waiting, options.signal);
    return answer;
  }, options);
}

/** Whether an address on another host is safe to ask, and the person allowed that host. */
function isAllowed(url: string, hosts: readonly string[], base: FhirBaseUrl): boolean {
  return safeAddress(url, base) !== undefined && hosts.includes(new URL(url).host);
}

/**
 * One GET of another host, that stays there and sends nothing but what the address says. Its faults are faults of this
 * document alone.
 * @throws server-refused, server-broken, file-too-large, off-origin-link, download-cancelled
 */
async function fetchElsewhere(
  url: string,
  accept: string,
  { base, limits = pageAnswer, signal, headers }: FhirClientOptions,
): Promise<HttpAnswer> {
  const { host } = new URL(url);
  const mayFollow = (target: string): boolean => isAllowed(target, [host], base);
  try {
    const answer = await get({ url, headers: { accept, ...headers }, limits, signal, mayFollow });
    refuseUnlessOk(answer);
    return answer;
  } catch (thrown) {
    if (missingReason(thrown) !== undefined || codeOf(thrown) === 'download-cancelled')
      throw thrown;
    throw new AppError('server-broken', { cause: thrown, where: host });
  }
}

/** The same origin, outside of the path at which FHIR is spoken. */
function isBesideBase(url: string, base: FhirBaseUrl): boolean {
  return isSameOrigin(url, base) && !isWithinBase(url, base);
}

/** One GET that sends nothing but what the address says, and stays on the server. */
function getWithoutToken(
  url: string,
  accept: string,
  { base, limits = pageAnswer, signal, headers }: FhirClientOptions,
): Promise<HttpAnswer> {
  const mayFollow = (target: string): boolean => isSameOrigin(target, base);
  return get({ url, headers: { accept, ...headers }, limits, signal, mayFollow });
}

/** A media type may stand in a header only if it is one: the record is from outside. @see RFC 9110 section 8.3.1 */
function acceptFor(contentType: string | undefined): string {
  const valid = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;\s*[\w-]+=[\w."-]+)*$/;
  return contentType !== undefined && valid.test(contentType) ? contentType : '*/*';
}

function missingReason(thrown: unknown): SyncAttachment['reason'] {
  if (!(thrown instanceof AppError)) return undefined;
  if (thrown instanceof RefusedError) {
    return thrown.status === 404 || thrown.status === 410 ? 'attachment-missing' : 'server-refused';
  }
  return missingReasons[thrown.code];
}

/** The faults that concern one attachment only; the others end the download. */
const missingReasons: Partial<Record<ErrorCode, SyncAttachment['reason']>> = {
  'file-too-large': 'attachment-too-large',
  'server-broken': 'attachment-missing',
  'off-origin-link': 'off-origin-link',
};
