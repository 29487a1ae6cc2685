/** The releases of FHIR that this program can tell apart. R4B counts as R4: their clinical resources are the same. */
export type FhirRelease = 'R4' | 'STU3' | 'DSTU2';

/**
 * The little that the program reads from a server's CapabilityStatement.
 * @see http://hl7.org/fhir/R4/capabilitystatement.html
 */
export type Capability = {
  readonly name: string | undefined;
  /** As written, such as "4.0.1". */
  readonly fhirVersion: string | undefined;
  /** `undefined`: a version that this program does not know. */
  readonly release: FhirRelease | undefined;
  /** The types that the server says it offers, each with its search parameters where it lists them. */
  readonly types: ReadonlyMap<string, OfferedType>;
  /** The search parameters that it lists for all types. */
  readonly searchParams: ReadonlySet<string>;
  /** Whether it names the operation `Patient/[id]/$everything`. @see http://hl7.org/fhir/R4/patient-operation-everything.html */
  readonly everything: boolean;
  /** From the `oauth-uris` extension, where a server has no SMART configuration of its own. */
  readonly oauth: { readonly authorize: string; readonly token: string } | undefined;
};

export type OfferedType = {
  readonly search: boolean;
  readonly read: boolean;
  readonly searchParams: ReadonlySet<string>;
};

/** Reads a CapabilityStatement, or a DSTU2 Conformance as far as needed to say that it is one; `undefined` for anything else. */
export function readCapability(value: unknown): Capability | undefined {
  const resourceType = text(member(value, 'resourceType'));
  if (resourceType !== 'CapabilityStatement' && resourceType !== 'Conformance') return undefined;
  const rests = asList(member(value, 'rest'));
  const fhirVersion = text(member(value, 'fhirVersion'))?.trim();
  const rest = rests.find((each) => member(each, 'mode') === 'server') ?? rests[0];
  return {
    name: nameOf(value),
    fhirVersion,
    release: releaseOf(fhirVersion, resourceType),
    types: new Map(asList(member(rest, 'resource')).flatMap(offeredType)),
    searchParams: namesIn(member(rest, 'searchParam')),
    everything: namesEverything(rest),
    oauth: oauthOf(member(rest, 'security')),
  };
}

/**
 * The release that a version belongs to: 4.0.x and 4.3.x, 3.0.x, 1.0.x, and the ballots on the way to the older two.
 * Only DSTU2 calls its statement `Conformance`, so that says enough where the version is missing.
 * @see http://hl7.org/fhir/R4/valueset-FHIR-version.html
 */
export function releaseOf(
  fhirVersion: string | undefined,
  resourceType?: string,
): FhirRelease | undefined {
  if (fhirVersion === undefined) return resourceType === 'Conformance' ? 'DSTU2' : undefined;
  if (/^4\.[03](\.|$)/.test(fhirVersion)) return 'R4';
  if (/^3\.[02](\.|$)/.test(fhirVersion)) return 'STU3';
  return /^(1\.0|0\.[45])(\.|$)/.test(fhirVersion) ? 'DSTU2' : undefined;
}

/**
 * What a service calls itself: its implementation, else who publishes its statement. A title is of the statement, and
 * the same wherever the same software runs; without a name of its own a service goes by its host.
 */
function nameOf(statement: unknown): string | undefined {
  const implementation = member(member(statement, 'implementation'), 'description');
  return [implementation, member(statement, 'publisher')]
    .map((name) => text(name)?.trim())
    .find((name) => name !== undefined && isNameOfService(name));
}

function isNameOfService(name: string): boolean {
  return name !== '' && name.length <= 200 && !/capability\s*statement|conformance/i.test(name);
}

function offeredType(resource: unknown): [string, OfferedType][] {
  const type = text(member(resource, 'type'));
  if (type === undefined || !/^[A-Z][A-Za-z]{1,63}$/.test(type)) return [];
  const interactions = asList(member(resource, 'interaction')).map((each) => member(each, 'code'));
  // A server that lists no interactions has said nothing, not "none": it is asked.
  const allows = (code: string): boolean =>
    interactions.length === 0 || interactions.includes(code);
  const searchParams = namesIn(member(resource, 'searchParam'));
  return [[type, { search: allows('search-type'), read: allows('read'), searchParams }]];
}

/** R4 names an operation at its type, the releases before it for the server as a whole. */
function namesEverything(rest: unknown): boolean {
  const isOne = (each: unknown): boolean =>
    /^\$?everything$/.test(text(member(each, 'name')) ?? '');
  const patient = asList(member(rest, 'resource')).find(
    (each) => member(each, 'type') === 'Patient',
  );
  const isOfPatients = (each: unknown): boolean => {
    const definition = member(each, 'definition');
    return /Patient/.test(text(definition) ?? text(member(definition, 'reference')) ?? '');
  };
  return (
    asList(member(patient, 'operation')).some(isOne) ||
    asList(member(rest, 'operation')).some((each) => isOne(each) && isOfPatients(each))
  );
}

function namesIn(value: unknown): ReadonlySet<string> {
  return new Set(asList(value).flatMap((each) => text(member(each, 'name')) ?? []));
}

const oauthUris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';

function oauthOf(security: unknown): Capability['oauth'] {
  const uris = asList(member(security, 'extension')).find(
    (each) => member(each, 'url') === oauthUris,
  );
  const uri = (name: string): string | undefined =>
    text(
      member(
        asList(member(uris, 'extension')).find((each) => member(each, 'url') === name),
        'valueUri',
      ),
    );
  const authorize = uri('authorize');
  const token = uri('token');
  return authorize === undefined || token === undefined ? undefined : { authorize, token };
}

/** One member of an object of unknown shape. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** A list of unknown shape; what is no list counts as empty. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string of unknown shape. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
