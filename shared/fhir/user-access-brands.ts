import { defined } from '../base/defined.ts';
import { withoutEnd } from '../base/without-end.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from './resource.ts';

/** A service that a list names: an organisation that people know, and where it gives out their records. */
export type ListedService = {
  readonly name: string;
  /** Other names of it, and what it calls its portals. */
  readonly otherNames: readonly string[];
  readonly fhirBaseUrl: string;
  /** As the list says, such as "4.0.1". */
  readonly fhirVersion?: string;
  /** Town and postcode of each of its places, where the list gives them: "Cambridge, CB2 0QQ". */
  readonly places: readonly string[];
};

/** More than any country's list holds today. */
export const servicesAtMost = 100_000;
const placesAtMost = 5_000;
const longestName = 200;
const partsAtMost = 5;

const portalExtension = 'http://hl7.org/fhir/StructureDefinition/organization-portal';
const versionExtension = 'http://hl7.org/fhir/StructureDefinition/endpoint-fhir-version';

type Index = ReadonlyMap<string, JsonObject>;

/**
 * Reads a User-access Brands Bundle: every Organization with its own Endpoints or those of the one it is part of,
 * and every Endpoint that belongs to none. What is not usable is passed over.
 * @returns `undefined` where it is no such Bundle or names no service
 * @see http://hl7.org/fhir/smart-app-launch/brands.html
 */
export function readUserAccessBrands(value: unknown): readonly ListedService[] | undefined {
  const bundle = objectOf(value);
  if (bundle?.['resourceType'] !== 'Bundle') return undefined;
  const entries = objectsOf(bundle['entry']);
  const index = indexOf(entries);
  const services = new Map<string, ListedService>();
  const used = new Set<JsonObject>();
  for (const organization of resourcesOf(entries, 'Organization')) {
    for (const endpoint of endpointsOf(organization, index, used)) {
      const service = serviceOf(organization, endpoint);
      if (service !== undefined) services.set(`${service.name}\n${service.fhirBaseUrl}`, service);
    }
  }
  for (const endpoint of resourcesOf(entries, 'Endpoint')) {
    const service = used.has(endpoint) ? undefined : serviceOf(undefined, endpoint);
    if (service !== undefined) services.set(`${service.name}\n${service.fhirBaseUrl}`, service);
  }
  return services.size === 0 ? undefined : [...services.values()].slice(0, servicesAtMost);
}

function resourcesOf(entries: readonly JsonObject[], type: string): JsonObject[] {
  return entries
    .map((entry) => objectOf(entry['resource']))
    .filter((resource) => resource !== undefined)
    .filter((resource) => resource['resourceType'] === type);
}

/** By `fullUrl` and by `Type/id`, because lists refer in either way. */
function indexOf(entries: readonly JsonObject[]): Index {
  return new Map(
    entries.flatMap((entry) => {
      const resource = objectOf(entry['resource']);
      if (resource === undefined) return [];
      const names = [textOf(entry['fullUrl']), typeAndId(resource)];
      return names.flatMap((name) => (name === undefined ? [] : [[name, resource] as const]));
    }),
  );
}

function typeAndId(resource: JsonObject): string | undefined {
  const [type, id] = [textOf(resource['resourceType']), textOf(resource['id'])];
  return type === undefined || id === undefined ? undefined : `${type}/${id}`;
}

function containedIn(resource: JsonObject): Index {
  return new Map(
    objectsOf(resource['contained']).map((one) => [`#${textOf(one['id']) ?? ''}`, one]),
  );
}

/** What a reference points to; a relative one may stand for an absolute `fullUrl`. */
function target(reference: unknown, inside: Index, index: Index): JsonObject | undefined {
  const text = textOf(objectOf(reference)?.['reference']);
  if (text === undefined) return undefined;
  const short = lastTwoParts(text);
  return inside.get(text) ?? index.get(text) ?? index.get(short);
}

/** `Type/id` of an address that ends so; else the whole of it. */
function lastTwoParts(address: string): string {
  const short = address.split('/').slice(-2).join('/');
  return /[A-Z][A-Za-z]{1,63}\/[^/]+$/.exec(short)?.[0] ?? address;
}

