import { PDFDocument } from 'pdf-lib';
import type { Bridge } from '../../electron/preload.ts';
import { freshFolders, startProgram } from '../e2e/program.ts';

type Bridged = { readonly phr: Bridge };

/** The program's own printing, in its real window. */
export type Printer = {
  /** How many pages a summary of this markup takes on A4. */
  pagesOf(markup: string): Promise<number>;
  end(): Promise<void>;
};

/** Starts the built program on a profile that is thrown away. */
export async function startPrinter(): Promise<Printer> {
  const folders = await freshFolders();
  const program = await startProgram(folders);
  return {
    async pagesOf(markup) {
      const printed = await program.window.evaluate(async (html) => {
        const page = { html, title: 'Patient summary', language: 'en-GB', footer: '' };
        const { phr } = globalThis as unknown as Bridged; // what the preload script put there
        const answer = await phr.invoke('print:pdf', page);
        if (!answer.ok) return undefined;
        let text = '';
        for (const byte of answer.value) text += String.fromCharCode(byte);
        return btoa(text);
      }, markup);
      if (printed === undefined) throw new Error('The program could not print a summary.');
      return (await PDFDocument.load(printed)).getPageCount();
    },
    async end() {
      await program.close();
      await folders.remove();
    },
  };
}
