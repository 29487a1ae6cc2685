import { z } from 'zod';
import { answer } from './question.ts';

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
  'file:save': {
    input: z.strictObject({
      suggestedName: z.string().min(1).max(200),
      bytes: z.instanceof(Uint8Array),
      kind: z.enum(['pdf', 'json', 'png', 'text', 'any']),
    }),
    output: answer<Saved>(),
  },
} as const;
