import type { Client } from 'fhir-kit-client';
import { AppError } from '../../shared/base/error.ts';
import type { SyncRead } from '../../shared/ipc/sync.ts';
import { noContent, RefusedError } from '../http/answer-fault.ts';
import type { FhirBaseUrl } from '../http/fhir-base-url.ts';
import type { FhirAnswer } from '../http/fhir-client.ts';

const relative = /^[A-Z][A-Za-z]{1,63}\/[^/?#\s]{1,256}(\/_history\/[^/?#\s]{1,256})?$/;

/** The address of a literal reference; `undefined` where it is none, such as `#contained` or `urn:uuid:…`. @see http://hl7.org/fhir/R4/references.html#literal */
export function addressOf(reference: string, base: FhirBaseUrl): string | undefined {
  if (relative.test(reference)) return `${base}/${reference}`;
  return /^https?:\/\//.test(reference) && URL.canParse(reference) ? reference : undefined;
}

/**
 * Reads what a reference points to, on this server only.
 * @throws what ends the whole download: sign-in-expired, server-unreachable, server-busy, server-too-slow, download-cancelled
 */
export async function readReference(
  reference: string,
  source: {
    readonly client: Client;
    readonly answerOf: (resource: object) => FhirAnswer;
    readonly base: FhirBaseUrl;
  },
): Promise<SyncRead> {
  const address = addressOf(reference, source.base);
  if (address === undefined) return { reason: 'not-found' };
  try {
    return { text: source.answerOf(await source.client.request(address)).text };
  } catch (thrown) {
    const reason = missingReason(thrown);
    if (reason === undefined) throw thrown;
    return { reason };
  }
}

function missingReason(thrown: unknown): SyncRead['reason'] {
  if (!(thrown instanceof AppError)) return undefined;
  if (thrown instanceof RefusedError) {
    return [noContent, 404, 410].includes(thrown.status) ? 'not-found' : 'server-refused';
  }
  if (thrown.code === 'file-too-large') return 'server-broken';
  return thrown.code === 'server-broken' || thrown.code === 'off-origin-link'
    ? thrown.code
    : undefined;
}
