import { codesIn, plainWordsOf, type Concept } from '../fhir/concept.ts';
import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled, type FactName, type FactValue } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { isOrWasSo } from '../record/standing.ts';
import { isTreatmentConsent, rulesIn } from './consent-rules.ts';
import { allWordsOf } from './all-words.ts';
import { speaksOfResuscitation } from './plan-sentences.ts';
import {
  asksForWish,
  bareWishCodes,
  noWish,
  takenBack,
  treatmentsRefused,
  wishCodes,
  wishWords,
} from './wish-names.ts';
import { refusedInSentences } from './refusal-sentences.ts';
import { remembered, rememberedOf } from '../base/remembered.ts';
import { wishKinds, type WishKind } from '../words/wish-kind.ts';

/** What is read of an entry to know a wish: a card, or the description of a resource with its type. */
export type WishEntry = Pick<
  EntryCard,
  | 'resourceType'
  | 'title'
  | 'codes'
  | 'facts'
  | 'standing'
  | 'status'
  | 'verificationStatus'
  | 'intent'
  | 'doNotPerform'
  | 'value'
> & { readonly terms?: string };

/** Types in which somebody's wishes, or decisions about them, are recorded. */
const wishTypes: ReadonlySet<string> = new Set([
  'CarePlan',
  'Communication',
  'Condition',
  'Consent',
  'DocumentReference',
  'Flag',
  'Goal',
  'List',
  'Observation',
  'Procedure',
  'QuestionnaireResponse',
  'ServiceRequest',
]);

/** Kinds of wish that speak of resuscitation, for or against it. */
export const resuscitationKinds = [
  'not-for-resuscitation',
  'for-resuscitation',
  'resuscitation',
] as const satisfies readonly WishKind[];

/** Whether an entry tells a wish for care or a decision about one, in force or not. */
export function isWish(entry: WishEntry): boolean {
  return wishKindsOf(entry).length > 0;
}

/** An Observation has a category among its facts only where its source files it under advance directives. */
function isFiledAsWish({ resourceType, facts }: WishEntry): boolean {
  return resourceType === 'Observation' && factsCalled(facts, 'category').length > 0;
}

/** Which kinds of wish an entry tells of, the most specific first. */
export function wishKindsOf(entry: WishEntry): readonly WishKind[] {
  return mayTellWish(entry) ? readWishKinds(entry) : [];
}

/** Remembered, since each entry that may tell a wish is asked several times. */
const readWishKinds = rememberedOf((entry: WishEntry): readonly WishKind[] => {
  const isFiled = isFiledAsWish(entry);
  const words = withAnswer(entry, wordsOf(entry));
  const refused = [...refusedInPlan(entry), ...kindsOfAnswers(entry)];
  if (words.some(saysNoWish)) return refused;
  const found = new Set<WishKind>([
    ...(isFiled ? (['other'] as const) : []),
    ...words.flatMap(kindsInWords),
    ...mainCodesOf(entry).flatMap((coding) => wishCodes.get(coding) ?? bareKindOf(coding) ?? []),
    ...refusedKind(entry, words),
    ...refused,
    ...(entry.resourceType === 'Consent' ? kindsOfConsent(entry, words) : []),
  ]);
  // "DNACPR: no" is neither an order nor the wish to be resuscitated: it is told with its answer.
  if (saysNo(entry.value)) return [...answeredNo(found), ...(isFiled ? (['other'] as const) : [])];
  if (turnsDown(entry.value) && isOfResuscitation(found)) return ['resuscitation'];
  const isSure = found.has('not-for-resuscitation');
  // "Not for attempted CPR" also says "attempted CPR": the refusal is what it means.
  return wishKinds.filter((kind) => found.has(kind) && !(isSure && kind === 'for-resuscitation'));
});

/** Types of which a record has thousands; of most, their name and their codes say already that they tell no wish. */
const numerous: ReadonlySet<string> = new Set(['Condition', 'Observation', 'Procedure']);

/** Whether anything that an entry holds can tell a wish. */
function mayTellWish({ resourceType, title, codes, facts, terms = '', ...entry }: WishEntry) {
  if (!wishTypes.has(resourceType)) return false;
  if (!numerous.has(resourceType) || entry.doNotPerform === true) return true;
  if (title !== undefined && titleTellsWish(title)) return true;
  if (codes?.some(codeTellsWish) === true || saysAWish(terms)) return true;
  if (facts.some(({ name }) => tellingFacts.has(name))) return true;
  if (resourceType === 'QuestionnaireResponse') return true;
  const { value } = entry;
  return typeof value === 'object' && 'concept' in value && saysAWish(allWordsOf(value.concept));
}

