import { whereReturnPageGoes } from './return-page.ts';

/** Who signs in, and what they answer when asked for consent. */
export interface Visitor {
  readonly username: string;
  readonly password: string;
  /** `false`: press "Refuse". */
  readonly allows?: boolean;
}

interface Page {
  readonly url: URL;
  readonly html: string;
}

/**
 * Stands in for the system browser: follows `authorizeUrl`, fills in the forms of sign-in and consent, and calls
 * the loopback address of the program that asked, by way of our return page where the server sends it to one. `first-named`: whoever the sign-in page names first.
 * @throws Error where a page comes that it does not know, or sign-in is refused
 */
export async function signInAsPatient(
  authorizeUrl: string,
  visitor: Visitor | 'first-named',
): Promise<void> {
  const start = new URL(authorizeUrl);
  const cookies = new Map<string, string>();
  const visited = new Set<string>();
  let page = await visit(start, { method: 'GET' });
  while (page) {
    const form = filledIn(page.html, visitor);
    const step = `${page.url.pathname} ${[...form.keys()].join(' ')}`;
    if (visited.has(step)) throw new Error('the sign-in page came back');
    visited.add(step);
    page = await visit(page.url, { method: 'POST', body: form });
  }

  /** Follows redirects to a page; `undefined` once the program that asked has been called. */
  async function visit(url: URL, init: RequestInit): Promise<Page | undefined> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    keepCookies(response.headers.getSetCookie(), cookies);
    const location = response.headers.get('location');
    if (location === null) return { url, html: await response.text() };
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin === start.origin) return visit(next, { method: 'GET' });
    const last = next.protocol === 'https:' ? whereReturnPageGoes(next) : next;
    if (last === undefined) throw new Error('the return page goes nowhere');
    await fetch(last).then((answer) => answer.arrayBuffer());
    return undefined;
  }
}

function filledIn(html: string, visitor: Visitor | 'first-named'): URLSearchParams {
  if (html.includes('name="username"')) {
    const { username, password } = visitor === 'first-named' ? firstNamed(html) : visitor;
    return new URLSearchParams({ username, password, action: 'sign-in' });
  }
  if (html.includes('value="allow"')) {
    const refuses = visitor !== 'first-named' && visitor.allows === false;
    return new URLSearchParams({ action: refuses ? 'refuse' : 'allow' });
  }
  throw new Error('neither a sign-in nor a consent page');
}

/** Our sign-in page names its synthetic patients: "Name: user name / password". */
function firstNamed(html: string): Visitor {
  const [, username, password] = /<li>[^<]*: ([^<]*) \/ ([^<]*)<\/li>/.exec(html) ?? [];
  if (username === undefined || password === undefined) {
    throw new Error('the sign-in page names nobody');
  }
  return { username, password };
}

function keepCookies(lines: readonly string[], cookies: Map<string, string>): void {
  for (const line of lines) {
    const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
}
