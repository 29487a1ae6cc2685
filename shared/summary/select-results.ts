import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { byNewest, firstOfEach, isWithinMonths, subjectOf } from './newest.ts';
import { alcoholCodes, tobaccoCodes } from './section-of.ts';
import type { Selected } from './selected.ts';

const mostResults = 20;
const mostVitalSigns = 10;

/**
 * The newest result of each test, however old, since it is the last that is known. Where there are too many,
 * those of the last two years stay first, and among them the abnormal ones.
 */
export function selectResults(cards: readonly EntryCard[], now: Date): Selected {
  const newest = firstOfEach(byNewest(cards), subjectOf);
  const rank = (card: EntryCard) =>
    (isWithinMonths(card.date, 24, now) ? 0 : 2) + (card.flag === undefined ? 1 : 0);
  const kept = [...newest].sort((a, b) => rank(a) - rank(b)).slice(0, mostResults);
  return { cards: kept, capped: cards.length - kept.length };
}

/** The newest measurement of each kind. */
export function selectVitalSigns(cards: readonly EntryCard[]): Selected {
  const kept = firstOfEach(byNewest(cards), subjectOf).slice(0, mostVitalSigns);
  return { cards: kept, capped: cards.length - kept.length };
}

/** What was last said about smoking and about alcohol. Earlier answers are overtaken, not left out. */
export function selectSocialHistory(cards: readonly EntryCard[]): Selected {
  const newest = byNewest(cards);
  const first = (codes: ReadonlySet<string>) =>
    newest.filter((card) => mainCodesOf(card).some((code) => codes.has(code))).slice(0, 1);
  return { cards: [...first(tobaccoCodes), ...first(alcoholCodes)], capped: 0 };
}

/** The newest statement of each kind about a pregnancy, as long as it can still be going on. */
export function selectPregnancy(cards: readonly EntryCard[], now: Date): Selected {
  const recent = cards.filter(
    (card) => card.date !== undefined && isWithinMonths(card.date, 10, now),
  );
  return { cards: firstOfEach(byNewest(recent), subjectOf), capped: 0 };
}
