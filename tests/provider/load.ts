import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { asList, isObject, parseJson, type JsonObject } from './json.ts';

/** A resource as it was loaded: it has a type and an id, and its references lead to `Type/id`. */
export interface LoadedResource extends JsonObject {
  readonly resourceType: string;
  readonly id: string;
}

/** A resource by itself; `undefined` where it has no type or no id. */
export function readResource(resource: JsonObject): LoadedResource | undefined {
  const { resourceType, id } = resource;
  if (typeof resourceType !== 'string' || typeof id !== 'string') return undefined;
  return { ...resource, resourceType, id };
}

interface BundleEntry {
  readonly fullUrl: string | undefined;
  readonly resource: LoadedResource;
}

/**
 * The resources of a FHIR file: a Bundle of any type, NDJSON or a single resource, `.gz` too.
 * @throws SyntaxError where the file is not JSON
 */
export async function loadFile(path: string): Promise<LoadedResource[]> {
  const bytes = await readFile(path);
  const plain = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return resourcesIn(plain.toString('utf8'));
}

/** The resources in the text of a Bundle, of NDJSON or of a single resource. @throws SyntaxError */
export function resourcesIn(text: string): LoadedResource[] {
  return documentsIn(text.replace(/^\uFEFF/, '')).flatMap((document) => {
    if (!isObject(document)) return [];
    if (document['resourceType'] === 'Bundle') return resourcesOfBundle(document);
    return withId(document, undefined, 0) ?? [];
  });
}

/** NDJSON is told from JSON by its first line, which is a whole document with more to follow. */
function documentsIn(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first, ...others] = lines;
  if (first === undefined || others.length === 0 || !isWholeDocument(first)) {
    return [parseJson(text)];
  }
  return lines.map(parseJson);
}

function isWholeDocument(line: string): boolean {
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}

function resourcesOfBundle(bundle: JsonObject): LoadedResource[] {
  const entries = asList(bundle['entry']).flatMap((entry, index) => readEntry(entry, index) ?? []);
  const addresses = new Map(
    entries.flatMap(({ fullUrl, resource }) =>
      fullUrl === undefined ? [] : [[fullUrl, `${resource.resourceType}/${resource.id}`] as const],
    ),
  );
  return entries.map(({ resource }) => ({
    ...withAddresses(resource, addresses),
    resourceType: resource.resourceType,
    id: resource.id,
  }));
}

function readEntry(entry: unknown, index: number): BundleEntry | undefined {
  if (!isObject(entry) || !isObject(entry['resource'])) return undefined;
  const fullUrl = typeof entry['fullUrl'] === 'string' ? entry['fullUrl'] : undefined;
  const resource = withId(entry['resource'], fullUrl, index);
  return resource && { fullUrl, resource };
}

/** Its own id, else the last part of its `fullUrl`, else its place in the Bundle. */
function withId(
  resource: JsonObject,
  fullUrl: string | undefined,
  index: number,
): LoadedResource | undefined {
  const resourceType = resource['resourceType'];
  if (typeof resourceType !== 'string') return undefined;
  if (typeof resource['id'] === 'string') return { ...resource, resourceType, id: resource['id'] };
  const id = fullUrl?.split(/[/:]/).at(-1) || `entry-${String(index)}`;
  return { resourceType, id, ...resource };
}

/** Every text that is the `fullUrl` of an entry (a reference, the address of an attachment) becomes `Type/id`. */
function withAddresses(value: JsonObject, addresses: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, addressed(member, addresses)]),
  );
}

function addressed(value: unknown, addresses: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return addresses.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => addressed(item, addresses));
  return isObject(value) ? withAddresses(value, addresses) : value;
}
