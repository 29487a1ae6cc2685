import { hex, sha256, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { withoutControls } from '../../../shared/base/text-encoding.ts';
import { defined } from '../../../shared/base/defined.ts';
import { readCcda, type CcdaDocument } from '../../../shared/fhir/ccda/read-ccda.ts';
import { stringifyFhirJson } from '../../../shared/fhir/json.ts';
import type { FhirResource } from '../../../shared/fhir/resource.ts';
import type { SourceNote } from '../../../shared/record/source-note.ts';
import { contentHexHasher } from '../crypto/content-hash.ts';
import { attachmentOf, emptyPart, keptBytes } from './document-part.ts';
import { readText, type AssumedEncoding } from './file-text.ts';
import { contentTypeByMagic } from './magic.ts';
import type { Part, PartAttachment } from './part.ts';

/**
 * A clinical document: the entries that it could be read into, and itself, whole, with its sections as plain text to read, or the PDF or scan that it has instead.
 * @throws file-truncated, file-not-health-data, file-unreadable, file-several-people
 */
export async function ccdaPart(path: string, bytes: Bytes): Promise<Part> {
  const hashOf = await contentHexHasher();
  const { text: written, assumed } = readText(bytes);
  const clean = withoutControls(written);
  const document = readCcda(clean, (text) => hashOf(utf8(text)));
  const hash = hex(await sha256(bytes));
  const whole = await keptBytes(bytes, 'text/xml');
  const { body } = document;
  const shown =
    body === undefined
      ? await keptBytes(utf8(sectionsText(document)), 'text/plain')
      : await keptBytes(body.bytes, contentTypeByMagic(body.bytes) ?? body.contentType);
  const resource = documentReference(document, hash, [shown, whole]);
  return {
    ...emptyPart(path, 'ccda', hash),
    resources: [...document.resources, { resource, text: stringifyFhirJson(resource) }],
    skipped: document.sections.flatMap(({ stayedText }) =>
      Array.from(
        { length: stayedText },
        () => ({ type: 'section', reason: 'stayed-text' }) as const,
      ),
    ),
    notes: [
      ...notesOf(document, assumed),
      ...(clean === written ? [] : [{ kind: 'read-though-ill-formed' } as const]),
    ],
    attachments: [shown, whole],
  };
}

function notesOf(
  { sections, isFollowedByMore }: CcdaDocument,
  assumed: AssumedEncoding | undefined,
): SourceNote[] {
  const stayed = sections.filter(({ stayedText }) => stayedText > 0);
  const titles = [...new Set(stayed.map(({ title }) => title))];
  return [
    ...(assumed === undefined ? [] : [{ kind: `read-as-${assumed}` } as const]),
    ...(titles.length === 0 ? [] : [{ kind: 'sections-as-text', titles } as const]),
    ...(isFollowedByMore ? [{ kind: 'more-behind-end' } as const] : []),
  ];
}

function documentReference(
  document: CcdaDocument,
  id: string,
  [shown, whole]: readonly [PartAttachment, PartAttachment],
): FhirResource {
  const title = document.title ?? 'Clinical document';
  const patient = document.resources.find(({ resource }) => resource.resourceType === 'Patient');
  return {
    resourceType: 'DocumentReference',
    id,
    ...defined({
      status: 'current',
      type: document.type === undefined ? undefined : { coding: [document.type] },
      subject:
        patient === undefined ? undefined : { reference: `Patient/${String(patient.resource.id)}` },
      author: document.authors.map((display) => ({ display })),
      custodian: document.custodian === undefined ? undefined : { display: document.custodian },
      description: title,
    }),
    content: [
      {
        attachment: attachmentOf(
          shown,
          document.body === undefined ? `${title}, as text` : title,
          document.date,
        ),
      },
      { attachment: attachmentOf(whole, `${title}, as it came`, document.date) },
    ],
  };
}

/** Every section with its title, in the order of the document. */
function sectionsText({ title, sections }: CcdaDocument): string {
  const texts = sections.map((section) => `${section.title}\n\n${section.text}`);
  return `${[title ?? 'Clinical document', ...texts].join('\n\n\n')}\n`;
}
