import { rememberedOf } from '../base/remembered.ts';
import { plainWordsOf, type Concept } from '../fhir/concept.ts';
import { intervalOf, newestFirst } from '../fhir/partial-date.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { isStanding } from '../record/standing.ts';
import { hasReason } from './harmful-reason.ts';
import { plainWords } from './plain-words.ts';

type Entry = Description & { readonly resourceType: string };

/**
 * Of each entry that stands, the newest other one that denies it: a later one that says of the same medicine that it was
 * stopped or is not taken, one that says of the same problem that it was found not to be so. Which of the two is right is
 * nobody's to decide here.
 */
export function contrariesOf<One extends Entry>(entries: readonly One[]): ReadonlyMap<One, One> {
  const denials = indexOf(entries.filter(isDenial));
  if (denials.size === 0) return new Map();
  return new Map(
    entries.filter(isHeld).flatMap((entry) => {
      const found = keysOf(entry).flatMap((key) => denials.get(key) ?? []);
      const [newest] = found
        .filter((other) => other !== entry && denies(other, entry))
        .toSorted((a, b) => newestFirst(dayOfDenial(a), dayOfDenial(b)));
      return newest === undefined ? [] : [[entry, newest] as const];
    }),
  );
}

function indexOf<One extends Entry>(entries: readonly One[]): Map<string, One[]> {
  const index = new Map<string, One[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) index.set(key, [...(index.get(key) ?? []), entry]);
  }
  return index;
}

/** By what an entry can be found to be about the same thing: its name and each of its codes. */
function keysOf(entry: Entry): readonly string[] {
  return [...new Set([thingOf(entry), ...mainCodesOf(entry)])].filter((key) => key !== '');
}

function thingOf({ title, resourceType }: Entry): string {
  if (title === undefined) return '';
  return isMedicine(resourceType) ? medicineNameOf(title) : wordsOf(title);
}

const wordsOf = rememberedOf((title: Concept) => plainWords(plainWordsOf(title)).trim());

/** What a medicine is called, without how strong it is: "warfarin" of "Warfarin 5 mg". */
const medicineNameOf = rememberedOf((title: Concept): string => {
  const words = wordsOf(title);
  const [name = ''] = words.split(/ (?=\d)/);
  return /^\d/.test(name) ? words : name;
});

/** Whether two entries are called alike, strength and all. */
export function isCalledAlike(one: Description, other: Description): boolean {
  const wordsIn = ({ title }: Description) => (title === undefined ? '' : wordsOf(title));
  return wordsIn(one) === wordsIn(other);
}

function isMedicine(resourceType: string): boolean {
  return resourceType.startsWith('Medication');
}

function isSupply(resourceType: string): boolean {
  return resourceType === 'MedicationDispense' || resourceType === 'MedicationAdministration';
}

function isHeld(entry: Entry): boolean {
  if (!isStanding(entry) || entry.doNotPerform === true) return false;
  return entry.resourceType === 'Condition' || (isMedicine(entry.resourceType) && !isPaused(entry));
}

function isDenial(entry: Entry): boolean {
  const { resourceType, standing, doNotPerform } = entry;
  if (resourceType === 'Condition') return standing === 'refuted';
  if (!isMedicine(resourceType) || doNotPerform === true || standing === 'error') return false;
  const status = statusOf(entry);
  // A dose that was not given, or a box that was not handed out, does not end a medicine.
  if (isSupply(resourceType)) return status === 'stopped' && hasReason(entry);
  if (isPaused(entry) || stopped.has(status)) return true;
  return status === 'cancelled' && hasReason(entry);
}

const stopped: ReadonlySet<string> = new Set(['stopped', 'ended', 'not-taken', 'discontinued']);

function isPaused(entry: Entry): boolean {
  return ['on-hold', 'suspended'].includes(statusOf(entry));
}

function statusOf({ status = '' }: Entry): string {
  return status.toLowerCase();
}

function denies(denial: Entry, entry: Entry): boolean {
  if (isMedicine(denial.resourceType) !== isMedicine(entry.resourceType)) return false;
  if (!isMedicine(entry.resourceType)) return placeOf(denial) === placeOf(entry);
  // That one strength was stopped is how a dose is changed: it tells of the other only where a harm is its reason.
  if (!isCalledAlike(denial, entry) && !hasReason(denial)) return false;
  return !isEarlier(dayOfDenial(denial), entry.date);
}

function placeOf({ facts }: Entry): string {
  return plainValues(factsCalled(facts, 'bodySite')).join(' | ').toLowerCase();
}

function dayOfDenial({ ended, date }: Entry): string | undefined {
  return ended ?? date;
}

/** Whether a day lies before another for certain: without a date nobody can say so. */
function isEarlier(date: string | undefined, other: string | undefined): boolean {
  const [one, next] = [intervalOf(date), intervalOf(other)];
  return one !== undefined && next !== undefined && one.to < next.from;
}
