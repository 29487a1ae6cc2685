import { intervalOf } from '../fhir/partial-date.ts';
import type { EntryCard } from '../record/card.ts';

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
