import { AppError } from '../../shared/base/error.ts';
import { concatBytes, type Bytes } from '../../shared/base/bytes.ts';
import type { Limits } from './limits.ts';
import { networkFault } from './network-fault.ts';

export type HttpRequest = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON to be sent by POST; absent: GET. */
  readonly json?: string;
  readonly limits: Limits;
  readonly signal?: AbortSignal | undefined;
  /** Whether a redirect may lead there. Asked before anything, a token above all, is sent. */
  readonly mayFollow: (url: string) => boolean;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Headers;
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly bytes: Bytes;
};

const redirects = new Set([301, 302, 303, 307, 308]);
const redirectsAtMost = 5;

/**
 * One GET, or one POST of JSON, whatever its status, within limits of time and size.
 * Redirects are followed by hand, because `fetch` would carry the token to whatever origin the server names.
 *
 * @throws server-unreachable, server-too-slow, server-certificate, server-broken, off-origin-link, download-cancelled
 */
export async function get(request: HttpRequest): Promise<HttpAnswer> {
  let url = request.url;
  for (let followed = 0; followed <= redirectsAtMost; followed += 1) {
    const answer = await getOnce({ ...request, url });
    const location = answer.headers.get('location');
    if (!redirects.has(answer.status) || location === null) return answer;
    url = redirectTarget(location, url, request.mayFollow);
  }
  throw new AppError('server-broken', { where: new URL(url).host });
}

function redirectTarget(
  location: string,
  from: string,
  mayFollow: (url: string) => boolean,
): string {
  const host = new URL(from).host;
  if (!URL.canParse(location, from)) throw new AppError('server-broken', { where: host });
  const target = new URL(location, from).href;
  if (!mayFollow(target)) throw new AppError('off-origin-link', { where: host });
  return target;
}

async function getOnce(request: HttpRequest): Promise<HttpAnswer> {
  const where = new URL(request.url).host;
  const patience = new AbortController();
  const firstByte = setTimeout(() => {
    patience.abort();
  }, request.limits.firstByteMs);
  const lastByte = setTimeout(() => {
    patience.abort();
  }, request.limits.totalMs);
  try {
    const response = await fetch(request.url, {
      ...methodOf(request),
      redirect: 'manual',
      signal: AbortSignal.any([patience.signal, ...(request.signal ? [request.signal] : [])]),
    });
    clearTimeout(firstByte);
    const bytes = await readBody(response, request.limits.bytes, where);
    return { status: response.status, headers: response.headers, url: request.url, bytes };
  } catch (thrown) {
    if (request.signal?.aborted) throw new AppError('download-cancelled', { cause: thrown });
    if (patience.signal.aborted) throw new AppError('server-too-slow', { cause: thrown, where });
    throw networkFault(thrown, where);
  } finally {
    clearTimeout(firstByte);
    clearTimeout(lastByte);
  }
}

function methodOf({
  headers,
  json,
}: HttpRequest): Pick<RequestInit, 'method' | 'headers' | 'body'> {
  if (json === undefined) return { headers: { ...headers } };
  return {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: json,
  };
}

/** The body's bytes. @throws file-too-large as soon as more than `limit` have come */
async function readBody(response: Response, limit: number, where: string): Promise<Bytes> {
  if (response.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop by throwing cancels the stream, so that the rest is never fetched.
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > limit) throw new AppError('file-too-large', { where });
    parts.push(part);
  }
  return concatBytes(...parts);
}
