import { rememberedOf } from '../base/remembered.ts';
import { plainWordsOf } from '../fhir/concept.ts';
import type { EntryCard } from '../record/card.ts';
import { factsCalled, type Dosage } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { contrariesOf } from './contraries.ts';
import { hasReason } from './harmful-reason.ts';
import { subjectOf } from './likeness.ts';
import { byNewest, isWithinMonths } from './newest.ts';
import {
  atMost,
  eachOnce,
  everything,
  inSteps,
  nothingOf,
  together,
  type LeftOut,
  type Selected,
} from './selected.ts';

/** How many medicines that are over a summary takes; current ones have no limit. */
const mostPast = 10;
/** For how long what was handed out tells of a medicine that is taken. */
const monthsOfSupply = 6;

/**
 * Medicines as NHS England composes them for a summary: all current ones, what was stopped in the last 6 months,
 * what was finished in the last 12. One line for the same medicine in the same dose and state; a differing dose is never hidden.
 */
export function selectMedicines(cards: readonly EntryCard[], now: Date): Selected {
  const isCurrent = (card: EntryCard) =>
    isNotOver(card) && (!isHandedOut(card) || card.status !== 'completed' || isOfSupply(card, now));
  const current = currentOf(cards.filter(isCurrent));
  const lines = new Set(current.cards.flatMap((card) => [lineOf(card), lineWithRemarks(card)]));
  const isRepeat = (card: EntryCard) => !isStopped(card) && lines.has(lineWithRemarks(card));
  const over = byNewest(cards.filter((card) => !isCurrent(card)));
  const selected = together(
    { cards: byTitle(current.cards), left: current.left },
    // An earlier issue of a medicine that is still taken in the same dose says nothing new.
    nothingOf(over.filter(isRepeat), 'repeats-another'),
    pastOf(
      over.filter((card) => !isRepeat(card)),
      { now, contrary: new Set(contrariesOf([...current.cards, ...over]).values()) },
    ),
  );
  return { cards: selected.cards, left: withOlder(selected, cards) };
}

/** What there was no room for, marked as older where its medicine is listed all the same, be it in another dose. */
function withOlder({ cards, left }: Selected, all: readonly EntryCard[]): readonly LeftOut[] {
  const listed = new Set(cards.map(subjectOf));
  const ofListed = new Set(
    all.filter((card) => listed.has(subjectOf(card))).map((card) => card.key),
  );
  return left.map((one) =>
    one.rule === 'beyond-section' && ofListed.has(one.key) ? { ...one, isOlder: true } : one,
  );
}

/** Whether a medicine is not over, and was not refused or withheld. */
function isNotOver({ standing }: EntryCard): boolean {
  return standing !== 'past' && standing !== 'refuted';
}

/** That a dispensing is complete does not end the medicine: for some months it is still being taken. */
function isOfSupply({ date }: EntryCard, now: Date): boolean {
  return date !== undefined && isWithinMonths(date, monthsOfSupply, now);
}

/** Prescriptions and statements come first; a dispensing or an administration in the same dose, or without one, only repeats them. */
function currentOf(cards: readonly EntryCard[]): Selected {
  const isSupply = (card: EntryCard) => isHandedOut(card) || isGiven(card);
  const ordered = byNewest(cards.filter((card) => !isSupply(card)));
  const supplies = byNewest(cards.filter(isSupply));
  // That it must not be given is no reason to leave out that it was.
  const known = new Map(
    ordered
      .filter((card) => card.doNotPerform !== true)
      .map((card) => [subjectOf(card), lineOf(card)]),
  );
  return eachWithRemarks([...ordered, ...supplies], (card) => {
    const said =
      isSupply(card) && dosesOf(card).length === 0 ? known.get(subjectOf(card)) : undefined;
    return said ?? lineOf(card);
  });
}

