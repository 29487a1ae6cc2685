import { numberTextOf, parseFhirJson } from './json.ts';
import { idOf, objectOf, type FhirResource } from './resource.ts';
import type { Original } from './read-record.ts';

/**
 * What a resource says, as one text: the same for the same content however its source lays out its JSON or XML, and
 * whatever it says of versions and of when it was stored. Numbers stay to the letter. Where an id tells which one it is,
 * the order of members is left as it came: putting thousands of them in order takes as long as all else.
 */
export function canonicalContent(resource: FhirResource, original?: Original): string {
  const order = idOf(resource) === undefined ? canonical : JSON.stringify;
  if (original === undefined) return order(withoutBookkeeping(resource));
  return original.format === 'json'
    ? order(withoutBookkeeping(parseFhirJson(original.text)))
    : original.text.replace(/>\s+</g, '><').trim();
}

/** Sources without a trustworthy date of change write these anew with each export. */
function withoutBookkeeping(resource: unknown): unknown {
  const object = objectOf(resource);
  const meta = objectOf(object?.['meta']);
  if (object === undefined || meta === undefined) return resource;
  const kept = Object.entries(meta).filter(
    ([name]) => !['versionId', 'lastUpdated'].includes(name),
  );
  return { ...object, meta: kept.length === 0 ? undefined : Object.fromEntries(kept) };
}

function canonical(value: unknown): string {
  const number = numberTextOf(value);
  if (number !== undefined) return number;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const object = objectOf(value);
  if (object === undefined) return JSON.stringify(value);
  const members = Object.keys(object)
    .filter((name) => object[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(object[name])}`);
  return `{${members.join()}}`;
}
