/** The worker in which PDF.js takes a document apart. It has no page, and is ended with its document. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
