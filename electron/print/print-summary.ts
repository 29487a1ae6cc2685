import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { AppError } from '../../shared/base/error.ts';
import { printPolicy } from '../content-security-policy.ts';
import { answerWith, origin } from '../protocol.ts';
import { hiddenWindow } from './hidden-window.ts';
import { footerTemplate, printDocument, type PrintPage } from './print-page.ts';

const patienceMs = 60_000;
const millimetre = 1 / 25.4;
/** The foot leaves room for the footer and for the signature's line. In inches. */
const margins = {
  top: 12 * millimetre,
  bottom: 22 * millimetre,
  left: 15 * millimetre,
  right: 15 * millimetre,
};

/**
 * Prints the summary as a tagged A4 PDF in a hidden window, from memory: no script, no network, nothing on disk.
 * @throws export-failed
 */
export async function printSummary(
  page: PrintPage,
  rendererFolder: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = printDocument(page);
  const { window, remove } = hiddenWindow(
    (url) =>
      url === `${origin}/print`
        ? answerWith(document, { type: 'text/html; charset=utf-8', policy: printPolicy })
        : undefined,
    rendererFolder,
  );
  try {
    return await Promise.race([printed(window, page.footer), outOfPatience()]);
  } catch (thrown) {
    throw new AppError('export-failed', { cause: thrown });
  } finally {
    await remove();
  }
}

async function printed(window: BrowserWindow, footer: string): Promise<Uint8Array<ArrayBuffer>> {
  // The load event waits for fonts, as long as print.css asks for them on screen too, not inside `@media print`.
  await window.loadURL(`${origin}/print`);
  const pdf = await window.webContents.printToPDF({
    pageSize: 'A4',
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footerTemplate(footer),
    margins,
  });
  return new Uint8Array(pdf);
}

/** A page that never finishes loading would otherwise keep its hidden window for ever. */
async function outOfPatience(): Promise<never> {
  await wait(patienceMs, undefined, { ref: false });
  throw new AppError('export-failed', { where: 'print' });
}
