import { fromBase64, fromUtf8, type Bytes } from '../../shared/base/bytes.ts';
import { defined } from '../../shared/base/defined.ts';
import { objectOf, objectsOf, textOf } from '../../shared/fhir/resource.ts';
import { readXml, type XmlElement } from '../../shared/fhir/xml/element.ts';
import { isFhirXml } from '../../shared/fhir/xml/read.ts';
import type { SyncAttachment } from '../../shared/ipc/sync.ts';

/** What a server answered with success when it was asked for an attachment. */
export type AttachmentAnswer = {
  readonly bytes: Bytes;
  /** The `Content-Type` of the answer. */
  readonly sent: string | undefined;
  /** `Attachment.contentType`. */
  readonly asked: string | undefined;
};

type FhirContent =
  | { readonly kind: 'document'; readonly bytes: Bytes; readonly contentType: string | undefined }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused' };

/**
 * The document in an answer. Many servers answer the Binary resource around the bytes, some of them an OperationOutcome
 * or their page for signing in, all with the status of success: what is no document is never kept as one.
 * @see https://hl7.org/fhir/R4/binary.html#rest
 */
export function documentOf({ bytes, sent, asked }: AttachmentAnswer): SyncAttachment {
  const plain: FhirContent = isPageInstead({ bytes, sent, asked })
    ? { kind: 'refused' }
    : { kind: 'document', bytes, contentType: sent };
  const found = fhirContent(bytes) ?? plain;
  if (found.kind === 'refused') return { reason: 'server-refused' };
  if (found.kind === 'missing' || found.bytes.length === 0) return { reason: 'attachment-missing' };
  return { bytes: found.bytes, ...defined({ contentType: found.contentType ?? asked }) };
}

/** What a Binary or an OperationOutcome says, told by its content: servers name its type in many ways, or wrongly. */
function fhirContent(bytes: Bytes): FhirContent | undefined {
  const start = startOf(bytes);
  try {
    if (start.startsWith('{')) return jsonContent(JSON.parse(textIn(bytes)));
    if (isFhirXml(start)) return xmlContent(readXml(textIn(bytes)));
  } catch {
    // Neither JSON nor XML that is whole: then it is what the server says it is.
  }
  return undefined;
}

function jsonContent(json: unknown): FhirContent | undefined {
  const resource = objectOf(json);
  if (resource?.['resourceType'] === 'OperationOutcome') {
    return outcome(objectsOf(resource['issue']).map((issue) => issue['code']));
  }
  if (resource?.['resourceType'] !== 'Binary') return undefined;
  const data = textOf(resource['data']) ?? textOf(resource['content']);
  return binary(data, textOf(resource['contentType']));
}

function xmlContent({ name, children }: XmlElement): FhirContent | undefined {
  if (name === 'OperationOutcome') {
    const issues = children.filter((child) => child.name === 'issue');
    return outcome(issues.map((issue) => valueOf(issue.children, 'code')));
  }
  if (name !== 'Binary') return undefined;
  const data = valueOf(children, 'data') ?? valueOf(children, 'content');
  return binary(data, valueOf(children, 'contentType'));
}

function valueOf(children: readonly XmlElement[], name: string): string | undefined {
  return textOf(children.find((child) => child.name === name)?.attributes['value']);
}

/** `data` is called `content` before R4. A Binary without it is one whose bytes are withheld. */
function binary(data: string | undefined, contentType: string | undefined): FhirContent {
  const bytes = data === undefined ? undefined : fromBase64(data);
  return bytes === undefined ? { kind: 'missing' } : { kind: 'document', bytes, contentType };
}

/** @see https://hl7.org/fhir/R4/valueset-issue-type.html */
function outcome(codes: readonly unknown[]): FhirContent {
  return codes.some((code) => code === 'not-found' || code === 'deleted')
    ? { kind: 'missing' }
    : { kind: 'refused' };
}

/** A page for people where another kind of document was asked for: most often one for signing in. */
function isPageInstead({ bytes, sent, asked }: AttachmentAnswer): boolean {
  if (asked === undefined || mayBePage.test(asked)) return false;
  if (isPage.test(sent ?? '')) return true;
  // A text that shows a page's source is a text.
  return !/^text\//i.test(asked) && /^<(!doctype html|html)\b/i.test(startOf(bytes));
}

const isPage = /^(text\/html|application\/xhtml\+xml)\b/i;
/** Kinds under which a letter may be a page; the last two say nothing of a kind. */
const mayBePage = /^(text\/html|application\/xhtml\+xml|application\/octet-stream|\*\/\*)/i;

const longestStart = 4096;

function startOf(bytes: Bytes): string {
  const start = new TextDecoder().decode(bytes.subarray(0, longestStart));
  return start.trimStart();
}

/** Without the byte order mark, which is no part of JSON or XML. */
function textIn(bytes: Bytes): string {
  return fromUtf8(bytes).replace(/^\uFEFF/, '');
}