/** One of each line. An entry with a reason or a note stays beside those of the same line that say something else or nothing. */
function eachWithRemarks(
  cards: readonly EntryCard[],
  likenessOf: (card: EntryCard) => string,
): Selected {
  const telling = cards.filter((card) => remarksOf(card) !== '');
  const plain = cards.filter((card) => remarksOf(card) === '');
  const first = new Map<string, string>();
  return eachOnce([...telling, ...plain], (card) => {
    const line = likenessOf(card);
    const whole = `${line} ${remarksOf(card)}`;
    if (!first.has(line)) first.set(line, whole);
    return remarksOf(card) === '' ? (first.get(line) ?? whole) : whole;
  });
}

/** Why it is taken or was stopped, and what is noted of it. */
const remarksOf = rememberedOf((card: EntryCard): string =>
  plainValues(
    factsCalled(card.facts, 'statusReason', 'reasonEnded', 'reasonCode', 'reasonReference', 'note'),
  ).join(' | '),
);

/** The line with all that is remarked of it; the line alone where nothing is. */
function lineWithRemarks(card: EntryCard): string {
  const remarks = remarksOf(card);
  return remarks === '' ? lineOf(card) : `${lineOf(card)} ${remarks}`;
}

type PastReading = {
  readonly now: Date;
  /** What says of a medicine that another entry calls current that it is not taken. */
  readonly contrary: ReadonlySet<EntryCard>;
};

function pastOf(cards: readonly EntryCard[], { now, contrary }: PastReading): Selected {
  const stateOf = (card: EntryCard) => `${lineOf(card)} ${isStopped(card) ? 'stopped' : ''}`;
  return inSteps(eachWithRemarks(cards, stateOf), (lines) => {
    // What went wrong with a medicine, or that it was not to be given, matters however long ago it was.
    const isWeighty = (card: EntryCard) =>
      hasReason(card) || contrary.has(card) || card.doNotPerform === true;
    const isKept = (card: EntryCard) => isWeighty(card) || isRecent(card, now);
    const kept = byNewest(lines.filter(isKept));
    const others = kept.filter((card) => !isWeighty(card));
    return together(
      everything(kept.filter(isWeighty)),
      atMost(others, mostPast),
      nothingOf(
        lines.filter((card) => !isKept(card)),
        'beyond-section',
      ),
    );
  });
}

function isHandedOut({ resourceType }: EntryCard): boolean {
  return resourceType === 'MedicationDispense';
}

function isGiven({ resourceType }: EntryCard): boolean {
  return resourceType === 'MedicationAdministration';
}

function dosesOf(card: EntryCard): string[] {
  return plainValues(factsCalled(card.facts, 'dosage'));
}

const lineOf = rememberedOf((card: EntryCard): string => {
  const doses = [...dosesOf(card), ...plainValues(factsCalled(card.facts, 'ingredient', 'form'))];
  const refused = card.doNotPerform === true ? ['doNotPerform'] : [];
  const pending = card.status === 'on-hold' || card.status === 'suspended' ? ['on-hold'] : [];
  return [subjectOf(card), ...refused, ...pending, ...doses.map((dose) => dose.toLowerCase())].join(
    ' | ',
  );
});

function isStopped(card: EntryCard): boolean {
  return card.status?.toLowerCase() !== 'completed';
}

/** A medicine that was finished and has no date cannot be placed in time: it is counted, not listed; one that was stopped is. */
function isRecent(card: EntryCard, now: Date): boolean {
  const ended = card.ended ?? doseEnd(card) ?? validityEnd(card);
  const end = ended ?? card.date;
  if (end === undefined) return isStopped(card);
  const months = isStopped(card) && ended !== undefined ? 6 : 12;
  return isWithinMonths(end, months, now);
}

/** The last day for which its dose was meant, where every step of it has one. */
function doseEnd({ facts }: EntryCard): string | undefined {
  const ends = factsCalled(facts, 'dosage').map(({ value }) =>
    typeof value === 'object' && 'dosage' in value ? boundsEnd(value.dosage) : undefined,
  );
  return ends.includes(undefined) ? undefined : ends.at(-1);
}

function boundsEnd({ timing }: Dosage): string | undefined {
  const bounds = timing?.bounds;
  return bounds !== undefined && 'period' in bounds ? bounds.period.end : undefined;
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
