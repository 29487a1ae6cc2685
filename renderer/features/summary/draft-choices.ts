import type { EntryKey } from '../../../shared/record/card.ts';
import type { DraftSection, SummaryDraft } from '../../vault/api/share.ts';

/** How many different entries a draft offers; one that stands in two sections counts once. */
export function draftEntries(draft: SummaryDraft): number {
  return new Set(draft.sections.flatMap((section) => section.items.map((item) => item.key))).size;
}

/** The choices with `keys` put in or left out. */
export function withChoice(
  leftOut: ReadonlySet<EntryKey>,
  keys: readonly EntryKey[],
  included: boolean,
): ReadonlySet<EntryKey> {
  const next = new Set(leftOut);
  for (const key of keys) {
    if (included) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** Whether something is left out of a section whose absence can harm: allergies. */
export function leavesOutAllergy(draft: SummaryDraft, leftOut: ReadonlySet<EntryKey>): boolean {
  return draft.sections.some(
    (section) => isAllergies(section) && section.items.some((item) => leftOut.has(item.key)),
  );
}

/** @see IPS 2.0.0: LOINC 48765-2, Allergies and intolerances */
export function isAllergies(section: DraftSection): boolean {
  return section.code === '48765-2';
}