/** The Endpoints of an organisation, those of R4 where it has any; else those of what it is part of. */
function endpointsOf(
  organization: JsonObject,
  index: Index,
  used: Set<JsonObject>,
): readonly JsonObject[] {
  let part: JsonObject | undefined = organization;
  for (let depth = 0; part !== undefined && depth < partsAtMost; depth += 1) {
    const inside = containedIn(part);
    const references = [...listOf(part['endpoint']), ...portalEndpoints(part)];
    const found = new Set(
      references
        .map((reference) => target(reference, inside, index))
        .filter((one) => one?.['resourceType'] === 'Endpoint'),
    );
    const endpoints = [...found].filter((one) => one !== undefined);
    for (const endpoint of endpoints) used.add(endpoint);
    if (endpoints.length > 0) return newestOf(endpoints);
    part = target(part['partOf'], inside, index);
  }
  return [];
}

function newestOf(endpoints: readonly JsonObject[]): readonly JsonObject[] {
  const r4 = endpoints.filter((endpoint) => /^4\./.test(versionOf(endpoint) ?? ''));
  return r4.length > 0 ? r4 : endpoints;
}

function portalParts(organization: JsonObject, name: string): JsonObject[] {
  return objectsOf(organization['extension'])
    .filter((each) => each['url'] === portalExtension)
    .flatMap((portal) => objectsOf(portal['extension']))
    .filter((part) => part['url'] === name);
}

function portalEndpoints(organization: JsonObject): unknown[] {
  return portalParts(organization, 'portalEndpoint').map((part) => part['valueReference']);
}

function versionOf(endpoint: JsonObject): string | undefined {
  const versions = objectsOf(endpoint['extension'])
    .filter((each) => each['url'] === versionExtension)
    .map((each) => textOf(each['valueCode']));
  return versions.find((version) => version?.startsWith('4.')) ?? versions[0];
}

function serviceOf(
  organization: JsonObject | undefined,
  endpoint: JsonObject,
): ListedService | undefined {
  const address = textOf(endpoint['address']);
  const isActive = [undefined, 'active'].includes(textOf(endpoint['status']));
  if (address === undefined || !isActive || !isFhirRest(endpoint) || !/^https?:\/\//i.test(address))
    return undefined;
  const name = cut(textOf(organization?.['name']) ?? textOf(endpoint['name']));
  if (name === undefined) return undefined;
  const fhirVersion = versionOf(endpoint);
  return defined({
    name,
    otherNames: organization === undefined ? [] : otherNames(organization, name),
    fhirBaseUrl: withoutEnd(address, '/'),
    fhirVersion,
    places: organization === undefined ? [] : placesOf(organization),
  });
}

/** A list that names no type of connection means FHIR; most name it. */
function isFhirRest(endpoint: JsonObject): boolean {
  const code = textOf(objectOf(endpoint['connectionType'])?.['code']);
  return code === undefined || code === 'hl7-fhir-rest';
}

function cut(name: string | undefined): string | undefined {
  return name?.slice(0, longestName);
}

function otherNames(organization: JsonObject, name: string): readonly string[] {
  const portals = portalParts(organization, 'portalName').map((part) => part['valueString']);
  const names = [...listOf(organization['alias']), ...portals].flatMap(
    (one) => cut(textOf(one)) ?? [],
  );
  return [...new Set(names)].filter((one) => one !== name);
}

/** Addresses stand at the organisation itself, or one by one at its contacts. */
function placesOf(organization: JsonObject): readonly string[] {
  const contacts = objectsOf(organization['contact']).map((contact) => contact['address']);
  const places = [...listOf(organization['address']), ...contacts].map(placeWords);
  return [...new Set(places.filter((place) => place !== ''))].slice(0, placesAtMost);
}

function placeWords(address: unknown): string {
  const object = objectOf(address);
  const parts = [
    object?.['city'],
    object?.['district'] ?? object?.['state'],
    object?.['postalCode'],
  ];
  const words = parts.map(textOf).filter((part) => part !== undefined);
  return (words.length > 0 ? words.join(', ') : (textOf(object?.['text']) ?? '')).slice(0, 200);
}
