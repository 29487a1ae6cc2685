import type { WebContents } from 'electron';
import { AppError } from '../../shared/base/error.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { paperPolicy } from '../content-security-policy.ts';
import { answerWith, origin } from '../protocol.ts';
import { withFilesInMemory } from './files-in-memory.ts';
import { hiddenWindow, type HiddenWindow } from './hidden-window.ts';
import { outcomeOfPrinting, paperDocument, pictureAt } from './paper-page.ts';

/** Printing on paper, one thing at a time. `end` takes back what waits in a dialog, as when the record is locked. */
export type Paper = {
  readonly print: (pages: Input<'print:paper'>) => Promise<Output<'print:paper'>>;
  readonly end: () => void;
};

/** Prints pages by the system's own dialog, where the person chooses the printer and which pages. */
export function paperFor(rendererFolder: string): Paper {
  let current: HiddenWindow | undefined;
  const end = (): void => {
    void current?.remove();
    current = undefined;
  };
  return {
    end,
    print: async (pages) => {
      end();
      const hidden = hiddenWindow((url) => answerFromMemory(url, pages), rendererFolder);
      current = hidden;
      try {
        await hidden.window.loadURL(`${origin}/paper`);
        return await withFilesInMemory(() => throughDialog(hidden.window.webContents));
      } catch (thrown) {
        throw thrown instanceof AppError ? thrown : new AppError('print-failed', { cause: thrown });
      } finally {
        if (current === hidden) current = undefined;
        await hidden.remove();
      }
    },
  };
}

function answerFromMemory(url: string, { title, pages }: Input<'print:paper'>) {
  if (url === `${origin}/paper`) {
    const type = 'text/html; charset=utf-8';
    return answerWith(paperDocument(title, pages.length), { type, policy: paperPolicy });
  }
  const picture = pages.find((_, index) => url === `${origin}${pictureAt(index)}`);
  return picture === undefined
    ? undefined
    : answerWith(new Uint8Array(picture), { type: 'image/jpeg' });
}

/** Answers when the dialog is closed, and at once where the window is gone. */
function throughDialog(contents: WebContents): Promise<Output<'print:paper'>> {
  return new Promise((resolve, reject) => {
    contents.once('destroyed', () => {
      resolve({ printed: false });
    });
    // The page has its own margins; those of the pictures are on the pictures.
    contents.print(
      { printBackground: true, pageSize: 'A4', margins: { marginType: 'none' } },
      (isPrinted, reason) => {
        const outcome = outcomeOfPrinting(isPrinted, reason);
        if (outcome === 'printed' || outcome === 'not-printed') {
          resolve({ printed: outcome === 'printed' });
        } else {
          reject(new AppError(outcome, { where: reason }));
        }
      },
    );
  });
}
