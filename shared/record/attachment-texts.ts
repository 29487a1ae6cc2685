import { fromBase64 } from '../base/bytes.ts';
import { decodedText } from '../base/decoded-text.ts';
import { cutAfter } from './describe/section-text.ts';
import { plainLines } from '../fhir/plain-text.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';

/** The words of one of an entry's attachments. */
export type AttachmentText = {
  /** As `AttachmentCard` counts. */
  readonly index: number;
  readonly text: string;
};

/** Longer ones wait until somebody opens them. */
const mostLetters = 100_000;

/** The words of the attachments that stand in an entry as text, to be read where they are. */
export function attachmentTexts(attachments: readonly JsonObject[]): readonly AttachmentText[] {
  return attachments.flatMap((attachment, index) => {
    const text = textIn(attachment);
    return text === undefined || text === '' ? [] : [{ index, text }];
  });
}

/** So much of a report's text stands on its card. */
const longestOnCard = 400;

/** So many texts of one report do. */
const mostOnCard = 3;

/** The beginnings of the texts of a report, but for those that only say what is said already. */
export function reportTexts(report: FhirResource, said: readonly string[]): string[] {
  const known = said.map(lettersOf);
  const texts = attachmentTexts(objectsOf(report['presentedForm']))
    .map(({ text }) => text.replace(/\s+/g, ' '))
    .filter((text) => !known.some((one) => one.includes(lettersOf(text))));
  return [...new Set(texts)].slice(0, mostOnCard).map((text) => cutAfter(text, longestOnCard));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
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
