import { z } from 'zod';
import { answer } from './question.ts';

export type About = {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly platform: string;
};

/** What main tells the page unasked. */
export type MainEvent = 'lock';

/** The program itself, its lock, and what it has to hand. */
export const appChannels = {
  'app:about': {
    input: z.strictObject({}),
    output: answer<About>(),
  },
  /** The page has locked: main ends every download and sign-in, forgets their tokens, and replaces the page. */
  'app:locked': {
    input: z.strictObject({}),
    output: answer<null>(),
  },
  /** The page copied or cut text: main clears the clipboard after a minute where the text is still there. */
  'clipboard:copied': {
    input: z.strictObject({}),
    output: answer<null>(),
  },
  'viewer:page': {
    input: z.strictObject({}),
    output: answer<Uint8Array<ArrayBuffer>>(),
  },
} as const;
