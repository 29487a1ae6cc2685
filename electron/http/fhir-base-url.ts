import { AppError } from '../../shared/base/error.ts';

/** An absolute FHIR base URL without a trailing slash, query or user name: https, or http on this computer only. */
export type FhirBaseUrl = string & { readonly __brand: 'FhirBaseUrl' };

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address is on this computer, where plain http cannot be overheard. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.has(new URL(url).hostname);
}

/** @throws server-address-invalid for another scheme, http to another computer, or a user name in the address */
export function readFhirBaseUrl(text: string): FhirBaseUrl {
  if (!URL.canParse(text)) throw new AppError('server-address-invalid');
  const url = new URL(text);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(text));
  if (!safe || url.username !== '' || url.password !== '') {
    throw new AppError('server-address-invalid', { where: url.host });
  }
  const path = url.pathname.replace(/\/+$/, '');
  // The one place where this brand is made, after the checks above.
  return `${url.origin}${path}` as FhirBaseUrl;
}

/**
 * Whether an address lies at or under the base: same scheme, host and port, and inside its path.
 * Only there may the token go. `..` and `%2e%2e` are resolved by `URL` before the comparison.
 */
export function isWithinBase(url: string, base: FhirBaseUrl): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  const root = new URL(base);
  const folder = root.pathname.replace(/\/+$/, '');
  return origin === root.origin && (pathname === folder || pathname.startsWith(`${folder}/`));
}
