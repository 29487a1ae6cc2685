import { plainWordsOf } from '../fhir/concept.ts';
import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { isCritical, type Fact, type FactValue } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { wordsOfTitle } from './all-words.ts';
import { isSevereAllergy } from './grave-allergy.ts';
import { graveHistoryOf } from './grave-history.ts';
import {
  isImplant,
  isImplantation,
  isMajorProcedure,
  isTrifle,
} from './device-and-procedure-names.ts';
import { classesOfMedicine } from './medicine-classes.ts';
import { plainWords } from './plain-words.ts';
import { remembered } from '../base/remembered.ts';
import { isGraveWarning } from './warnings.ts';

/** How much an entry matters beside others of its section: the larger, the sooner it is read, whatever its date. */
export const weights = {
  /** Dangerous not to know. */
  grave: 4,
  /** Marked by its source as significant, or important for life. */
  major: 3,
  /** More than usual. */
  notable: 2,
  usual: 1,
  /** A talk, a check, a form. */
  trifle: 0,
} as const;
export type Weight = (typeof weights)[keyof typeof weights];

type Weighed = Pick<
  EntryCard,
  | 'resourceType'
  | 'title'
  | 'codes'
  | 'facts'
  | 'standing'
  | 'flag'
  | 'value'
  | 'kind'
  | 'doNotPerform'
>;

/** The weight of an entry within its section: by its source's own marks, then by what it is. Never by its date. */
export function weightOf(card: Weighed): Weight {
  const own = weighByType(card);
  const marked = isMarked(card.facts) ? weights.major : weights.trifle;
  return own > marked ? own : marked;
}

/** What matters most first, and in the order given among what matters alike. */
export function byWeight(cards: readonly EntryCard[]): EntryCard[] {
  const weights = new Map(cards.map((card) => [card, weightOf(card)]));
  const weight = (card: EntryCard) => weights.get(card) ?? 0;
  return [...cards].sort((a, b) => weight(b) - weight(a));
}

function weighByType(card: Weighed): Weight {
  switch (card.resourceType) {
    case 'AllergyIntolerance':
      return isSevereAllergy(card) ? weights.grave : weights.usual;
    case 'Condition':
      return weightOfProblem(card);
    case 'Procedure':
      return weightOfProcedure(card);
    case 'Observation':
      return weightOfObservation(card);
    case 'DiagnosticReport':
      return isMalignant(card) ? weights.major : weights.usual;
    case 'Device':
    case 'DeviceUseStatement':
      return isImplant(wordsOfTitle(card)) ? weights.major : weights.usual;
    case 'MedicationRequest':
    case 'MedicationStatement':
    case 'MedicationDispense':
    case 'MedicationAdministration':
      if (card.doNotPerform === true) return weights.grave;
      return classesOfMedicine(card).length > 0 ? weights.major : weights.usual;
    case 'AdverseEvent':
    case 'DetectedIssue':
      return isGraveWarning(card) ? weights.grave : weights.usual;
    default:
      return graveHistoryOf(card) === undefined ? weights.usual : weights.grave;
  }
}

function weightOfProblem(card: Weighed): Weight {
  if (graveHistoryOf(card) !== undefined) return weights.grave;
  if (serious.test(plainWords(wordsOfTitle(card))) || isSevere(card.facts)) return weights.major;
  return passing.test(wordsOfTitle(card)) ? weights.trifle : weights.usual;
}

function weightOfProcedure(card: Weighed): Weight {
  const title = wordsOfTitle(card);
  if (graveHistoryOf(card) !== undefined) return weights.grave;
  if (isImplantation(title, mainCodesOf(card))) return weights.grave;
  if (isMajorProcedure(title)) return weights.major;
  return isTrifle(title) ? weights.trifle : weights.usual;
}

function weightOfObservation(card: Weighed): Weight {
  const parts = card.facts.map(({ flag }) => flag);
  if (isCritical(card.flag) || parts.some(isCritical)) return weights.grave;
  if (graveHistoryOf(card) !== undefined) return weights.grave;
  if (isWatchedLevel(wordsOfTitle(card), mainCodesOf(card)) || isMalignant(card))
    return weights.major;
  if (card.kind === 'Observation.survey') return weights.trifle;
  if (card.value === undefined && isTrifle(wordsOfTitle(card))) return weights.trifle;
  return card.flag === undefined ? weights.usual : weights.notable;
}

