import type { OpenPdf } from '../../../pdf/open-pdf.ts';
import type { TextPiece } from './places-of-words.ts';

/** The text of a page in pieces, in the order in which it is written there. */
export async function pieces(pdf: OpenPdf, number: number): Promise<readonly TextPiece[]> {
  const page = await pdf.page(number);
  const { items } = await page.getTextContent();
  return items.flatMap((item) =>
    'str' in item ? [{ text: item.str, endsLine: item.hasEOL }] : [],
  );
}
