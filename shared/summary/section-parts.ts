import { isOver } from '../record/standing.ts';
import type { SectionName } from '../words/section-name.ts';
import type { Words } from '../words/words.ts';
import type { ItemView } from './view.ts';

/** Items of a section that stand together, under a heading of their own where they have one. */
export type SectionPart = { readonly heading?: string; readonly items: readonly ItemView[] };

/** A section in its parts: medicines that are over stand apart from those that are taken. */
export function partsOf(
  items: readonly ItemView[],
  name: SectionName | undefined,
  words: Words,
): SectionPart[] {
  if (name !== 'medications') return [{ items }];
  const over = items.filter(isOver);
  if (over.length === 0) return [{ items }];
  const current = items.filter((item) => !isOver(item));
  return [
    ...(current.length === 0 ? [] : [{ items: current }]),
    { heading: words.stoppedMedicines, items: over },
  ];
}
