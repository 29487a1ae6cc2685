import type { Color, PDFFont, PDFPage } from 'pdf-lib';

/** A run of text on a page: where its first line begins, in points from the lower left corner. */
export type TextStyle = {
  readonly font: PDFFont;
  readonly size: number;
  readonly color: Color;
  readonly x: number;
  readonly y: number;
  /** In points; a line that would be longer is broken between words. */
  readonly width: number;
};

/** The distance from one line to the next, in multiples of the size. */
const leading = 1.38;

/** Writes a paragraph and answers where the line below its last one would stand. */
export function writeText(page: PDFPage, text: string, style: TextStyle): number {
  const { font, size, color, x } = style;
  let { y } = style;
  for (const line of brokenAt(
    text,
    (words) => font.widthOfTextAtSize(words, size) <= style.width,
  )) {
    page.drawText(line, { font, size, color, x, y });
    y -= size * leading;
  }
  return y;
}

/** The lines of a text; a word that fits nowhere stands alone on a line. */
export function brokenAt(text: string, fits: (words: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && !fits(longer)) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
