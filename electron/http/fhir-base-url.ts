import { AppError } from '../../shared/base/error.ts';
import { safeAddress } from '../../shared/base/web-address.ts';
import { withoutEnd } from '../../shared/base/without-end.ts';

/** An absolute FHIR base URL without a trailing slash, query or user name: https, or http on this computer only. */
export type FhirBaseUrl = string & { readonly __brand: 'FhirBaseUrl' };

/** @throws server-address-invalid for another scheme, http to another computer, or a user name in the address */
export function readFhirBaseUrl(text: string): FhirBaseUrl {
  if (!URL.canParse(text)) throw new AppError('server-address-invalid');
  const url = new URL(text);
  if (safeAddress(text) === undefined) {
    throw new AppError('server-address-invalid', { where: url.host });
  }
  const path = withoutEnd(url.pathname, '/');
  // The one place where this brand is made, after the checks above.
  return `${url.origin}${path}` as FhirBaseUrl;
}

/** Whether an address is of the same scheme, host and port, without a user name or password. */
export function isSameOrigin(url: string, base: FhirBaseUrl): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  return username === '' && password === '' && origin === new URL(base).origin;
}

/**
 * Whether an address lies at or under the base: same scheme, host and port, and inside its path.
 * Only there may the token go. `..` and `%2e%2e` are resolved by `URL` before the comparison.
 */
export function isWithinBase(url: string, base: FhirBaseUrl): boolean {
  if (!isSameOrigin(url, base)) return false;
  const { pathname } = new URL(url);
  const folder = withoutEnd(new URL(base).pathname, '/');
  return pathname === folder || pathname.startsWith(`${folder}/`);
}
