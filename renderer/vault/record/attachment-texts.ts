import { fromBase64 } from '../../../shared/base/bytes.ts';
import { decodedText } from '../../../shared/base/decoded-text.ts';
import { plainLines } from '../../../shared/fhir/plain-text.ts';
import { textOf, type FhirResource, type JsonObject } from '../../../shared/fhir/resource.ts';
import { attachmentObjects } from '../../../shared/record/make-card.ts';
import type { AttachmentText } from '../api/record.ts';

/** Longer ones wait until somebody opens them. */
const mostLetters = 100_000;

/** The words of the attachments that stand in an entry as text, to be read where they are. */
export function attachmentTexts(resource: FhirResource): readonly AttachmentText[] {
  return attachmentObjects(resource).flatMap((attachment, index) => {
    const text = textIn(attachment);
    return text === undefined || text === '' ? [] : [{ index, text }];
  });
}

function textIn(attachment: JsonObject): string | undefined {
  const contentType = textOf(attachment['contentType']) ?? '';
  const data = textOf(attachment['data']);
  const [type = ''] = contentType.toLowerCase().split(';');
  const isPage = type === 'text/html' || type === 'application/xhtml+xml';
  if (data === undefined || data.length > mostLetters || !(isPage || type === 'text/plain')) {
    return undefined;
  }
  const bytes = fromBase64(data);
  if (bytes === undefined || looksOtherwise(bytes)) return undefined;
  const text = decodedText(bytes, contentType);
  return isPage ? plainLines(text).join('\n') : text.trim();
}

/** Sources name types wrongly: an RTF document or a PDF called text is opened as what it is. */
function looksOtherwise(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 5));
  return head === '{\\rtf' || head === '%PDF-';
}
