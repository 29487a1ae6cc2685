import type { Bytes } from '../base/bytes.ts';
import { pdfMarksOf } from './pdf-byte-range.ts';
import { looksLikeTextCard } from './text-card.ts';

export type ShareForm = 'empty' | 'pdf' | 'picture' | 'json' | 'text-card' | 'other';

/** The first bytes of the pictures that people take and pass on. */
const pictureSignatures: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x42, 0x4d], // BMP
];

/** What a file is by its content, whole or damaged. */
export function recogniseShare(bytes: Bytes): ShareForm {
  if (bytes.length === 0) return 'empty';
  const pdf = pdfMarksOf(bytes);
  if (pdf.header || (pdf.ending && pdf.signature)) return 'pdf';
  if (pictureSignatures.some((signature) => signature.every((byte, at) => bytes[at] === byte))) {
    return 'picture';
  }
  const text = new TextDecoder().decode(bytes);
  if (looksLikeTextCard(text)) return 'text-card';
  return isJsonLike(text) ? 'json' : 'other';
}

/** The first byte may be the one that was altered, so that the last one counts as well. */
function isJsonLike(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.startsWith('{') || trimmed.endsWith('}');
}
