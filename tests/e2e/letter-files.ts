import { writeFile } from 'node:fs/promises';
import { PDFDocument, StandardFonts } from 'pdf-lib';

/** Writes a PDF with these lines, a page each. */
export async function writePdf(file: string, pages: readonly string[]): Promise<void> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = document.addPage([595, 842]);
    page.drawText(lines, { x: 60, y: 760, size: 12, lineHeight: 18, font });
  }
  await writeFile(file, await document.save());
}
