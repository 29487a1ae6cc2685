import { defined } from '../base/defined.ts';
import { idOf, objectOf, resourceOf, textOf, type FhirResource } from './resource.ts';

/** What a Reference points to: the literal reference, and what it says in words. */
export type ReferenceWords = { readonly reference?: string; readonly display?: string };

export function referenceOf(value: unknown): ReferenceWords {
  const object = objectOf(value);
  const reference = textOf(object?.['reference']);
  const display = textOf(object?.['display']);
  return defined({ reference, display });
}

/** A contained resource that `#id` points to. @see https://hl7.org/fhir/R4/references.html#contained */
export function containedIn(
  resource: FhirResource,
  reference: string | undefined,
): FhirResource | undefined {
  if (reference?.startsWith('#') !== true || !Array.isArray(resource['contained']))
    return undefined;
  const id = reference.slice(1);
  return resource['contained'].map(resourceOf).find((inner) => inner?.id === id);
}

/**
 * The form under which a resource is found in its source: `Type/id` for relative and absolute RESTful references
 * (any `_history` part dropped), `urn:…` and addresses of any other scheme (`resource:0` in health cards) as they are; `undefined` for contained, conditional and other references.
 */
export function lookupKeyOf(reference: string): string | undefined {
  if (otherScheme.test(reference)) return reference;
  if (reference.includes('?') || reference.startsWith('#')) return undefined;
  const match = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,256})(?:\/_history\/[^/]+)?$/.exec(
    reference,
  );
  return match === null ? undefined : `${match[1] ?? ''}/${match[2] ?? ''}`;
}

const otherScheme = /^(?!https?:)[a-z][a-z\d+.-]{0,40}:/i;

/** `Type/id` of a resource itself, where it has an id. */
export function ownReference(resource: FhirResource): string | undefined {
  const id = idOf(resource);
  return id === undefined ? undefined : `${resource.resourceType}/${id}`;
}

/** Every literal reference anywhere in a resource, once each, contained ones left out. */
export function referencesIn(resource: FhirResource): string[] {
  const found = new Set<string>();
  collectReferences(resource, found);
  return [...found];
}

function collectReferences(value: object, found: Set<string>): void {
  const reference = 'reference' in value ? textOf(value.reference) : undefined;
  if (reference !== undefined && !reference.startsWith('#')) found.add(reference);
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const member of members) {
    // Most members are texts: a call for each of them would cost more than all else.
    if (typeof member === 'object' && member !== null) collectReferences(member, found);
  }
}

/**
 * The server on which a `fullUrl` says that this resource is, without `https://`, as its address with http is the same
 * one; `undefined` where it says nothing of a server (`urn:uuid:…`, or another id).
 * @see https://hl7.org/fhir/R4/resource.html#id
 */
export function serverOf(fullUrl: string | undefined, id: string | undefined): string | undefined {
  const match = restfulUrl.exec(fullUrl ?? '');
  return match?.[3] === id ? match?.[1] : undefined;
}

/**
 * The address that a reference means in an entry with this `fullUrl`, any `_history` part dropped: a relative one is on
 * the same server. @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function addressFrom(fullUrl: string | undefined, reference: string): string {
  const whole = isRelative.test(reference) ? besideUrl(fullUrl, reference) : reference;
  return restfulUrl.test(whole) ? whole.replace(/\/_history\/[^/]+$/, '') : whole;
}

function besideUrl(fullUrl: string | undefined, reference: string): string {
  const match = restfulUrl.exec(fullUrl ?? '');
  return match === null
    ? reference
    : `${match[0].slice(0, match[0].indexOf('://'))}://${match[1] ?? ''}/${reference}`;
}

// No address is longer than 2,000 letters; without an end, a long text of slashes would be looked at from each of them.
const restfulUrl =
  /^https?:\/\/([^?#]{1,2000})\/([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,256})(?:\/_history\/[^/?#]+)?$/;
const isRelative = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,256}(?:\/_history\/[^/]+)?$/;
