/*
 * What a server says of how often it may be asked. `Retry-After` is a standard; the other headers are drafts of one
 * and older habits, and their forms differ.
 * @see RFC 9110 section 10.2.3 and https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */

/** Milliseconds until a server that refused a request as one too many wants the next; `undefined` where it says nothing of use. */
export function askedWait(headers: Headers, now: Date): number | undefined {
  const after = headers.get('retry-after');
  const asked = after === null ? undefined : momentMs(after, now);
  return asked ?? resetMs(headers, now);
}

/** Milliseconds until the next request, where a server answered and said that this was the last one for now. */
export function spentWait(headers: Headers, now: Date): number | undefined {
  return remainingIn(headers) === 0 ? resetMs(headers, now) : undefined;
}

function resetMs(headers: Headers, now: Date): number | undefined {
  const written = limitIn(headers, ['t', 'reset']) ?? firstOf(headers, resetHeaders);
  return written === undefined ? undefined : momentMs(written, now);
}

function remainingIn(headers: Headers): number | undefined {
  const written = limitIn(headers, ['r', 'remaining']) ?? firstOf(headers, remainingHeaders);
  return written !== undefined && /^\d+$/.test(written) ? Number(written) : undefined;
}

const resetHeaders = [
  'ratelimit-reset',
  'x-ratelimit-reset',
  'x-rate-limit-reset',
  'x-ratelimit-reset-after',
] as const;
const remainingHeaders = [
  'ratelimit-remaining',
  'x-ratelimit-remaining',
  'x-rate-limit-remaining',
] as const;

function firstOf(headers: Headers, names: readonly string[]): string | undefined {
  return names
    .map((name) => headers.get(name)?.trim())
    .find((written) => written !== undefined && written !== '');
}

/** A member of `RateLimit`, of which there are two forms: `"default";r=0;t=30` and `limit=400, remaining=0, reset=30`. */
function limitIn(headers: Headers, names: readonly string[]): string | undefined {
  const members = (headers.get('ratelimit') ?? '').split(/[;,]/);
  for (const member of members) {
    const [name = '', value = ''] = member.split('=');
    if (names.includes(name.trim().toLowerCase())) return value.trim();
  }
  return undefined;
}

/** Numbers above these are no stretches of seconds but moments, in seconds or in milliseconds. */
const firstSecond = 1e9;
const firstMillisecond = 1e12;

/**
 * Milliseconds until a moment that is written as a number of seconds from now, as a date, or as seconds or milliseconds
 * since 1970; `undefined` where it is none of these, or has passed by our clock. Fractions are not in the standard, but
 * in the wild.
 */
function momentMs(text: string, now: Date): number | undefined {
  const written = text.trim();
  if (/^\d{1,15}(\.\d{1,9})?$/.test(written)) {
    const number = Number(written);
    if (number < firstSecond) return number * 1000;
    return ahead(number < firstMillisecond ? number * 1000 : number, now);
  }
  if (isoDate.test(written)) return ahead(Date.parse(written), now);
  if (!httpDate.test(written)) return undefined;
  // The oldest of the three forms names no zone, and means UTC all the same.
  return ahead(Date.parse(written.endsWith('GMT') ? written : `${written} GMT`), now);
}

function ahead(at: number, now: Date): number | undefined {
  return at > now.getTime() ? at - now.getTime() : undefined;
}

const isoDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** The three forms of a date in HTTP. `Date.parse` alone reads much else as one: "-1" as a day in 2001. @see RFC 9110 section 5.6.7 */
const httpDate =
  /^[A-Z][a-z]{2,8}(, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT| [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;
