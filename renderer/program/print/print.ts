import { failed } from '../../../shared/base/result.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { problemOf, type Problem } from '../problem.ts';
import type { Program } from '../program.ts';

export type PrintOutcome =
  | { readonly kind: 'printed' | 'not-printed' }
  | { readonly kind: 'problem'; readonly problem: Problem | undefined };

/** What can be printed: a PDF, a picture, or a page of ours. */
export type Printable =
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: 'picture';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly contentType: string;
    }
  | { readonly kind: 'page'; readonly page: Input<'print:pdf'> };

/** What the system calls the job, wherever it lists it: it says nothing of the person. */
const title = 'Patient-Held Record';

/** Prints by the system's own dialog. Nothing is left on disk by the program; a printer may keep what it prints. */
export async function print({ main }: Program, printable: Printable): Promise<PrintOutcome> {
  try {
    const pages = await picturesOf(main, printable);
    if ('problem' in pages) return { kind: 'problem', problem: pages.problem };
    const answer = await main('print:paper', { title, pages: [...pages.pictures] });
    if (!answer.ok) return { kind: 'problem', problem: problemOf(answer) };
    return { kind: answer.value.printed ? 'printed' : 'not-printed' };
  } catch (thrown) {
    return { kind: 'problem', problem: problemOf(failed(thrown)) };
  }
}

type Pictures =
  | { readonly pictures: readonly Uint8Array<ArrayBuffer>[] }
  | { readonly problem: Problem | undefined };

async function picturesOf(main: Program['main'], printable: Printable): Promise<Pictures> {
  // Loaded when it is needed: it is as large as the rest of the page.
  const { picturesOfPdf } = await import('./pictures-of-pdf.ts');
  switch (printable.kind) {
    case 'pdf':
      return { pictures: await picturesOfPdf(printable.bytes) };
    case 'picture': {
      const { pictureOfPicture } = await import('./picture-of-picture.ts');
      return { pictures: [await pictureOfPicture(printable.bytes, printable.contentType)] };
    }
    case 'page': {
      const printed = await main('print:pdf', printable.page);
      if (!printed.ok) return { problem: problemOf(printed) };
      return { pictures: await picturesOfPdf(printed.value) };
    }
  }
}
