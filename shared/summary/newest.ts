import { plainWordsOf } from '../fhir/concept.ts';
import { intervalOf } from '../fhir/partial-date.ts';
import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';

const averageMonth = (365.25 / 12) * 24 * 60 * 60 * 1000;

/** Whether a written date may lie within the last `months`; an entry without a date is never too old. */
export function isWithinMonths(date: string | undefined, months: number, now: Date): boolean {
  const interval = intervalOf(date);
  return interval === undefined || interval.to > now.getTime() - months * averageMonth;
}

/** Sorts after every date. */
const undated = { from: Number.MIN_SAFE_INTEGER, to: Number.MIN_SAFE_INTEGER };

/** Newest first, undated last, otherwise as they were. Each date is read once: a record can have 10,000. */
export function byNewest(cards: readonly EntryCard[]): EntryCard[] {
  const times = new Map(cards.map((card) => [card, intervalOf(card.date)]));
  const time = (card: EntryCard) => times.get(card) ?? undated;
  return [...cards].sort((a, b) => time(b).from - time(a).from || time(b).to - time(a).to);
}

/** What an entry is about: its codes, or its words where it has none. Of one source only where the words are in another resource. */
export function subjectOf(card: EntryCard): string {
  const codes = mainCodesOf(card);
  if (codes.length > 0) return [...codes].sort().join(' ');
  if (card.title !== undefined) return plainWordsOf(card.title).toLowerCase();
  return card.titleReference === undefined ? card.key : `${card.sourceId} ${card.titleReference}`;
}

/** The first of each kind, by `kindOf`, in the order given. */
export function firstOfEach(
  cards: readonly EntryCard[],
  kindOf: (card: EntryCard) => string,
): EntryCard[] {
  const seen = new Set<string>();
  return cards.filter((card) => {
    const kind = kindOf(card);
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
}
