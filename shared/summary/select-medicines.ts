import { plainWordsOf } from '../fhir/concept.ts';
import type { EntryCard } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { byNewest, firstOfEach, isWithinMonths, subjectOf } from './newest.ts';
import type { Selected } from './selected.ts';

/** How many medicines that are over a summary takes; current ones have no limit. */
const mostPast = 10;

/**
 * Medicines as NHS England composes them for a summary: all current ones, what was stopped in the last 6 months,
 * what was finished in the last 12. One line for the same medicine in the same dose and state; a differing dose is never hidden.
 */
export function selectMedicines(cards: readonly EntryCard[], now: Date): Selected {
  const told = withoutClaims(cards);
  const current = firstOfEach(byNewest(told.filter((card) => card.standing !== 'past')), lineOf);
  const currentLines = new Set(current.map(lineOf));
  const ended = told
    .filter((card) => card.standing === 'past')
    // An earlier issue of a medicine that is still taken in the same dose says nothing new.
    .filter((card) => isStopped(card) || !currentLines.has(lineOf(card)));
  const lines = firstOfEach(
    byNewest(ended),
    (card) => `${lineOf(card)} ${isStopped(card) ? 'stopped' : ''}`,
  );
  const recent = lines.filter((card) => isRecent(card, now)).slice(0, mostPast);
  return { cards: [...byTitle(current), ...recent], capped: lines.length - recent.length };
}

/** Dispensings and administrations count only for medicines that nobody prescribed or stated. */
function withoutClaims(cards: readonly EntryCard[]): EntryCard[] {
  const isClaim = (card: EntryCard) =>
    ['MedicationDispense', 'MedicationAdministration'].includes(card.resourceType);
  // That it must not be given is no reason to leave out that it was.
  const prescribed = new Set(
    cards.filter((card) => !isClaim(card) && card.doNotPerform !== true).map(subjectOf),
  );
  return cards.filter((card) => !isClaim(card) || !prescribed.has(subjectOf(card)));
}

function lineOf(card: EntryCard): string {
  const doses = plainValues(factsCalled(card.facts, 'dosage', 'ingredient', 'form'));
  const refused = card.doNotPerform === true ? ['doNotPerform'] : [];
  return [subjectOf(card), ...refused, ...doses.map((dose) => dose.toLowerCase())].join(' | ');
}

function isStopped(card: EntryCard): boolean {
  return card.status?.toLowerCase() !== 'completed';
}

/** A medicine that is over and has no date cannot be placed in time: it is counted, not listed. */
function isRecent(card: EntryCard, now: Date): boolean {
  const ended = card.ended ?? validityEnd(card);
  const end = ended ?? card.date;
  if (end === undefined) return false;
  const months = isStopped(card) && ended !== undefined ? 6 : 12;
  return isWithinMonths(end, months, now);
}

/** Until when its prescription was valid: what places it in time, though nobody says that it ended then. */
function validityEnd({ facts }: EntryCard): string | undefined {
  const [fact] = factsCalled(facts, 'validityEnd');
  const value = fact?.value;
  return typeof value === 'object' && 'date' in value ? value.date : undefined;
}

function byTitle(cards: readonly EntryCard[]): EntryCard[] {
  const titles = new Map(
    cards.map((card) => [card, card.title === undefined ? '' : plainWordsOf(card.title)]),
  );
  const titleOf = (card: EntryCard) => titles.get(card) ?? '';
  return [...cards].sort((a, b) => titleOf(a).localeCompare(titleOf(b)));
}
