import { decodeJwt } from 'jose';
import { AppError } from '../../shared/base/error.ts';
import { member } from './capability-statement.ts';

/**
 * A token endpoint's answer as the standard has it, of servers that write `null` or nothing for what they do not give,
 * or that call their JSON something else. Anything else stays as it is.
 * @see RFC 6749 sections 5.1 and 5.2
 */
export async function tokenAnswer(response: Response): Promise<Response> {
  const { status } = response;
  const headers = new Headers(response.headers);
  const body = await response.text();
  const given = givenIn(body);
  if (given !== undefined) headers.set('content-type', 'application/json');
  return new Response(given ?? body, { status, headers });
}

/**
 * A token endpoint's answer to a code, as the standard has it.
 * @throws sign-in-service-broken for a fault of the server, sign-in-page-instead for what is no JSON object
 */
export async function codeAnswer(response: Response, where: string): Promise<Response> {
  if (response.status >= 500) throw new AppError('sign-in-service-broken', { where });
  const answer = await tokenAnswer(response);
  // A refusal may come without a word, and is told by its status then.
  if (answer.status !== 401 && givenIn(await answer.clone().text()) === undefined) {
    throw new AppError('sign-in-page-instead', { where });
  }
  return answer;
}

/** The answer's JSON without the members that hold nothing; `undefined` where it is no object. */
function givenIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined;
    const given = Object.entries(answer)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [name, name === 'scope' ? scopesIn(value) : value] as const);
    return JSON.stringify(Object.fromEntries(given));
  } catch {
    return undefined;
  }
}

/** Whether a token endpoint says that it does not know the client, or not with this secret. @see RFC 6749 section 5.2 */
export async function isClientRefused(response: Response): Promise<boolean> {
  if (response.ok) return false;
  if (response.status === 401) return true;
  try {
    return member(await response.clone().json(), 'error') === 'invalid_client';
  } catch {
    return false;
  }
}

/** Scopes stand in one text with spaces between; there are servers that write a list. */
function scopesIn(value: unknown): unknown {
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return isList ? value.join(' ') : value;
}

/** The id token in an answer that is still to be read; `undefined` where it has none. */
export async function idTokenIn(response: Response): Promise<string | undefined> {
  try {
    const idToken = member(await response.clone().json(), 'id_token');
    return typeof idToken === 'string' ? idToken : undefined;
  } catch {
    return undefined;
  }
}

/** Who says to have issued an id token. */
export function issuerOf(idToken: string): string | undefined {
  try {
    return decodeJwt(idToken).iss;
  } catch {
    return undefined;
  }
}
