import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { bloodGroupOf, isBloodGroup } from './blood-group.ts';
import { subjectOf, thingOf } from './likeness.ts';
import { byNewest, isWithinMonths } from './newest.ts';
import {
  alcoholCodes,
  isAboutAlcohol,
  isAboutTobacco,
  tobaccoCodes,
} from './section-of-observation.ts';
import { atMost, newestOfEach, nothingOf, inSteps, together, type Selected } from './selected.ts';
import { byWeight } from './weight.ts';

const mostResults = 20;
const mostVitalSigns = 10;

/**
 * The newest result of each test, however old, since it is the last that is known. Where there are too many, those that
 * matter most stay, then those of the last two years.
 */
export function selectResults(cards: readonly EntryCard[], now: Date): Selected {
  const isRecent = (card: EntryCard) => isWithinMonths(card.date, 24, now);
  return inSteps(newestOfEach(byNewest(cards), measuredOf), (newest) => {
    const recent = newest.filter(isRecent);
    const older = newest.filter((card) => !isRecent(card));
    return atMost(byWeight([...recent, ...older]), mostResults);
  });
}

/** The newest measurement of each kind. */
export function selectVitalSigns(cards: readonly EntryCard[]): Selected {
  return inSteps(newestOfEach(byNewest(cards), measuredOf), (newest) =>
    atMost(newest, mostVitalSigns),
  );
}

/** What was measured; an absent or preliminary value counts as another thing, so that it never hides the last value that is known. */
function measuredOf(card: EntryCard): string {
  const { value, status } = card;
  const isAbsent = typeof value === 'object' && 'dataAbsentReason' in value;
  const isOpen = status === 'registered' || status === 'preliminary';
  // A blood group does not change: one that differs is never older.
  const group = isBloodGroup(card) ? bloodGroupOf(value) : '';
  return [thingOf(card, 'specimen'), group, ...(isAbsent || isOpen ? ['open'] : [])].join(' | ');
}

/**
 * What was last said about each of smoking, alcohol and whatever else belongs here. What was said of one of them by a code
 * and what was said in words stand together.
 */
export function selectSocialHistory(cards: readonly EntryCard[]): Selected {
  const { cards: taken, left } = newestOfEach(byNewest(cards), topicOf);
  const groupOf = (card: EntryCard) =>
    isAboutTobacco(card) ? 'tobacco' : isAboutAlcohol(card) ? 'alcohol' : card.key;
  const groups = new Map<string, EntryCard[]>();
  for (const card of taken) {
    groups.set(groupOf(card), [...(groups.get(groupOf(card)) ?? []), card]);
  }
  return { cards: [...groups.values()].flat(), left };
}

function topicOf(card: EntryCard): string {
  const codes = mainCodesOf(card);
  if (codes.some((code) => tobaccoCodes.has(code))) return 'tobacco';
  return codes.some((code) => alcoholCodes.has(code)) ? 'alcohol' : subjectOf(card);
}

/** The newest statement of each kind about a pregnancy, as long as it can still be going on. */
export function selectPregnancy(cards: readonly EntryCard[], now: Date): Selected {
  const open = cards.filter((card) => mayGoOn(card, now));
  const others = cards.filter((card) => !open.includes(card));
  return together(newestOfEach(byNewest(open), subjectOf), nothingOf(others, 'beyond-section'));
}

/** An undated entry is judged by the due date that it gives; without one, nobody can say that it is over. */
function mayGoOn({ date, value }: EntryCard, now: Date): boolean {
  if (date !== undefined) return isWithinMonths(date, 10, now);
  const due = typeof value === 'object' && 'date' in value ? value.date : undefined;
  return isWithinMonths(due, 2, now);
}
