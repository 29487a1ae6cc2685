import type { Input } from '../../../shared/ipc/contract.ts';
import type { AttachmentContent } from '../../vault/api/record.ts';
import { rtfText } from './rtf-text.ts';
import { decodedText } from '../../../shared/base/decoded-text.ts';

/**
 * What of pictures this window draws: the kinds that letters and scans come in, so that few decoders read what comes from
 * outside. Any other (TIFF, HEIC, AVIF, BMP) is saved to be opened elsewhere.
 */
const drawn = /^image\/(png|jpeg|gif|webp)\b/;

/**
 * The words of a document, for showing; `undefined` where it has none that can be shown. Of HTML and RTF the words without
 * their markup, so that nothing in them runs or is fetched. What it is shows in its first letters: sources name types wrongly.
 */
export function shownText(content: AttachmentContent): string | undefined {
  const { bytes, contentType } = content;
  const [type = ''] = contentType.toLowerCase().split(';');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 8));
  if (head.startsWith('{\\rtf')) return rtfText(bytes);
  if (isPdf(content) || isPicture(contentType)) return undefined;
  if (type === 'text/html' || type === 'application/xhtml+xml')
    return wordsOfPage(bytes, contentType);
  const isText = type.startsWith('text/') || /[/+](xml|json)$/.test(type);
  return isText ? decodedText(bytes, contentType) : undefined;
}

/** Whether it is a PDF: its first letters say so, whatever its source called it. Some have something before them. */
export function isPdf({ bytes, contentType }: AttachmentContent): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (head.trimStart().startsWith('%PDF-')) return true;
  return contentType.toLowerCase().startsWith('application/pdf') && head.includes('%PDF-');
}

/** Whether it is a picture that can be drawn here. */
export function isPicture(contentType: string): boolean {
  return drawn.test(contentType.toLowerCase());
}

function wordsOfPage(bytes: Uint8Array<ArrayBuffer>, contentType: string): string {
  const page = new DOMParser().parseFromString(decodedText(bytes, contentType), 'text/html');
  for (const hidden of page.querySelectorAll('script, style')) hidden.remove();
  return page.body.textContent.trim();
}

/** What the save dialog calls a document of this content type. */
export function saveKind(contentType: string): Input<'file:save'>['kind'] {
  if (contentType.startsWith('application/pdf')) return 'pdf';
  if (contentType.startsWith('image/png')) return 'png';
  if (contentType.includes('json')) return 'json';
  return contentType.startsWith('text/plain') ? 'text' : 'any';
}
