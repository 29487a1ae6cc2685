import { rememberedOf } from '../base/remembered.ts';
import { codesIn, isUntelling, plainWordsOf, type Concept } from '../fhir/concept.ts';
import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled, type Fact, type FactName } from '../record/fact.ts';
import { plainValue, plainValues } from '../record/plain-value.ts';

/** Codes so general that they tell no two things apart. Those that name nothing at all are passed over by `mainCodesOf`. */
const general: ReadonlySet<string> = new Set(
  [
    '261665006', // unknown
    '74964007', // other
    '404684003', // clinical finding
    '64572001', // disease
    '71388002', // procedure
    '55607006', // problem
    '410942007', // drug or medicament
    '373873005', // pharmaceutical product
    '419199007', // allergy to substance
    '416098002', // allergy to drug
    '106190000', // allergy
  ].map((code) => `http://snomed.info/sct|${code}`),
);

/**
 * What an entry is about: its codes together with its words, since either alone can stand for several things.
 * Where another resource holds the words, the reference within its source stands for them; an entry with neither is like
 * no other.
 */
export function subjectOf(card: EntryCard): string {
  const { codes, title, titleReference } = card;
  const named = codes === undefined && title !== undefined ? nameOfTitle(title) : nameOf(card);
  if (named !== '') return named;
  return titleReference === undefined ? card.key : `${card.sourceId} ${titleReference}`;
}

function nameOf(card: Pick<EntryCard, 'codes' | 'title'>): string {
  const codes = mainCodesOf(card).filter((code) => !general.has(code));
  const words = card.title === undefined ? '' : ownWordsOf(card.title);
  return codes.length > 0 || words !== '' ? [...codes.toSorted(), words].join(' ') : '';
}

/** The same of a title that holds all codes of its entry: many entries have the same. */
const nameOfTitle = rememberedOf((title: Concept) => nameOf({ title }));

/** What a title says in words of its own: the display of a code that tells nothing is none. */
const ownWordsOf = rememberedOf((title: Concept): string => {
  const telling = (title.coding ?? []).filter(
    (coding) =>
      !isUntelling(coding) && !codesIn({ coding: [coding] }).some((code) => general.has(code)),
  );
  if (title.text === undefined && telling.length === 0) return '';
  return sameWords(plainWordsOf({ ...title, coding: telling }));
});

/** The subject with what else makes it one thing: side, sample, method, route. */
export function thingOf(card: EntryCard, ...names: readonly FactName[]): string {
  const told = factsCalled(card.facts, 'bodySite', 'site', 'method', ...names);
  return [subjectOf(card), ...plainValues(told).map(sameWords)].join(' | ');
}

/** All that a clinician reads of an entry but for its date: two entries with the same are one. */
export const contentOf = rememberedOf((card: EntryCard): string => {
  const { status, verificationStatus, doNotPerform, intent, value, flag } = card;
  return JSON.stringify([
    subjectOf(card),
    status,
    verificationStatus,
    doNotPerform,
    intent,
    value === undefined ? undefined : plainValue(value),
    flag,
    card.facts
      .filter(isRead)
      .map((fact) => [fact.name, fact.flag, fact.label?.text, plainValue(fact.value)]),
  ]);
});

/** How a source files an entry, and who wrote it down when: that says nothing of the thing itself. */
const filing: ReadonlySet<FactName> = new Set(['asserter', 'category', 'recordedDate', 'recorder']);

function isRead({ name }: Fact): boolean {
  return !filing.has(name);
}

function sameWords(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ').trim();
}
