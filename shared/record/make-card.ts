import { defined } from '../base/defined.ts';
import { codingsOf, eachWordsOf } from '../fhir/concept.ts';
import { referencesIn } from '../fhir/reference.ts';
import {
  idOf,
  memberObjects,
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import type { AttachmentCard, EntryCard, EntryKey, OriginalCard, SourceId } from './card.ts';
import { describe, descriptionVersion } from './describe.ts';
import { contentKey, entryKey } from './entry-key.ts';

/** What is known about an arrival beside the resource itself. */
export type Arrival = {
  readonly sourceId: SourceId;
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  /** SHA-256 of what the source says, base64url. */
  readonly contentHash: string;
  /** SHA-256 of the text that is stored, where that is not the same. */
  readonly textHash?: string | undefined;
  readonly fullUrl?: string | undefined;
  /** What the source wrote, where the resource was made from it. */
  readonly original?: OriginalCard | undefined;
};

/** Of an older version, types that R4 knows under one name with a third, which has that name's key. */
const sharedNames = new Set(['ReferralRequest', 'DiagnosticOrder']);

/**
 * What makes an entry the same one when it comes again: its source, type and id; where it has no id, its content.
 */
function keyOf(resource: FhirResource, { sourceId, contentHash, original }: Arrival): EntryKey {
  const id = idOf(resource);
  const type = keyTypeOf(resource, original?.reference);
  return id === undefined ? contentKey(sourceId, type, contentHash) : entryKey(sourceId, type, id);
}

/** The type by which a resource's key calls it. `reference`: what its source called it, in an older version. */
export function keyTypeOf(resource: FhirResource, reference: string | undefined): string {
  const cameAs = reference?.split('/')[0] ?? '';
  return sharedNames.has(cameAs) ? cameAs : resource.resourceType;
}

/** The card of a resource that has just arrived. */
export function makeCard(resource: FhirResource, arrival: Arrival): EntryCard {
  return {
    ...describe(resource),
    describedBy: descriptionVersion,
    key: keyOf(resource, arrival),
    sourceId: arrival.sourceId,
    resourceType: resource.resourceType,
    ...defined({
      resourceId: idOf(resource),
      fullUrl: arrival.fullUrl,
      original: arrival.original,
      textHash: arrival.textHash,
    }),
    ...(isOwnDocument(resource) ? { isOwnDocument: true } : {}),
    fetchedAt: arrival.fetchedAt,
    contentHash: arrival.contentHash,
    earlierVersions: 0,
    terms: searchTerms(resource),
    references: referencesIn(resource),
    attachments: attachmentsOf(resource),
    security: securityOf(resource),
  };
}

/**
 * The card of a version that is here already, as this program describes its resource. What is known of the version
 * beside the resource stays as it is.
 */
export function describedAnew(card: EntryCard, resource: FhirResource): EntryCard {
  const { key, earlierVersions, sourceId, fetchedAt, contentHash } = card;
  const { textHash, fullUrl, original } = card;
  const arrival = { sourceId, fetchedAt, contentHash, textHash, fullUrl, original };
  return { ...makeCard(resource, arrival), key, earlierVersions };
}

// Other names for the same thing: every display and text of the main concepts, beyond the one that is the title.
function searchTerms(resource: FhirResource): string {
  const concepts = [
    resource['code'],
    resource['vaccineCode'],
    resource['medicationCodeableConcept'],
    resource['type'],
    ...memberObjects(resource['contained'], 'code'),
  ]
    .flat()
    .filter((concept) => concept !== undefined);
  const words = concepts.flatMap((concept) => [
    ...eachWordsOf(concept),
    ...codingsOf(concept).flatMap(({ display, code }) =>
      [display, code].filter((word) => word !== undefined),
    ),
  ]);
  return [...new Set(words)].join(' ');
}

/** Marks a document that the owner of the record added as it was, and may give a title and a date. */
export const addedByOwner = {
  system: 'urn:patient-held-record:added',
  code: 'by-owner',
  display: 'Added by the owner of the record',
} as const;

function isOwnDocument(resource: FhirResource): boolean {
  if (resource.resourceType !== 'DocumentReference') return false;
  return objectsOf(objectOf(resource['meta'])?.['tag']).some(
    ({ system, code }) => system === addedByOwner.system && code === addedByOwner.code,
  );
}

/** Every attachment that a document or a report carries, inline or by address. */
export function attachmentsOf(resource: FhirResource): AttachmentCard[] {
  return attachmentObjects(resource).map((attachment, index) =>
    defined({
      title: textOf(attachment['title']),
      contentType: textOf(attachment['contentType']),
      url: textOf(attachment['data']) === undefined ? textOf(attachment['url']) : undefined,
      index,
    }),
  );
}

/** The Attachment objects themselves, in the order in which `attachmentsOf` counts them. */
export function attachmentObjects(resource: FhirResource): readonly JsonObject[] {
  return [
    ...memberObjects(resource['content'], 'attachment'),
    ...objectsOf(resource['presentedForm']),
    ...objectsOf(resource['sourceAttachment']),
    ...(resource.resourceType === 'Media' ? objectsOf(resource['content']) : []),
    ...(resource.resourceType === 'Binary' ? [resource] : []),
  ];
}

function securityOf(resource: FhirResource): readonly string[] {
  return objectsOf(objectOf(resource['meta'])?.['security']).flatMap(
    (label) => textOf(label['code']) ?? [],
  );
}