/** Diseases that every clinician asks for, past or not. */
const serious =
  / (?:\w*carcinoma|cancer|malignan\w+|lymphoma|leuka?emia|\w*sarcoma|melanoma|myeloma|metasta\w+|stroke|infarct\w*|heart failure|cardiomyopathy|coronary|isch(?:a)?emic heart|angina|atrial fibrillation|embol\w+|thrombosis|diabetes|epilep\w*|seizures?|convulsions?|copd|obstructive pulmonary|cystic fibrosis|cirrhosis|hepatitis [bc]|kidney disease|renal (?:failure|disease)|dialysis|dementia|alzheimers?|parkinsons?|multiple sclerosis|motor neurone|hiv|immunodeficiency|tuberculosis|crohns?|ulcerative colitis|lupus|rheumatoid|vasculitis|schizophreni\w*|bipolar|psychosis|suicid\w*|overdose|sepsis|meningitis|endocarditis|haemorrhage|hemorrhage|aneurysm|eclampsia|pre eclampsia|learning disability|learning disabilities|mental capacity|asthma) /;

/** What comes and goes. */
const passing =
  /\b(?:viral sinusitis|pharyngitis|common cold|sore throat|sprain|laceration|contusion|upper respiratory|cough|medication review due|otitis media|acute bronchitis)\b/i;

const severeWord = /\b(?:severe|life[- ]threatening|fatal|major)\b/i;

function isSevere(facts: readonly Fact[]): boolean {
  return plainValues(facts.filter(({ name }) => name === 'severity')).some((text) =>
    severeWord.test(text),
  );
}

/** Whether a source marks an entry as important: by significance (GP Connect), priority or criticality. */
function isMarked(facts: readonly Fact[]): boolean {
  return facts.some(
    ({ name, value }) =>
      marking.has(name) &&
      /^(?:major|high|significant|critical|PH|urgent|stat|emergency)$/i.test(codeOrWords(value)),
  );
}

const marking: ReadonlySet<string> = new Set([
  'criticality',
  'priority',
  'problemSignificance',
  'significance',
]);

function codeOrWords(value: FactValue): string {
  if (typeof value !== 'object') return String(value);
  if ('code' in value) return value.code;
  if ('concept' in value) return value.concept.coding?.[0]?.code ?? plainWordsOf(value.concept);
  return '';
}

/** Levels by which dangerous medicines are steered, and what a bleeding or a heart attack shows by. */
const watched =
  / (?:lithium|inr|international normali[sz]ed ratio|digoxin|theophylline|phenytoin|carbamazepine|valproate|valproic|phenobarb\w+|vancomycin|gentamicin|tobramycin|amikacin|tacrolimus|ciclosporin|cyclosporine?|sirolimus|everolimus|methotrexate|clozapine|anti xa|antixa|troponin\w*|hiv|blood group|abo|brca\d?|tpmt|dpyd|g6pd|bnp|nt probnp) /;

const watchedCodes: ReadonlySet<string> = new Set(
  [
    '6301-6', // INR in platelet poor plasma
    '34714-6', // INR in blood
    '14334-7', // lithium
    '3719-2', // lithium
    '10535-3', // digoxin
    '14698-5', // digoxin
    '4049-3', // theophylline
    '3968-5', // phenytoin
    '3432-2', // carbamazepine
    '4086-5', // valproate
    '883-9', // ABO group
    '882-1', // ABO and Rh group
    '10331-7', // Rh
  ].map((code) => `http://loinc.org|${code}`),
);

const saysWatched = remembered((title) => watched.test(plainWords(title)));

/** Whether a test is one that clinicians look for however old it is. */
export function isWatchedLevel(title: string, codes: readonly string[]): boolean {
  return saysWatched(title) || codes.some((code) => watchedCodes.has(code));
}

const malignant =
  / (?:\w*carcinoma|malignan\w+|cancer|lymphoma|leuka?emia|\w*sarcoma|melanoma|myeloma|metasta\w+|dysplasia|neoplas\w+|tumou?r) /;
const notMalignant =
  / (?:no (?:\w+ ){0,3}(?:malignan\w*|cancer|\w*carcinoma|tumou?r|metasta\w*|dysplasia|neoplas\w*|evidence)|negative for|benign|free of|screening|family history|risk) /;

const namesTumour = remembered((words) => {
  const text = plainWords(words);
  return malignant.test(text) && !notMalignant.test(text);
});

/** Whether what a result says names a tumour. */
function isMalignant({ title, value, facts }: Weighed): boolean {
  const said = [
    wordsOfTitle({ ...(title === undefined ? {} : { title }) }),
    ...(value === undefined ? [] : plainValues([{ name: 'note', value }])),
    ...plainValues(facts.filter(({ name }) => name.startsWith('conclusion'))),
  ];
  return said.some(namesTumour);
}
