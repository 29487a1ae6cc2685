import type { EntryKey } from '../../../shared/record/card.ts';
import { sectionNamed } from '../../../shared/summary/sections.ts';
import type {
  DraftSection,
  KeptChoices,
  SummaryChoices,
  SummaryDraft,
} from '../../vault/api/share.ts';
import { addDays } from './until-dates.ts';

/** How many different entries a draft offers; one that stands in two sections counts once. */
export function draftEntries(draft: SummaryDraft): number {
  return offeredIn(draft).size;
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

/** Choices made before, as far as they still mean something: what a summary would hold now can be left out, the rest put in. */
export function choiceOf(
  before: Partial<Pick<KeptChoices, 'leftOut' | 'putIn'>> | undefined,
  draft: SummaryDraft,
): EntryChoice {
  const offered = offeredIn(draft);
  return {
    leftOut: new Set(before?.leftOut?.filter((key) => offered.has(key))),
    putIn: new Set(before?.putIn?.filter((key) => !offered.has(key))),
  };
}

/** The end date that was chosen before, unless it has passed. */
export function untilOf(
  chosen: string | undefined,
  { defaultUntil }: SummaryDraft,
): string | undefined {
  const isPast = chosen !== undefined && chosen < addDays(defaultUntil, -14);
  return isPast ? undefined : chosen;
}

/** What is left out, by title, each entry once. */
export function leftOutTitles(
  draft: SummaryDraft,
  leftOut: ReadonlySet<EntryKey>,
): readonly string[] {
  const titles = new Map<EntryKey, string>();
  for (const { items } of draft.sections) {
    for (const { key, title } of items) if (leftOut.has(key)) titles.set(key, title);
  }
  return [...titles.values()];
}

function offeredIn(draft: SummaryDraft): ReadonlySet<EntryKey> {
  return new Set(draft.sections.flatMap((section) => section.items.map((item) => item.key)));
}
