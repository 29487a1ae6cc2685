import type { EntryKey } from '../../../shared/record/card.ts';
import { sectionNamed } from '../../../shared/summary/sections.ts';
import type { DraftSection, SummaryChoices, SummaryDraft } from '../../vault/api/share.ts';

/** How many different entries a draft offers; one that stands in two sections counts once. */
export function draftEntries(draft: SummaryDraft): number {
  return new Set(draft.sections.flatMap((section) => section.items.map((item) => item.key))).size;
}

/** What the person decided otherwise than the program proposed. */
export type EntryChoice = {
  readonly leftOut: ReadonlySet<EntryKey>;
  readonly putIn: ReadonlySet<EntryKey>;
};

/** The chosen keys with these added to them, or taken from them. */
export function withChoice(
  chosen: ReadonlySet<EntryKey>,
  keys: readonly EntryKey[],
  added: boolean,
): ReadonlySet<EntryKey> {
  const next = new Set(chosen);
  for (const key of keys) {
    if (added) next.add(key);
    else next.delete(key);
  }
  return next;
}

/** The same as the vault wants it. */
export function summaryChoices({ leftOut, putIn }: EntryChoice, until: string): SummaryChoices {
  return { leftOut: [...leftOut], putIn: [...putIn], until };
}

/** Whether something is left out of a section whose absence can harm: allergies. */
export function leavesOutAllergy(draft: SummaryDraft, leftOut: ReadonlySet<EntryKey>): boolean {
  return draft.sections.some(
    (section) => isAllergies(section) && section.items.some((item) => leftOut.has(item.key)),
  );
}

export function isAllergies(section: DraftSection): boolean {
  return section.code === sectionNamed('allergies').code;
}