const titleTellsWish = rememberedOf(
  (title: Concept) => wordsOfConcept(title).some(saysAWish) || codesIn(title).some(codeTellsWish),
);

function codeTellsWish(coding: string): boolean {
  return wishCodes.has(coding) || bareKindOf(coding) !== undefined;
}

/** "Resuscitation: no" has to be read by whoever decides; to any other question it says that there is no wish. */
function answeredNo(asked: ReadonlySet<WishKind>): readonly WishKind[] {
  return isOfResuscitation(asked) ? ['resuscitation'] : [];
}

function isOfResuscitation(asked: ReadonlySet<WishKind>): boolean {
  return resuscitationKinds.some((kind) => asked.has(kind));
}

const kindsInWords = remembered((text): readonly WishKind[] =>
  wishWords.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind),
);
/** Whether words tell a wish by themselves, without what was asked. */
export function saysAWish(text: string): boolean {
  return kindsInWords(text).length > 0;
}

const saysNoWish = remembered((text) => noWish.test(text));

function bareKindOf(coding: string): WishKind | undefined {
  const code = (coding.split('|')[1] ?? '').toLowerCase();
  return Object.hasOwn(bareWishCodes, code) ? bareWishCodes[code] : undefined;
}

/** What must not be done, where it is what people refuse: the entry itself, or a part of a plan. */
function refusedKind(entry: WishEntry, said: readonly string[]): WishKind[] {
  const prohibited = plainValues(factsCalled(entry.facts, 'activityProhibited'));
  const words = [...prohibited, ...(entry.doNotPerform === true ? said : [])];
  if (!words.some((text) => treatmentsRefused.test(text))) return [];
  return words.some((text) => /resus|\bCPR\b/i.test(text))
    ? ['not-for-resuscitation']
    : words.some((text) => /blood|transfus/i.test(text))
      ? ['refuses-blood']
      : ['limits'];
}

/** Types that tell of one person's care as a whole: what they say of treatments is meant for it, a note of theirs as well. */
const plans: ReadonlySet<string> = new Set(['CarePlan', 'DocumentReference']);

/** Where a plan or a letter says what is to be done, and what not. */
const toldInPlans = ['activity', 'description', 'goal', 'narrative', 'note'] as const;

/** What a plan refuses in its sentences, whatever it is called. */
function refusedInPlan({ resourceType, title, facts }: WishEntry): readonly WishKind[] {
  if (!plans.has(resourceType)) return [];
  const texts = [
    ...(title === undefined ? [] : [allWordsOf(title)]),
    ...plainValues(factsCalled(facts, ...toldInPlans)),
  ];
  const found = new Set(texts.flatMap(refusedInSentences));
  return wishKinds.filter((kind) => found.has(kind));
}

/** A consent that speaks of resuscitation is about nothing else; its category can be a bare code. */
function kindsOfConsent({ facts }: WishEntry, words: readonly string[]): WishKind[] {
  const categories = factsCalled(facts, 'category').flatMap(({ value }) =>
    typeof value === 'object' && 'concept' in value ? (value.concept.coding ?? []) : [],
  );
  return [
    ...categories.flatMap(({ code = '' }) => bareKindOf(`|${code}`) ?? []),
    ...words.flatMap((text) => bareKindOf(`|${text}`) ?? []),
    ...(refusesCare(facts) ? (['other'] as const) : []),
    ...(words.some((text) => /resuscitat/i.test(text)) ? (['resuscitation'] as const) : []),
  ];
}

/** Whether a consent refuses a treatment by one of its rules, whatever it is called. */
function refusesCare(facts: WishEntry['facts']): boolean {
  const refused = rulesIn(facts).filter(({ isRefused }) => isRefused);
  const isCare = isTreatmentConsent(facts);
  return refused.some(({ what }) => isCare || treatmentsRefused.test(what));
}

/** What the answers to a form tell of wishes: which question was asked, never what its answer means. */
function kindsOfAnswers({ resourceType, facts }: WishEntry): WishKind[] {
  if (resourceType !== 'QuestionnaireResponse') return [];
  return factsCalled(facts, 'item').flatMap(({ label, value }): WishKind[] => {
    const question = label === undefined ? '' : allWordsOf(label);
    if (speaksOfResuscitation(question) && asksForWish(question)) return ['resuscitation'];
    if (asksForWish(question)) return ['other'];
    return saysNo(value) || saysNoWish(question) ? [] : kindsInWords(question).map(asAsked);
  });
}

