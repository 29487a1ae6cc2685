import { AppError } from '../../shared/base/error.ts';
import { isLoopback } from '../../shared/base/web-address.ts';
import { withoutEnd, withoutStart } from '../../shared/base/without-end.ts';
import { readFhirBaseUrl, type FhirBaseUrl } from '../http/fhir-base-url.ts';

/** What people copy together with an address from a letter, an e-mail or a page. */
const wrapping = '<>"\'“”‘’()[]\t\n\r \u00a0';
/** Addresses under the base that documentation gives as an example of it. */
const knownEnd = /\/(metadata|\.well-known(\/smart-configuration)?|Patient(\/.*)?)$/;

/**
 * The FHIR base URL that a person meant by what they typed or pasted: with or without `https://`,
 * with white space or quotation marks around, slashes at its end, `/metadata`, the SMART configuration's path
 * or a patient's.
 * @throws server-address-invalid
 */
export function baseUrlFromTyped(typed: string): FhirBaseUrl {
  const text = withoutStart(withoutEnd(typed, `${wrapping},;.`), wrapping);
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${schemeFor(text)}://${text}`;
  if (!URL.canParse(absolute)) throw new AppError('server-address-invalid');
  return readFhirBaseUrl(withoutKnownEnd(absolute));
}

/** The base URL that a CapabilityStatement was read from, after redirects. */
export function baseUrlOfMetadata(metadataUrl: string): FhirBaseUrl {
  return readFhirBaseUrl(withoutKnownEnd(metadataUrl));
}

function schemeFor(withoutScheme: string): 'http' | 'https' {
  return isLoopback(`http://${withoutScheme}`) ? 'http' : 'https';
}

function withoutKnownEnd(url: string): string {
  const { origin, pathname, username, password } = new URL(url);
  if (username !== '' || password !== '') throw new AppError('server-address-invalid');
  const path = withoutEnd(pathname, '/').replace(knownEnd, '');
  return `${origin}${withoutEnd(path, '/')}`;
}
