import { Client } from 'fhir-kit-client';
import { AppError } from '../../shared/base/error.ts';
import { textOf } from './answer-text.ts';
import { noContent, RefusedError, refuseUnlessOk } from './answer-fault.ts';
import { isWithinBase, type FhirBaseUrl } from './fhir-base-url.ts';
import { get, type HttpAnswer } from './http.ts';
import { pageAnswer, type Limits } from './limits.ts';
import { heedQuota, persistently, type Waiting } from './retry.ts';

/** A resource as the server sent it. */
export type FhirAnswer = {
  readonly resource: Readonly<Record<string, unknown>> & { readonly resourceType: string };
  /** The answer to the letter: a parsed number would lose its trailing zeros. */
  readonly text: string;
  readonly url: string;
};

/** The bearer token of each request, and how to get the next one. */
export type Authorization = {
  /** The token to send, refreshed where it is about to end; `undefined` on an open server. */
  readonly token: () => Promise<string | undefined>;
  /** The server refused this token: get another. @throws sign-in-expired */
  readonly renew: (refused: string) => Promise<void>;
};

export type FhirClientOptions = {
  readonly base: FhirBaseUrl;
  readonly authorization: Authorization;
  readonly waiting: Waiting;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Limits;
  /** What to accept. */
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * A FHIR client that survives: fhir-kit-client spells the requests, this carries them.
 * Its own transport has no time limits and no retries, follows redirects with the token, keeps the token on what it
 * hands out and forgets the text, so it is replaced here whole; `answerOf` gives the text back.
 */
export function fhirClient(options: FhirClientOptions): {
  readonly client: Client;
  readonly answerOf: (resource: object) => FhirAnswer;
} {
  const answers = new WeakMap<object, FhirAnswer>();
  const client = new Client({ baseUrl: options.base });
  const { httpClient } = client;
  httpClient.request = async (_method, requestUrl) => {
    const answer = await ask(httpClient.expandUrl(requestUrl), options);
    answers.set(answer.resource, answer);
    return answer.resource;
  };
  const answerOf = (resource: object): FhirAnswer => {
    const answer = answers.get(resource);
    if (answer === undefined) throw new AppError('unexpected');
    return answer;
  };
  return { client, answerOf };
}

/** @throws server-refused, server-busy, server-broken, server-too-slow, server-unreachable, server-certificate, sign-in-expired, off-origin-link, download-cancelled */
function ask(url: string, options: FhirClientOptions): Promise<FhirAnswer> {
  return persistently(async () => {
    const answer = await getAuthorized(url, options.mediaType, options);
    refuseUnlessOk(answer);
    heedQuota(answer.headers, options.waiting, options.signal);
    return resourceOf(answer);
  }, options);
}

/**
 * One GET with the token, which never leaves the base; a token that the server no longer takes is renewed once.
 * @throws off-origin-link, sign-in-expired, and what `get` throws
 */
export async function getAuthorized(
  url: string,
  accept: string,
  options: Omit<FhirClientOptions, 'waiting' | 'mediaType'>,
): Promise<HttpAnswer> {
  const { base, authorization, signal, limits = pageAnswer, headers } = options;
  if (!isWithinBase(url, base)) throw new AppError('off-origin-link', { where: hostOf(base) });
  const mayFollow = (target: string): boolean => isWithinBase(target, base);
  const send = (token: string | undefined): Promise<HttpAnswer> =>
    get({
      url,
      headers: {
        accept,
        ...headers,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      limits,
      signal,
      mayFollow,
    });
  const token = await authorization.token();
  const answer = await send(token);
  if (answer.status !== 401 || token === undefined) return answer;
  await authorization.renew(token);
  const second = await send(await authorization.token());
  if (second.status === 401) throw new AppError('sign-in-expired', { where: hostOf(base) });
  return second;
}

/** The resource in an answer. @throws server-broken where it is none */
function resourceOf(answer: HttpAnswer): FhirAnswer {
  // Nothing at all, and said so.
  if (answer.status === noContent) throw new RefusedError(noContent, hostOf(answer.url));
  const parsed = parse(answer);
  if (parsed === undefined) throw new AppError('server-broken', { where: hostOf(answer.url) });
  return { ...parsed, url: answer.url };
}

function parse(answer: HttpAnswer): Pick<FhirAnswer, 'resource' | 'text'> | undefined {
  try {
    const text = textOf(answer);
    const resource: unknown = JSON.parse(text);
    return isResource(resource) ? { resource, text } : undefined;
  } catch {
    return undefined;
  }
}

function isResource(value: unknown): value is FhirAnswer['resource'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    'resourceType' in value &&
    typeof value.resourceType === 'string'
  );
}

function hostOf(url: string): string {
  return new URL(url).host;
}
