import { decodeJwt } from 'jose';
import { member } from './capability-statement.ts';

/**
 * A token endpoint's good answer as the standard has it, of servers that write `null` or nothing for what they do not
 * give, or that call their JSON something else. Anything else stays as it is.
 * @see RFC 6749 section 5.1
 */
export async function tokenAnswer(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const { status, headers } = response;
  const body = await response.text();
  const given = givenIn(body);
  if (given === undefined) return new Response(body, { status, headers });
  return new Response(given, { status, headers: { 'content-type': 'application/json' } });
}

/** The answer's JSON without the members that hold nothing; `undefined` where it is no object. */
function givenIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined;
    const given = Object.entries(answer).filter(([, value]) => value !== null && value !== '');
    return JSON.stringify(Object.fromEntries(given));
  } catch {
    return undefined;
  }
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
