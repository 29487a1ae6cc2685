import type { Concept } from '../fhir/concept.ts';
import { dueDateCodes, pregnancyStatusCodes } from '../fhir/pregnancy-codes.ts';
import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import type { SectionName } from '../words/section-name.ts';
import { allWordsOf, wordsOfTitle } from './all-words.ts';
import { isPersonalCircumstance } from './personal-circumstances.ts';
import { remembered, rememberedOf } from '../base/remembered.ts';

const loinc = (code: string) => `http://loinc.org|${code}`;
const snomed = (code: string) => `http://snomed.info/sct|${code}`;

/** Smoking and tobacco. */
export const tobaccoCodes: ReadonlySet<string> = new Set([
  loinc('72166-2'),
  loinc('11367-0'),
  loinc('39240-7'),
  snomed('229819007'),
  snomed('365981007'),
  snomed('365980008'),
  snomed('77176002'),
  snomed('8517006'),
  snomed('266919005'),
  snomed('266927001'),
]);

export const alcoholCodes: ReadonlySet<string> = new Set([
  loinc('74013-4'),
  loinc('11331-6'),
  snomed('160573003'),
  snomed('228273003'),
  snomed('1082641000000106'),
]);

/** R4's vital signs, for sources that give no category. @see https://hl7.org/fhir/R4/observation-vitalsigns.html */
const vitalCodes: ReadonlySet<string> = new Set(
  [
    '85354-9',
    '55284-4',
    '8867-4',
    '9279-1',
    '8310-5',
    '2708-6',
    '59408-5',
    '29463-7',
    '8302-2',
    '39156-5',
  ].map(loinc),
);

const tobacco =
  /\b(?:smok(?:er|es|ed|ing)|tobacco|cigarettes?|cigars?|vap(?:es|ing)|e-cigarettes?|nicotine (?:user|dependence))\b/i;
const alcohol =
  /\b(?:alcohol(?:,|:| -)? (?:intake|consumption|units|use|drinking|(?:drinks )?(?:per|a|each) (?:day|week))|alcoholic drinks|(?:current|heavy|moderate|light|social|non|ex|hazardous|harmful|binge)[- ]?drinker|drinker|drinks alcohol|teetotal\w*|units of alcohol|lifetime non-drinker)\b/i;
/** Advice about it, or somebody else's smoke, is not what the person does. */
const notTheHabit =
  /\b(?:advice|cessation|passive|exposure|leaflet|referral|declined|maternal|parental|clinic|therapy|detector)\b/i;
const pregnancy =
  /^(?:currently )?(?:patient )?(?:(?:not )?(?:currently )?pregnant|pregnancy (?:confirmed|status)|estimated (?:date of (?:delivery|confinement)|delivery date)|expected date of delivery|EDD)\b/i;

const saysTobacco = remembered((title) => tobacco.test(title) && !notTheHabit.test(title));
const saysAlcohol = remembered((title) => alcohol.test(title) && !notTheHabit.test(title));
const saysPregnancy = remembered((title) => pregnancy.test(title));

/** Whether what it is called, or its code, is about smoking or tobacco. */
export function isAboutTobacco(card: Pick<EntryCard, 'title' | 'codes'>): boolean {
  return isAbout(card, tobaccoCodes, saysTobacco);
}

/** The same of alcohol. */
export function isAboutAlcohol(card: Pick<EntryCard, 'title' | 'codes'>): boolean {
  return isAbout(card, alcoholCodes, saysAlcohol);
}

function isAbout(
  card: Pick<EntryCard, 'title' | 'codes'>,
  codes: ReadonlySet<string>,
  says: (title: string) => boolean,
): boolean {
  const title = wordsOfTitle(card);
  return mainCodesOf(card).some((code) => codes.has(code)) || says(title);
}

/** Names of what is recorded as an observation and observes nothing of the person: referrals, letters, consents, comments, relatives. */
const noResult =
  /^(?:FH\b|family history|\[?FH\]?:?)|\b(?:family history of|no family history|referral|referred|2 week rule|comment(?:s| note)?|free ?text|result comments?|return visit date|(?:consent|dissent) (?:given |declined |not given )?(?:for|to|given|not given)|consent for|express (?:consent|dissent)|immunisation consent|patient died|report attached|letter (?:sent|received)|appointment)\b|^(?:notes?|comments?|option [a-z])$/i;

/** Whether an observation tells of relatives, or is a referral, a consent to sharing, a note: no result and no finding. */
export function isNoResult(card: Pick<EntryCard, 'title'>): boolean {
  return saysNoResult(wordsOfTitle(card));
}

const saysNoResult = remembered((title) => noResult.test(title));

const family = /\bfamily history\b|^(?:\[FH\]|FH\b|F\/H\b)/i;
const saysFamily = remembered((title) => family.test(title));

/** Whether an observation is of what runs, or does not run, in the family: British systems record it so. */
export function isFamilyHistory(card: Pick<EntryCard, 'title'>): boolean {
  return saysFamily(wordsOfTitle(card));
}

