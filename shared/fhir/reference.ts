import { idOf, objectOf, resourceOf, textOf, type FhirResource } from './resource.ts';

/** What a Reference points to: the literal reference, and what it says in words. */
export type ReferenceWords = { readonly reference?: string; readonly display?: string };

export function referenceOf(value: unknown): ReferenceWords {
  const object = objectOf(value);
  const reference = textOf(object?.['reference']);
  const display = textOf(object?.['display']);
  return {
    ...(reference === undefined ? {} : { reference }),
    ...(display === undefined ? {} : { display }),
  };
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
 * (any `_history` part dropped), `urn:…` as it is; `undefined` for contained, conditional and other references.
 */
export function lookupKeyOf(reference: string): string | undefined {
  if (reference.startsWith('urn:')) return reference;
  if (reference.includes('?') || reference.startsWith('#')) return undefined;
  const match = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,256})(?:\/_history\/[^/]+)?$/.exec(
    reference,
  );
  return match === null ? undefined : `${match[1] ?? ''}/${match[2] ?? ''}`;
}

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
