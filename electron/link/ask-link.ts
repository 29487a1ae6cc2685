import { AppError } from '../../shared/base/error.ts';
import { fromUtf8 } from '../../shared/base/bytes.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import type { LinkManifest } from '../../shared/ipc/link.ts';
import { refuseUnlessOk } from '../http/answer-fault.ts';
import { get, type HttpAnswer } from '../http/http.ts';
import { linkAnswer } from '../http/limits.ts';
import { persistently, type Waiting } from '../http/retry.ts';
import { checkedAddress, mayFollowFrom } from './link-address.ts';

/*
 * SMART Health Links, asked: no cookie, no token and nothing of the vault goes out, only who asks and the passcode.
 * @see https://hl7.org/fhir/uv/smart-health-cards-and-links (1.0.0), "SHL Manifest Request"
 */

export type LinkAsking = { readonly waiting: Waiting; readonly signal?: AbortSignal };

/** Files up to this many characters may come inside the manifest. */
const embeddedLengthMax = 4_000_000;

/**
 * Asks for the manifest. A request with a passcode is sent once: each counts as an attempt.
 * @throws link-gone, link-unreadable, server-not-encrypted, server-unreachable, server-too-slow, server-certificate,
 * server-busy, server-refused, server-broken, off-origin-link, file-too-large, download-cancelled
 */
export async function askManifest(
  { url, recipient, passcode }: Input<'link:manifest'>,
  asking: LinkAsking,
): Promise<LinkManifest> {
  const send = async (): Promise<LinkManifest> => {
    const answer = await get({
      url: checkedAddress(url),
      headers: { accept: 'application/json' },
      json: JSON.stringify({ recipient, passcode, embeddedLengthMax }),
      limits: linkAnswer,
      signal: asking.signal,
      // What was posted to one address is not posted to another.
      mayFollow: () => false,
    });
    if (answer.status === 401) return { kind: 'passcode', ...attemptsLeft(answer) };
    return { kind: 'manifest', text: textOfLink(answer) };
  };
  return passcode === undefined ? persistently(send, asking) : send();
}

/** Fetches one file. @throws as `askManifest` */
export async function fetchLinkFile(
  { url, recipient }: Input<'link:file'>,
  asking: LinkAsking,
): Promise<string> {
  const address = new URL(checkedAddress(url));
  if (recipient !== undefined) address.searchParams.set('recipient', recipient);
  const send = async () => {
    const answer = await get({
      url: address.href,
      limits: linkAnswer,
      signal: asking.signal,
      mayFollow: mayFollowFrom(address.href),
    });
    return textOfLink(answer);
  };
  return persistently(send, asking);
}

function textOfLink(answer: HttpAnswer): string {
  const where = new URL(answer.url).host;
  if (answer.status === 404 || answer.status === 410) throw new AppError('link-gone', { where });
  refuseUnlessOk(answer);
  try {
    return fromUtf8(answer.bytes);
  } catch (cause) {
    throw new AppError('link-unreadable', { where, cause });
  }
}

/** How often a passcode may still be tried, where the answer says so. */
function attemptsLeft({ bytes }: HttpAnswer): { readonly attemptsLeft?: number } {
  try {
    const body: unknown = JSON.parse(fromUtf8(bytes));
    const isSaid = typeof body === 'object' && body !== null && 'remainingAttempts' in body;
    const left = isSaid ? body.remainingAttempts : undefined;
    return typeof left === 'number' && Number.isInteger(left) ? { attemptsLeft: left } : {};
  } catch {
    return {}; // it says nothing, or not in JSON
  }
}