/** A name of a test: without a value it is the heading of its parts, or a result that did not come along. */
const test =
  /\b(?:count|tests?|levels?|screen(?:ing)?|profile|panel|lipids|electrolytes|antibod(?:y|ies)|autoantibod\w+|Abs|culture|microscopy|micro|sensitivities|biopsy|spirometry|electrocardiogra\w+|ECG|EEG|x-?ray|XR|scan|ultrasound|measurement|monitoring|examination of|(?:rheumatoid|anti-?nuclear) factor|ratio|serum|plasma|urine (?:\w+ )?(?:test|protein|culture|microscopy|albumin)|blood (?:count|tests?|group|pressure|sample|culture|glucose|film|gas\w*)|BP|FBC|U&E|LFT|RAST|calculus analysis|sample|specimen|swab|smear|assay|ESR|CRP|HbA1c|INR|B12|folate|surveillance|diagnostic procedures?|international normali[sz]ed)\b/i;
/** Words for how a test came out: a name with one of them is a finding. */
const judged =
  /\b(?:low|high|raised|elevated|abnormal|normal|reduced|decreased|increased|positive|negative|adequate|present|absent|detected|seen|poor)\b/i;

/** The section of an observation by what it is; `undefined` for one that says nothing by itself, or nothing of the person. */
export function sectionOfObservation(card: EntryCard): SectionName | undefined {
  const { codes, title } = card;
  const named = codes === undefined && title !== undefined ? namedByTitle(title) : namedBy(card);
  if (named === 'no-result') return undefined;
  if (named !== undefined && named !== 'vital-signs') return named;
  if (card.kind === 'Observation.social-history' && saysHabit(wordsOfTitle(card)))
    return 'social-history';
  if (isPersonalCircumstance(card)) return 'personal-circumstances';
  if (isFinding(card)) return 'findings';
  if (isWithoutContent(card)) return undefined;
  if (card.kind === 'Observation.vital-signs' || named === 'vital-signs') return 'vital-signs';
  if (card.kind === 'Observation.social-history') return 'personal-circumstances';
  return card.kind === 'Observation' || isMeasured(card) ? 'results' : undefined;
}

/** A bare name, which only what its source files it under makes a habit: alcohol is measured in blood as well. */
const saysHabit = remembered((title) =>
  /^\W*(?:alcohol|drinking|smoking|tobacco|cigarettes?|vaping|nicotine)\W*$/i.test(title),
);

type Named = 'social-history' | 'pregnancy' | 'family-history' | 'no-result' | 'vital-signs';

/** What the name and the codes of an observation say of where it belongs. */
function namedBy(card: Pick<EntryCard, 'title' | 'codes'>): Named | undefined {
  const own = mainCodesOf(card);
  const is = (codes: ReadonlySet<string>) => own.some((code) => codes.has(code));
  if (isAboutTobacco(card) || isAboutAlcohol(card)) return 'social-history';
  if (is(pregnancyStatusCodes) || is(dueDateCodes) || saysPregnancy(wordsOfTitle(card)))
    return 'pregnancy';
  if (isFamilyHistory(card)) return 'family-history';
  if (isNoResult(card)) return 'no-result';
  return is(vitalCodes) ? 'vital-signs' : undefined;
}

/** The same of a title that holds all codes of its entry: many entries have the same. */
const namedByTitle = rememberedOf((title: Concept) => namedBy({ title }));

/** Whether what a source files among answers to a questionnaire is a measurement after all: it has a unit or a flag. A score has none. */
function isMeasured({ kind, value, flag }: EntryCard): boolean {
  if (kind !== 'Observation.survey') return false;
  if (flag !== undefined) return true;
  if (typeof value !== 'object' || !('quantity' in value)) return false;
  const { unit, ucum, code } = value.quantity;
  const written = unit ?? ucum ?? code ?? '';
  return written !== '' && !/^(?:1|\{.*\}|score|points?|count)$/i.test(written);
}

/** A panel that only names its members says nothing by itself; the members are entries of their own. */
function isWithoutContent({ value, facts }: EntryCard): boolean {
  return value === undefined && facts.every(({ name }) => saysNothing.has(name));
}

const saysNothing: ReadonlySet<string> = new Set([
  'hasMember',
  'derivedFrom',
  'specimen',
  'device',
  'end',
  'focus',
]);

const saysResult: ReadonlySet<string> = new Set(['component', 'hasMember', 'interpretation']);

/**
 * A finding whose whole meaning is its name, as British systems record it: "Angina pectoris", "Knee pain". A heading of
 * other results, or a test whose result did not come along, is none.
 * @see https://hl7.org/fhir/R4/observation.html: `value[x]` is optional where the code says it all
 */
function isFinding({ kind, title, value, facts, references }: EntryCard): boolean {
  if (value !== undefined || title === undefined || kind !== 'Observation') return false;
  if (facts.some(({ name }) => saysResult.has(name))) return false;
  // A heading refers to its parts.
  if (references.some((reference) => /(^|\/)Observation\//.test(reference))) return false;
  const words = allWordsOf(title);
  return saysFinding(words);
}

const saysFinding = remembered((words) => !test.test(words) || judged.test(words));
