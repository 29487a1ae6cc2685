import { z } from 'zod';
import { answer } from './question.ts';

/** Whether it went to a printer: the person may have changed their mind. */
export type Printed = { readonly printed: boolean };

/** So many pages are printed in one go. */
export const mostPrintedPages = 200;

export type Saved = { readonly saved: boolean; readonly fileName?: string };

/** Printing, and saving where the person says. */
export const savingChannels = {
  /** `html`: the summary's markup as the preview rendered it. Printed from memory in a hidden window without scripts. */
  'print:pdf': {
    input: z.strictObject({
      html: z.string().max(20_000_000),
      title: z.string().max(300),
      language: z.string().max(35),
      footer: z.string().max(500),
    }),
    output: answer<Uint8Array<ArrayBuffer>>(),
  },
  /** Pages as pictures (JPEG), onto paper by the system's own dialog: from memory, in a hidden window without scripts. */
  'print:paper': {
    input: z.strictObject({
      title: z.string().max(300),
      pages: z.array(z.instanceof(Uint8Array)).min(1).max(mostPrintedPages),
    }),
    output: answer<Printed>(),
  },
  'file:save': {
    input: z.strictObject({
      suggestedName: z.string().min(1).max(200),
      bytes: z.instanceof(Uint8Array),
      kind: z.enum(['pdf', 'json', 'png', 'text', 'any']),
    }),
    output: answer<Saved>(),
  },
} as const;
