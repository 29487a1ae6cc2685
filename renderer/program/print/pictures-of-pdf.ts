import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../../shared/base/error.ts';
import { mostPrintedPages } from '../../../shared/ipc/saving.ts';
import { annotationMode, openPdf } from '../../pdf/open-pdf.ts';

/** Dots an inch, by how many pages there are: a long document would else take more memory than there is. */
function dotsAnInch(pageCount: number): number {
  if (pageCount <= 20) return 300;
  return pageCount <= 60 ? 200 : 150;
}

/** Points an inch, in which PDF counts. */
const points = 72;
/** A page of any size takes no more pixels than A4 does. */
const longestInches = 11.7;
const quality = 0.95;

/**
 * The pages of a PDF as pictures (JPEG) for the printer, upright.
 * @throws pdf-locked, pdf-unreadable, print-too-long
 */
export async function picturesOfPdf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.pageCount > mostPrintedPages) throw new AppError('print-too-long');
    const pictures: Uint8Array<ArrayBuffer>[] = [];
    for (let number = 1; number <= pdf.pageCount; number += 1) {
      pictures.push(await pictureOf(await pdf.page(number), dotsAnInch(pdf.pageCount)));
    }
    return pictures;
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : new AppError('pdf-unreadable', { cause: thrown });
  } finally {
    pdf.close();
  }
}

async function pictureOf(page: PDFPageProxy, dots: number): Promise<Uint8Array<ArrayBuffer>> {
  const plain = page.getViewport({ scale: 1 });
  const isWide = plain.width > plain.height;
  const longest = Math.max(plain.width, plain.height) / points;
  const viewport = page.getViewport({
    scale: (dots / points) * Math.min(1, longestInches / longest),
    rotation: (page.rotate + (isWide ? 90 : 0)) % 360,
  });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport, annotationMode, intent: 'print' }).promise;
  page.cleanup();
  return jpegOf(canvas);
}

/** A canvas as JPEG; its memory is given back. */
export async function jpegOf(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  canvas.width = 0;
  canvas.height = 0;
  if (blob === null) throw new AppError('print-failed', { where: 'picture' });
  return new Uint8Array(await blob.arrayBuffer());
}
