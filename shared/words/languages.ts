import { english } from './english.ts';
import type { Words } from './words.ts';

/** Every language that this program has words in, and may have written a document in. */
export const languages: readonly Words[] = [english];
