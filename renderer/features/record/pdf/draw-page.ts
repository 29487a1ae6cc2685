import { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { annotationMode } from '../../../pdf/open-pdf.ts';

/** Signs of a page as elements over its picture, in reading order. */
export type DrawnPage = { readonly textElements: readonly HTMLElement[] };

/** The most pixels that a page is drawn with: an A4 page at four times its size. */
const mostPixels = 24_000_000;

export type Drawing = { readonly done: Promise<DrawnPage>; readonly cancel: () => void };

/**
 * Draws a page into `sheet` in the place of the one that is there, `width` CSS pixels wide: a picture for the eye, and
 * over it the text, which can be selected and is read out.
 */
export function drawPage(sheet: HTMLElement, page: PDFPageProxy, width: number): Drawing {
  const { width: own } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: width / own });
  const canvas = document.createElement('canvas');
  const density = densityFor(viewport.width * viewport.height);
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.setAttribute('aria-hidden', 'true');
  const transform = density === 1 ? undefined : [density, 0, 0, density, 0, 0];
  const picture = page.render({ canvas, viewport, transform, annotationMode });
  const container = document.createElement('div');
  container.className = 'phr-pdf__text';
  const text = new TextLayer({
    textContentSource: page.streamTextContent(),
    container,
    viewport,
  });
  return {
    done: finished().finally(() => page.cleanup()),
    cancel: () => {
      picture.cancel();
      text.cancel();
    },
  };

  async function finished(): Promise<DrawnPage> {
    await Promise.all([picture.promise, text.render()]);
    sheet.style.setProperty('--total-scale-factor', String(viewport.scale));
    sheet.style.setProperty('inline-size', `${String(Math.floor(viewport.width))}px`);
    sheet.style.setProperty('block-size', `${String(Math.floor(viewport.height))}px`);
    sheet.replaceChildren(canvas, container);
    return { textElements: text.textDivs };
  }
}

function densityFor(area: number): number {
  return Math.min(Math.max(window.devicePixelRatio, 1), Math.sqrt(mostPixels / area));
}
