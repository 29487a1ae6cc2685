import {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFWorker,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../shared/base/error.ts';
import { ReaderFiles } from './reader-files.ts';

/** A PDF that is taken apart in a worker of its own. */
export type OpenPdf = {
  readonly pageCount: number;
  /** Pages count from 1. */
  readonly page: (number: number) => Promise<PDFPageProxy>;
  /** Ends the worker, and gives back what it holds. */
  readonly close: () => void;
};

/** What is written into a form belongs to the page; links and buttons on it do nothing. */
export const annotationMode = AnnotationMode.ENABLE;

/**
 * Opens a PDF. Nothing in it runs: no script of it is read, no address of it is followed, and it is drawn, not loaded.
 * @throws pdf-locked where it asks for a password, pdf-unreadable
 */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf> {
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const failed = new Promise<never>((_, reject) => {
    port.addEventListener('error', () => {
      reject(new AppError('pdf-unreadable', { where: 'worker' }));
    });
  });
  const worker = PDFWorker.create({ port });
  const close = (): void => {
    port.terminate();
  };
  try {
    const document = await Promise.race([loaded(bytes, worker), failed]);
    return { pageCount: document.numPages, page: (number) => document.getPage(number), close };
  } catch (thrown) {
    close();
    if (thrown instanceof PasswordException) throw new AppError('pdf-locked', { cause: thrown });
    throw new AppError('pdf-unreadable', { cause: thrown });
  }
}

function loaded(bytes: Uint8Array<ArrayBuffer>, worker: PDFWorker): Promise<PDFDocumentProxy> {
  return getDocument({
    // A copy, since PDF.js takes what it is given away.
    data: bytes.slice(),
    worker,
    verbosity: 0,
    BinaryDataFactory: ReaderFiles,
    // Named, so that nothing is looked for elsewhere; where they are is known to `ReaderFiles` alone.
    cMapUrl: 'beside/',
    standardFontDataUrl: 'beside/',
    wasmUrl: 'beside/',
    useWorkerFetch: false,
    useSystemFonts: false,
    disableWorkerRendering: true,
    enableXfa: false,
  }).promise;
}
