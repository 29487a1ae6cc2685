import { AppError, type ErrorCode } from '../../shared/base/error.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import type { SyncAttachment } from '../../shared/ipc/sync.ts';
import { RefusedError, refuseUnlessOk } from '../http/answer-fault.ts';
import { getAuthorized, type FhirClientOptions } from '../http/fhir-client.ts';
import type { HttpAnswer } from '../http/http.ts';
import { attachmentLimits, largestByDefault } from '../http/limits.ts';
import { heedQuota, persistently } from '../http/retry.ts';
import { documentOf } from './attachment-content.ts';

export type WantedAttachment = Omit<Input<'sync:attachment'>, 'syncId'>;

/**
 * Fetches an attachment's bytes as they are, by the exact `Accept`; the client library would read them as text.
 * Addresses elsewhere are not visited at all: they could tell a stranger who reads which letter.
 * @throws what ends the whole download: sign-in-expired, server-unreachable, server-busy, server-too-slow, download-cancelled
 */
export async function readAttachment(
  { url: address, contentType, largest = largestByDefault }: WantedAttachment,
  options: FhirClientOptions,
): Promise<SyncAttachment> {
  if (!URL.canParse(address, `${options.base}/`)) return { reason: 'attachment-missing' };
  const url = new URL(address, `${options.base}/`).href;
  try {
    const limits = attachmentLimits(largest);
    // A compressed body that was cut off would pass for a whole one: `fetch` does not tell.
    const headers = { 'accept-encoding': 'identity' };
    const answer = await fetchAs(url, acceptFor(contentType), { ...options, limits, headers });
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
  return persistently(async () => {
    const exact = await getAuthorized(url, accept, options);
    const answer = exact.status === 406 ? await getAuthorized(url, '*/*', options) : exact;
    refuseUnlessOk(answer);
    heedQuota(answer.headers, options.waiting, options.signal);
    return answer;
  }, options);
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
