import { compositionTexts } from './composition-texts.ts';
import {
  readIncoming,
  readIncomingLines,
  type Incoming,
  type IncomingResource,
} from './incoming.ts';
import { stringifyFhirJson } from './json.ts';
import type { Unplaced } from './other-versions/mapping.ts';
import { toR4 } from './other-versions/to-r4.ts';
import { readVersions, versionsTogether } from './other-versions/version-of.ts';
import { ownReference } from './reference.ts';
import type { FhirResource } from './resource.ts';
import type { FhirVersion } from './version.ts';
import { isFhirXml, readFhirXml } from './xml/read.ts';

/** A resource as its source wrote it, where that is not FHIR R4 in JSON. It is kept beside what was made of it. */
export type Original = {
  /** To the letter. */
  readonly text: string;
  readonly format: 'json' | 'xml';
  readonly version: FhirVersion | 'C-CDA';
  /** `Type/id` in the source: two types of an older version can have become one of R4. */
  readonly reference?: string;
};

/** A resource in R4's words. `text` is its JSON: the source's own to the letter, or made from `original`. */
export type RecordResource = IncomingResource & {
  readonly original?: Original;
  /** What R4 has no place for; `original` has all of it. */
  readonly unplaced: readonly Unplaced[];
  /** Of another version, and of a type that has no mapping: the resource is not R4 but what its version says. */
  readonly isUnmapped?: true;
};

export type RecordIncoming = Omit<Incoming, 'resources'> & {
  readonly resources: readonly RecordResource[];
  /** The version that most of the resources tell of themselves, if any does: it holds for what follows from the same source. */
  readonly version?: FhirVersion;
};

/**
 * Reads FHIR R4, R5, STU3 or DSTU2, in JSON, NDJSON or XML, into R4. One nonsense entry never costs the others.
 * Of R5, a type without a mapping is named in `skipped`: what it says is not what the same words say in R4.
 * `declared`: the version that the source claims for what does not tell it itself (a server's `fhirVersion`).
 * @throws file-empty, file-truncated, file-not-health-data, file-unreadable
 */
export function readRecord(text: string, declared?: FhirVersion): RecordIncoming {
  const read = readRecordPart(text, declared);
  const texts = compositionTexts(read.resources).map((resource) => ({
    resource,
    text: stringifyFhirJson(resource),
    unplaced: [],
  }));
  return texts.length === 0 ? read : { ...read, resources: [...read.resources, ...texts] };
}

/** The same of a part of something longer, of which nobody knows what else is in it. @throws as `readRecord` */
export function readRecordPart(text: string, declared?: FhirVersion): RecordIncoming {
  if (isFhirXml(text)) {
    const { resources, ...rest } = readFhirXml(text, declared);
    const read = resources.map(({ resource, version, xml, fullUrl }) =>
      inR4({ resource, fullUrl, original: { text: xml, format: 'xml', version } }),
    );
    return withoutUnreadable(rest, read);
  }
  return incomingInR4(readIncoming(text), declared);
}

/** Reads lines of NDJSON that were cut out of a longer text; a broken one is named in `skipped`. */
export function readRecordLines(text: string, declared?: FhirVersion): RecordIncoming {
  return incomingInR4(readIncomingLines(text), declared);
}

function incomingInR4(incoming: Incoming, declared: FhirVersion | undefined): RecordIncoming {
  const { resources, ...rest } = incoming;
  const { versions, told } = readVersions(
    resources.map(({ resource }) => resource),
    { declared },
  );
  return {
    ...withoutUnreadable(rest, eachInR4(resources, versions)),
    ...(told === undefined ? {} : { version: told }),
  };
}

/** Older types without a mapping are kept as they came; of R5, they would be taken for what they are not. */
function withoutUnreadable(
  rest: Omit<Incoming, 'resources'>,
  resources: readonly RecordResource[],
): RecordIncoming {
  const isUnreadable = ({ original, isUnmapped }: RecordResource): boolean =>
    original?.version === 'R5' && isUnmapped === true;
  const unreadable = resources
    .filter(isUnreadable)
    .map(({ resource }) => ({ type: resource.resourceType, reason: 'newer-version' }) as const);
  if (unreadable.length === 0) return { ...rest, resources };
  return {
    ...rest,
    skipped: [...rest.skipped, ...unreadable],
    resources: resources.filter((one) => !isUnreadable(one)),
  };
}

/** Puts resources that came together as JSON (a file, a page of an answer) in R4's words; those of R4 stay as they are. */
export function resourcesInR4(
  resources: readonly IncomingResource[],
  declared?: FhirVersion,
): RecordResource[] {
  const versions = versionsTogether(
    resources.map(({ resource }) => resource),
    { declared },
  );
  return eachInR4(resources, versions);
}

function eachInR4(
  resources: readonly IncomingResource[],
  versions: readonly FhirVersion[],
): RecordResource[] {
  return resources.map((incoming, at) => {
    const version = versions[at] ?? 'R4';
    if (version === 'R4') return { ...incoming, unplaced: [] };
    const { resource, text, fullUrl } = incoming;
    return inR4({ resource, fullUrl, original: { text, format: 'json', version } });
  });
}

type Read = {
  readonly resource: FhirResource;
  readonly fullUrl: string | undefined;
  readonly original: Original & { readonly version: FhirVersion };
};

/** Deeper than any record: such a resource is kept as it came, and nothing of it is read. */
const deepest = 100;

function inR4({ resource, fullUrl, original }: Read): RecordResource {
  const { version } = original;
  if (original.format === 'json' && isDeeperThan(deepest, resource))
    return asItCame({ resource, fullUrl, original });
  const mapped =
    version === 'R4' ? { resource, unplaced: [], isMapped: true } : toR4(resource, version);
  const reference = ownReference(resource);
  return {
    resource: mapped.resource,
    text: stringifyFhirJson(mapped.resource),
    unplaced: mapped.unplaced,
    original: { ...original, ...(reference === undefined ? {} : { reference }) },
    ...(fullUrl === undefined ? {} : { fullUrl }),
    ...(mapped.isMapped ? {} : { isUnmapped: true }),
  };
}

function asItCame({ resource, fullUrl, original }: Read): RecordResource {
  return {
    ...{ resource, text: original.text, original, unplaced: [], isUnmapped: true },
    ...(fullUrl === undefined ? {} : { fullUrl }),
  };
}

/** Whether a value has more levels than this; no more of them are looked at. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return members.some((member) => typeof member === 'object' && isDeeperThan(levels - 1, member));
}
