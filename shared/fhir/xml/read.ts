import { defined } from '../../base/defined.ts';
import { AppError } from '../../base/error.ts';
import { nextOf, outcomeWords, type IncomingSkip } from '../incoming.ts';
import { versionsTogether } from '../other-versions/version-of.ts';
import { resourceOf, textOf, type FhirResource } from '../resource.ts';
import type { FhirVersion } from '../version.ts';
import { readXml, type XmlElement } from './element.ts';
import { resourceOfXml } from './to-json.ts';

/** A resource that was written in XML, in JSON's shape, with its own version and its XML to the letter. */
export type XmlResource = {
  readonly resource: FhirResource;
  readonly version: FhirVersion;
  readonly xml: string;
  readonly fullUrl?: string;
};

export type XmlIncoming = {
  readonly resources: readonly XmlResource[];
  readonly skipped: readonly IncomingSkip[];
  readonly warnings: readonly string[];
  readonly next?: string;
};

type Entry = { readonly element: XmlElement; readonly fullUrl: string | undefined };

type Found = {
  readonly entries: Entry[];
  readonly skipped: IncomingSkip[];
  readonly warnings: string[];
  next: string | undefined;
};

const fhir = 'http://hl7.org/fhir';

/** Whether a text is FHIR's XML, by its first element. */
export function isFhirXml(text: string): boolean {
  return (
    /^\uFEFF?\s*</.test(text) &&
    /<(?:\w+:)?[A-Z]\w[^<>]*["']http:\/\/hl7\.org\/fhir["']/.test(text.slice(0, 4000))
  );
}

/**
 * Reads a Bundle of any type or a single resource written in XML, of any version. `declared`: the version the source claims.
 * @throws file-empty, file-truncated, file-not-health-data, file-unreadable, file-too-deep
 * @see https://hl7.org/fhir/R4/xml.html
 */
export function readFhirXml(text: string, declared?: FhirVersion): XmlIncoming {
  if (text.trim() === '') throw new AppError('file-empty');
  const root = readXml(text);
  if (root.uri !== fhir) throw new AppError('file-not-health-data');
  const found: Found = { entries: [], skipped: [], warnings: [], next: undefined };
  readResource(root, undefined, found);
  const { next, skipped, warnings } = found;
  const resources = resourcesOf(found.entries, text, declared);
  return defined({ resources, skipped, warnings, next });
}

function readResource(element: XmlElement, fullUrl: string | undefined, found: Found): void {
  if (element.name === 'Bundle') {
    readBundle(element, found);
  } else if (element.name === 'Parameters' && holdsRecords(element)) {
    readParameters(element, found);
  } else if (element.name === 'OperationOutcome') {
    found.warnings.push(...outcomeWords(asR4(element)));
    found.skipped.push({ type: 'OperationOutcome', reason: 'operation-outcome' });
  } else found.entries.push({ element, fullUrl });
}

function readBundle(bundle: XmlElement, found: Found): void {
  const own = bundle.children.filter((child) => child.name === 'link');
  found.next = nextOf(asR4({ ...bundle, children: own })['link']) ?? found.next;
  for (const entry of bundle.children.filter((child) => child.name === 'entry')) {
    const resource = childOf(entry, 'resource')?.children[0];
    const fullUrl = textOf(childOf(entry, 'fullUrl')?.attributes['value']);
    if (resource === undefined) found.skipped.push({ type: 'entry', reason: 'no-resource' });
    else if (!/^[A-Z][A-Za-z]+$/.test(resource.name)) {
      found.skipped.push({ type: 'entry', reason: 'no-resource-type' });
    } else readResource(resource, fullUrl, found);
  }
}

/** Every `parameter` and `part`, and those in it. */
function parametersIn(element: XmlElement): XmlElement[] {
  return element.children
    .filter(({ name }) => name === 'parameter' || name === 'part')
    .flatMap((child) => [child, ...parametersIn(child)]);
}

/** Whether there is more in Parameters than values and messages. @see https://hl7.org/fhir/R4/parameters.html */
function holdsRecords(parameters: XmlElement): boolean {
  return parametersIn(parameters).some((one) => {
    const resource = childOf(one, 'resource')?.children[0];
    return resource !== undefined && resource.name !== 'OperationOutcome';
  });
}

function readParameters(parameters: XmlElement, found: Found): void {
  for (const one of parametersIn(parameters)) {
    const resource = childOf(one, 'resource')?.children[0];
    if (resource !== undefined) readResource(resource, undefined, found);
    if (one.children.some(({ name }) => name.startsWith('value'))) {
      found.skipped.push({ type: 'Parameters', reason: 'operation-outcome' });
    }
  }
}

/** Read as R4 first, to see which version each is of; then as that version. */
function resourcesOf(
  entries: readonly Entry[],
  text: string,
  declared: FhirVersion | undefined,
): XmlResource[] {
  const versions = versionsTogether(
    entries.map(({ element }) => asR4(element)),
    { declared, format: 'xml' },
  );
  return entries.flatMap(({ element, fullUrl }, at) => {
    const version = versions[at] ?? 'R4';
    const resource = resourceOf(resourceOfXml(element, version));
    if (resource === undefined) return [];
    const xml = text.slice(element.start, element.end);
    return [defined({ resource, version, xml, fullUrl })];
  });
}

function asR4(element: XmlElement): FhirResource {
  return { resourceType: element.name, ...resourceOfXml(element, 'R4') };
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}
