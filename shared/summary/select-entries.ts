import type { EntryCard, EntryKey } from '../record/card.ts';
import { isStanding } from '../record/standing.ts';
import { sectionNames, type SectionName } from '../words/section-name.ts';
import { contrariesOf } from './contraries.ts';
import { isRecentStay } from './hospital-stay.ts';
import { contentOf, thingOf } from './likeness.ts';
import { byNewest } from './newest.ts';
import { isKeptText } from './kept-text.ts';
import { sectionOf, sectionsOfWishes } from './section-of.ts';
import { disagreements, saysForOrAgainst } from './wish-stances.ts';
import { selectMedicines } from './select-medicines.ts';
import {
  selectPregnancy,
  selectResults,
  selectSocialHistory,
  selectVitalSigns,
} from './select-results.ts';
import {
  atMost,
  eachOnce,
  everything,
  newestOfEach,
  inSteps,
  nothingOf,
  together,
  type LeftOut,
  type Selected,
} from './selected.ts';
import { byWeight } from './weight.ts';

/** What a section holds, in the order a clinician reads it, and what becomes of everything else that belongs to it. */
export type SectionSelection = {
  readonly section: SectionName;
  readonly keys: readonly EntryKey[];
  readonly left: readonly LeftOut[];
};

const mostPastProblems = 15;
const mostProcedures = 15;
const mostImmunizations = 20;
const mostFindings = 15;
const mostRelatives = 12;
const mostLetters = 20;

type Select = (cards: readonly EntryCard[], now: Date) => Selected;

const selections: Readonly<Record<SectionName, Select>> = {
  allergies: (cards) => everything(bySeverity(cards)),
  medications: selectMedicines,
  problems: (cards) => eachOnce(heldFirst(byNewest(cards)), onItsDay),
  alerts: (cards) => everything(byNewest(cards)),
  'advance-directives': (cards) => everything(byNewest(cards)),
  devices: (cards) => everything(byNewest(cards)),
  results: selectResults,
  'vital-signs': selectVitalSigns,
  procedures: (cards) => weightiestThings(cards, mostProcedures),
  immunizations: (cards) => weightiestThings(cards, mostImmunizations),
  'past-problems': (cards) => weightiestThings(cards, mostPastProblems),
  'social-history': selectSocialHistory,
  pregnancy: selectPregnancy,
  'family-history': selectFamilyHistory,
  'care-decisions': (cards) => everything(byNewest(cards)),
  encounters: selectStays,
  findings: (cards) => weightiestThings(cards, mostFindings),
  documents: (cards) => atMost(byNewest(cards), mostLetters),
  // Nobody's business unless the person says so.
  'personal-circumstances': (cards) => nothingOf(cards, 'personal-circumstances'),
  others: everything,
};

/**
 * What each section of a summary holds unless the person decides otherwise. Allergies, current medicines and problems,
 * alerts, wishes and devices have no limit; each entry that belongs to a section is in it, or is left out for a named
 * reason.
 */
export function selectSections(
  cards: readonly EntryCard[],
  now: Date,
): readonly SectionSelection[] {
  const bySection = new Map<SectionName, EntryCard[]>();
  const contradicting = new Map([...contradictingWishes(cards, now), ...refutedElsewhere(cards)]);
  for (const card of cards) {
    const section = sectionOf(card) ?? contradicting.get(card);
    if (section === undefined) continue;
    const list = bySection.get(section);
    if (list === undefined) bySection.set(section, [card]);
    else list.push(card);
  }
  return sectionNames.map((section) => {
    const cards = bySection.get(section) ?? [];
    const { cards: taken, left } = selections[section](
      cards.filter((card) => !isKeptText(card)),
      now,
    );
    // What stayed text is never counted away: nobody has read what it says.
    const chosen = [...taken, ...byNewest(cards.filter(isKeptText))];
    return { section, keys: chosen.map(({ key }) => key), left };
  });
}

/** What is no wish in force by itself and contradicts one: a consent to what is refused, a wish that was taken back. */
function contradictingWishes(
  cards: readonly EntryCard[],
  now: Date,
): ReadonlyMap<EntryCard, SectionName> {
  const wishes = cards.filter(saysForOrAgainst);
  const found = disagreements(wishes, (card) => card, now.toISOString());
  return new Map(
    found
      .flatMap(({ wishes }) => wishes)
      .flatMap((card) => {
        const section = sectionsOfWishes.get(card.resourceType);
        return section === undefined ? [] : [[card, section] as const];
      }),
  );
}

/** What says of a problem that is listed that it was found not to be so: neither may stand without the other. */
function refutedElsewhere(cards: readonly EntryCard[]): ReadonlyMap<EntryCard, SectionName> {
  const problems = cards.filter(
    (card) =>
      card.resourceType === 'Condition' &&
      (card.standing === 'refuted' || sectionOf(card) === 'problems'),
  );
  return new Map([...contrariesOf(problems).values()].map((card) => [card, 'problems'] as const));
}

/** The stays of the last year. */
function selectStays(cards: readonly EntryCard[], now: Date): Selected {
  const stays = byNewest(cards);
  return together(
    everything(stays.filter((card) => isRecentStay(card, now))),
    nothingOf(
      stays.filter((card) => !isRecentStay(card, now)),
      'beyond-section',
    ),
  );
}

/** Each thing that is said of a relative once: two entries of a mother can tell of two diseases. */
function selectFamilyHistory(cards: readonly EntryCard[]): Selected {
  return inSteps(eachOnce(byNewest(cards), contentOf), (each) => atMost(each, mostRelatives));
}

/** The newest of each thing, and no more than `most` of them, those that matter most; newest first among those that matter alike. */
function weightiestThings(cards: readonly EntryCard[], most: number): Selected {
  // The left and the right hip are two operations.
  return inSteps(
    newestOfEach(byNewest(cards), (card) => thingOf(card)),
    (newest) => atMost(byWeight(newest), most),
  );
}

/** Entries that say the same of the same thing and day: one line is enough. */
function onItsDay(card: EntryCard): string {
  return `${contentOf(card)} ${card.date?.slice(0, 10) ?? ''}`;
}

/** What was found not to be so stands behind what is said to be so. */
function heldFirst(cards: readonly EntryCard[]): EntryCard[] {
  const isRefuted = ({ standing }: EntryCard) => standing === 'refuted';
  return [...cards.filter((card) => !isRefuted(card)), ...cards.filter(isRefuted)];
}

/** Severe and current allergies first; what was resolved or refuted follows, marked as such. */
function bySeverity(cards: readonly EntryCard[]): EntryCard[] {
  const rank = (card: EntryCard) => (isStanding(card) ? 0 : 2) + (card.flag === 'critical' ? 0 : 1);
  return byNewest(cards).sort((a, b) => rank(a) - rank(b));
}
