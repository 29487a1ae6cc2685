import type { EntryCard } from '../record/card.ts';

/** What a section takes, and how many more there were. */
export type Selected = { readonly cards: readonly EntryCard[]; readonly capped: number };
