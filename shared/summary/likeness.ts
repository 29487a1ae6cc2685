import { rememberedOf } from '../base/remembered.ts';
import { plainWordsOf } from '../fhir/concept.ts';
import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled, type Fact, type FactName } from '../record/fact.ts';
import { plainValue, plainValues } from '../record/plain-value.ts';

/**
 * Codes that stand for whatever the sender could not code: they identify nothing.
 * @see GP Connect Structured, "degraded codes"; HL7 v3 NullFlavor; FHIR data-absent-reason
 */
const degraded: ReadonlySet<string> = new Set(
  [
    '196421000000109', // medication transfer-degraded
    '196411000000103', // record entry transfer-degraded
    '196401000000100', // transfer-degraded
    '196431000000106', // plan transfer-degraded
    '196441000000102', // referral transfer-degraded
    '196451000000104', // request transfer-degraded
    '196461000000101', // drug allergy transfer-degraded
    '196471000000108', // non-drug allergy transfer-degraded
    '196481000000105', // immunisation transfer-degraded
    '196491000000107', // investigation transfer-degraded
    '196501000000101', // procedure transfer-degraded
    '261665006', // unknown
    '74964007', // other
    '385432009', // not applicable
    '1631000175102', // patient not asked
    '404684003', // clinical finding
    '64572001', // disease
    '71388002', // procedure
    '55607006', // problem
    '418799008', // finding reported by subject or history provider
    '410942007', // drug or medicament
    '373873005', // pharmaceutical product
    '419199007', // allergy to substance
    '416098002', // allergy to drug
    '106190000', // allergy
  ].map((code) => `http://snomed.info/sct|${code}`),
);

const emptySystems = [
  'http://terminology.hl7.org/CodeSystem/v3-NullFlavor',
  'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  'http://hl7.org/fhir/v3/NullFlavor',
  'http://hl7.org/fhir/data-absent-reason',
  'urn:oid:2.16.840.1.113883.5.1008',
];

/** Whether a code (`system|code`) tells one thing from another. */
function identifies(code: string): boolean {
  return !degraded.has(code) && !emptySystems.some((system) => code.startsWith(`${system}|`));
}

/**
 * What an entry is about: its codes together with its words, since either alone can stand for several things.
 * Of one source only where the words are in another resource; itself alone where it has neither.
 */
export const subjectOf = rememberedOf((card: EntryCard): string => {
  const codes = mainCodesOf(card).filter(identifies).sort();
  const words = card.title === undefined ? '' : sameWords(plainWordsOf(card.title));
  if (codes.length > 0 || words !== '') return [...codes, words].join(' ');
  return card.titleReference === undefined ? card.key : `${card.sourceId} ${card.titleReference}`;
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
