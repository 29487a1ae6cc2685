import type { z } from 'zod';

/** The type of an answer: only the compiler knows it, for main is trusted and what it answers is not parsed. */
export type Answer<T> = { readonly answers?: T };

/** What the page may ask on a channel, as a schema that main parses it with, and what it is answered. */
export type Question = { readonly input: z.ZodType; readonly output: Answer<unknown> };

export function answer<T>(): Answer<T> {
  return {};
}