/** That something is asked of resuscitation says nothing for or against it. */
function asAsked(kind: WishKind): WishKind {
  return resuscitationKinds.some((one) => one === kind) ? 'resuscitation' : kind;
}

/** Whether a question of a form is about a wish for care. */
export function isQuestionOfWish(question: string): boolean {
  return asksForWish(question) || saysAWish(question);
}

/** Facts that say what an entry is, where its title does not. */
const telling = ['category', 'type', 'description', 'activity', 'conclusion', 'payload'] as const;

const tellingFacts: ReadonlySet<FactName> = new Set([...telling, 'activityProhibited']);

/** Its words as a whole, and each by itself. */
function wordsOfConcept(concept: Concept): string[] {
  const words = allWordsOf(concept);
  return [words, ...words.split('. ')];
}

/** Notes are left aside where the entry can be about anything: they tell of talks, not of wishes. */
function wordsOf({ title, facts, terms, value }: WishEntry): string[] {
  return [
    ...(title === undefined ? [] : wordsOfConcept(title)),
    ...(terms === undefined || terms === '' ? [] : [terms]),
    ...plainValues(factsCalled(facts, ...telling)),
    ...(typeof value === 'object' && 'concept' in value ? [allWordsOf(value.concept)] : []),
  ];
}

/** A free-text answer counts only where the question is about a wish: "Code status: full code". */
function withAnswer({ value }: WishEntry, words: string[]): string[] {
  if (typeof value !== 'string' || words.every((text) => kindsInWords(text).length === 0)) {
    return words;
  }
  return [...words, value];
}

const saysThereIsNone =
  /^\s*(?:no|none|n|false|negative|absent|(?:not|none) (?:known|present|in place|available|on file|recorded|documented|made|applicable)|unknown)\W*$/i;

/** No, absent: of an answer that has no words. */
const codesOfNone: ReadonlySet<string> = new Set(
  ['373067005', '2667000'].map((code) => `http://snomed.info/sct|${code}`),
);

/** An answer that there is none. */
function saysNo(value: FactValue | undefined): boolean {
  if (value === false) return true;
  const concept = typeof value === 'object' && 'concept' in value ? value.concept : undefined;
  const text =
    typeof value === 'string' ? value : concept === undefined ? '' : plainWordsOf(concept);
  if (text !== '' || concept === undefined) return saysThereIsNone.test(text);
  return codesIn(concept).some((code) => codesOfNone.has(code));
}

const declined = /^\s*(?:declined|refused|not wanted|rejected)\W*$/i;

/** An answer that what was asked is not wanted. */
function turnsDown(value: FactValue | undefined): boolean {
  const concept = typeof value === 'object' && 'concept' in value ? value.concept : undefined;
  const text = concept === undefined ? value : plainWordsOf(concept);
  return typeof text === 'string' && declined.test(text);
}

/** Statuses of wishes that are not in force: turned down, over, or not decided yet. */
const notInForce: ReadonlySet<string> = new Set([
  'abandoned',
  'cancelled',
  'draft',
  'ended',
  'entered-in-error',
  'inactive',
  'not-done',
  'proposed',
  'refuted',
  'registered',
  'rejected',
  'replaced',
  'resolved',
  'revoked',
  'stopped',
  'superseded',
]);

/** Whether a wish stands, as far as its source says: none that was rejected, withdrawn, replaced, proposed or is over. */
export function isWishInForce(entry: WishEntry): boolean {
  const { resourceType, status = '', verificationStatus = '', standing, intent } = entry;
  const codes = [status, verificationStatus].map((code) => code.toLowerCase());
  if (codes.some((code) => notInForce.has(code))) return false;
  if (!isOrWasSo(entry)) return false;
  if (intent === 'proposal' || intent === 'option') return false;
  // What was decided and written down is done, and stays decided.
  const staysDecided = [
    'Procedure',
    'ServiceRequest',
    'Observation',
    'Communication',
    'QuestionnaireResponse',
  ];
  return standing !== 'past' || staysDecided.includes(resourceType);
}

/** Whether what its source calls it says that it was taken back. */
export function isTakenBack({ title }: Pick<WishEntry, 'title'>): boolean {
  return title !== undefined && takenBack.test(allWordsOf(title));
}
