import { base64url, hex, sha256, type Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import { stringifyFhirJson } from '../../../shared/fhir/json.ts';
import type { FhirResource, JsonObject } from '../../../shared/fhir/resource.ts';
import { addedByOwner } from '../../../shared/record/make-card.ts';
import type { FileKind } from '../api/files.ts';
import { contentTypeByMagic } from './magic.ts';
import { fileNameIn, type Part, type PartAttachment } from './part.ts';

const textTypes: Partial<Record<FileKind, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  'fhir-xml': 'text/xml',
  rtf: 'application/rtf',
  html: 'text/html',
  text: 'text/plain',
  'text-card': 'text/plain',
};

/** What kind of document a file is, as MIME has it. */
export function contentTypeOf(kind: FileKind, head: Bytes): string {
  return contentTypeByMagic(head) ?? textTypes[kind] ?? 'application/octet-stream';
}

/** Bytes that are kept, under a name that their content gives them. @see RFC 6920, `ni` addresses */
export async function keptBytes(bytes: Bytes, contentType: string): Promise<PartAttachment> {
  return { url: `ni:///sha-256;${base64url(await sha256(bytes))}`, contentType, bytes };
}

/** A letter, a scan or a picture, kept as it is. Its title is its file's name until the person gives another. */
export async function documentPart(path: string, kind: FileKind, bytes: Bytes): Promise<Part> {
  const attachment = await keptBytes(bytes, contentTypeOf(kind, bytes));
  const hash = hex(await sha256(bytes));
  const title = titleOf(path);
  const resource: FhirResource = {
    resourceType: 'DocumentReference',
    id: hash,
    meta: { tag: [addedByOwner] },
    status: 'current',
    description: title,
    content: [{ attachment: attachmentOf(attachment, title) }],
  };
  return { ...emptyPart(path, kind, hash), ...withResource(resource), attachments: [attachment] };
}

/** An Attachment that points to bytes which are kept beside the resource. `creation`: as FHIR writes it, of any precision. */
export function attachmentOf(
  { url, contentType, bytes }: PartAttachment,
  title: string,
  creation?: string,
): JsonObject {
  return defined({ contentType, url, size: bytes.length, title, creation });
}

function withResource(resource: FhirResource): Pick<Part, 'resources' | 'isDocument'> {
  return { resources: [{ resource, text: stringifyFhirJson(resource) }], isDocument: true };
}

/** A part that holds nothing yet. */
export function emptyPart(path: string, kind: FileKind, hash: string): Part {
  return {
    ...{ path, kind, hash, resources: [], skipped: [], warnings: [], notes: [], attachments: [] },
    ...{ isPage: false, isDocument: false },
  };
}

/** "Letter from the clinic" out of "2024/Letter_from_the_clinic.pdf". */
function titleOf(path: string): string {
  const name = fileNameIn(path)
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll('_', ' ')
    .trim();
  return name === '' ? 'Document' : name;
}
