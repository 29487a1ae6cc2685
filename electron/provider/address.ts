import { AppError } from '../../shared/base/error.ts';
import { fhirBaseUrl, isLoopback, type FhirBaseUrl } from '../http/fhir-base-url.ts';

/**
 * The FHIR base URL that a person meant by what they typed or pasted: with or without `https://`,
 * with white space around, a trailing slash, `/metadata` or the SMART configuration's path at its end.
 * @throws server-address-invalid
 */
export function baseUrlFromTyped(typed: string): FhirBaseUrl {
  const text = typed.trim();
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${schemeFor(text)}://${text}`;
  if (!URL.canParse(absolute)) throw new AppError('server-address-invalid');
  return fhirBaseUrl(withoutKnownEnd(absolute));
}

/** The base URL that a CapabilityStatement was read from, after redirects. */
export function baseUrlOfMetadata(metadataUrl: string): FhirBaseUrl {
  return fhirBaseUrl(withoutKnownEnd(metadataUrl));
}

function schemeFor(withoutScheme: string): 'http' | 'https' {
  return isLoopback(`http://${withoutScheme}`) ? 'http' : 'https';
}

function withoutKnownEnd(url: string): string {
  const { origin, pathname, username, password } = new URL(url);
  if (username !== '' || password !== '') throw new AppError('server-address-invalid');
  const path = pathname.replace(/\/+$/, '');
  return `${origin}${path.replace(/\/(metadata|\.well-known\/smart-configuration)$/, '')}`;
}
