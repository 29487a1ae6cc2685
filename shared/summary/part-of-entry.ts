import { isLosslessNumber } from 'lossless-json';
import { referencesIn } from '../fhir/reference.ts';
import { idOf, objectOf, objectsOf, textOf, type FhirResource } from '../fhir/resource.ts';

/** Marks what stands in a document only because another entry held it. */
const partTag = {
  system: 'urn:patient-held-record:part',
  code: 'contained',
  display: 'Part of another entry',
} as const;

/** A resource that its source kept within another one, as an entry of a document. */
export function markedAsPart(resource: FhirResource): FhirResource {
  const meta = objectOf(resource['meta']);
  return { ...resource, meta: { ...meta, tag: [...objectsOf(meta?.['tag']), partTag] } };
}

function isPart(resource: FhirResource): boolean {
  return objectsOf(objectOf(resource['meta'])?.['tag']).some(
    ({ system, code }) => system === partTag.system && code === partTag.code,
  );
}

/** An entry of a document with its parts inside it again, as its source had it. */
export function withPartsInside(resource: FhirResource, resolve: Resolve): FhirResource {
  const leads = referencesIn(resource).some((reference) => {
    const target = resolve(reference);
    return target !== undefined && isPart(target);
  });
  if (!leads) return resource;
  const parts = new Map<string, FhirResource>();
  const inside = putInside(resource, { resolve, parts }) as FhirResource; // still the resource
  return { ...inside, contained: [...parts.values()] };
}

/** How a reference resolves within the document. */
type Resolve = (reference: string) => FhirResource | undefined;

type Putting = { readonly resolve: Resolve; readonly parts: Map<string, FhirResource> };

function putInside(value: unknown, putting: Putting): unknown {
  if (Array.isArray(value)) return value.map((one) => putInside(one, putting));
  const object = isLosslessNumber(value) ? undefined : objectOf(value);
  if (object === undefined) return value;
  const reference = textOf(object['reference']);
  const id = reference === undefined ? undefined : idOfPart(reference, putting);
  const members = Object.entries(object).map(([name, member]) => [
    name,
    putInside(member, putting),
  ]);
  const all: unknown = Object.fromEntries(members);
  return id === undefined ? all : { ...objectOf(all), reference: `#${id}` };
}

function idOfPart(reference: string, { resolve, parts }: Putting): string | undefined {
  const target = resolve(reference);
  const id = target && idOf(target);
  if (target === undefined || id === undefined || !isPart(target)) return undefined;
  if (!parts.has(id)) {
    parts.set(id, target);
    parts.set(id, putInside(target, { resolve, parts }) as FhirResource); // still the resource
  }
  return id;
}
