import { defined } from '../base/defined.ts';
import { namesIn } from '../fhir/concept-names.ts';
import { objectOf, objectsOf, textOf, type FhirResource } from '../fhir/resource.ts';
import { bloodPressureIn } from '../record/blood-pressure.ts';
import type { Category, Description } from '../record/card.ts';
import { mainCodesOf, describe } from '../record/describe.ts';
import { isInError } from '../record/describe/contained.ts';
import { isNormal, saysOnly } from '../record/describe/interpretation.ts';
import { cut } from '../record/describe/narrative.ts';
import type { StatusCode } from '../record/describe/status.ts';
import { factsCalled, type Fact } from '../record/fact.ts';
import { wholeEntry } from '../record/whole-entry.ts';
import { sensitiveHint } from '../record/sensitive.ts';
import { sayBriefly } from '../words/say-concept.ts';
import { sayPlainTitle, sayStatus } from '../words/say-head.ts';
import { say, sayFacts, type SaidFact } from '../words/say.ts';
import type { Words } from '../words/words.ts';
import { isSevereAllergy } from './grave-allergy.ts';
import { isKeptText, keptTextItem } from './kept-text.ts';
import {
  contradictingDates,
  datedWords,
  endOf,
  isStoppedWithoutDate,
  stayWords,
} from './item-dates.ts';
import { deniesAll, isKnownAbsence } from './known-absence.ts';
import { withPartsInside } from './part-of-entry.ts';
import type { DetailView, ItemView } from './view.ts';
import { weightOf, weights, type Weight } from './weight.ts';
import { wishDetails } from './wish-details.ts';
import { stancesOf } from './wish-stances.ts';
import { isWish, resuscitationKinds, wishKindsOf } from './wishes.ts';
import { treatmentQuotesOf } from './plan-texts.ts';
import { speaksOfResuscitation } from './plan-sentences.ts';

/** How a reference resolves within a document. */
export type Resolve = (reference: string) => FhirResource | undefined;

/** Facts that a clinician with one or two pages does not need; they stay in the entry itself. */
const passedOver: ReadonlySet<SaidFact['is']> = new Set([
  'actualProblem',
  'alsoCalled',
  'amount',
  'asserter',
  'category',
  'courseOfTherapyType',
  'daysSupply',
  'derivedFrom',
  'doseQuantity',
  'expirationDate',
  'fundingSource',
  'hasMember',
  'informationSource',
  'lotNumber',
  'manufacturer',
  'numberOfRepeatsAllowed',
  'numberOfRepeatsIssued',
  'prescribingAgency',
  'prescriptionType',
  'programEligibility',
  'quantity',
  'recordedDate',
  'recorder',
  'relatedProblem',
  'requester',
  'result',
  'route',
  // Where the needle went in tells no clinician anything; where an operation was done does.
  'site',
  'type',
  'validityEnd',
  'verificationStatus',
  'whenPrepared',
]);

/** Of a medicine without a dose, how much was supplied is all that tells how much was meant. */
const inPlaceOfDose: ReadonlySet<SaidFact['is']> = new Set(['quantity', 'daysSupply']);

/** Statuses that say only what the section's title says: a listed result is final, a listed vaccination was given. */
const expectedStatus: Partial<Readonly<Record<Category, StatusCode>>> = {
  results: 'final',
  vaccinations: 'completed',
  procedures: 'completed',
  documents: 'current',
};

/** What a person reads of one entry, taken from the entry as it stands in the document. */
export function itemOf(resource: FhirResource, reading: ItemReading): ItemView {
  const { resolve, words, sources, contrary } = reading;
  const description = describedIn(resource, resolve);
  const text = isKeptText(description) ? keptTextItem(resource, description, reading) : undefined;
  if (text !== undefined) return text;
  const { standing, date, flag, flagOfPart, category } = description;
  const said = say(description, words);
  const shown = sayFacts({ ...description, facts: shownFacts(description) }, words);
  const isDoseless = category === 'medicines' && !said.facts.some(({ is }) => is === 'dosage');
  const wish = wishOf(resource, description, words);
  const status = isExpected(description) ? undefined : sayStatus(description, words);
  return defined({
    title: said.title ?? words.noName(said.kind),
    shortTitle: shortTitleOf(description, said.title, words),
    details: withoutRepeats([
      ...endOf(description, words),
      ...contradictingDates(description, words),
      ...(contrary === undefined ? [] : [contrary]),
      ...wish,
      ...shown
        .filter(({ is }) => !warnings.has(is))
        .filter(
          ({ is }) =>
            !passedOver.has(is) ||
            (isDoseless && inPlaceOfDose.has(is)) ||
            (is === 'validityEnd' && isStoppedWithoutDate(description)),
        )
        .filter(({ is }) => !(isToldAsWish(is) && wish.length > 0))
        .filter(({ is }) => !(is === 'end' && category === 'visits'))
        .filter((fact) => fact.is !== 'ingredient' || !isSaidIn(said.title ?? '', fact))
        .map((fact) => detailOf(fact, description, words)),
      ...categoryOf(description, said.facts),
      ...warningsOf(said.facts),
    ]),
    date,
    dateWords: stayWords(description, words) ?? datedWords(description, words),
    status: status?.whole,
    notableStatus: status?.notable,
    standing,
    value: said.value,
    range: said.range,
    flag: category === 'allergies' || flagOfPart === true ? undefined : flag,
    severe: category === 'allergies' && isSevereAllergy(description) && !deniesAll(description),
    weight: weightIn(resource, description),
    ofResuscitation: isOfResuscitation(resource, description) ? (true as const) : undefined,
    unnamed: said.title === undefined ? (true as const) : undefined,
    quotes: quotesOf(resource, description),
    isPrivate: isPrivate(resource, description) ? (true as const) : undefined,
    knownAbsence: isKnownAbsence(mainCodesOf(description)),
    sources,
  });
}

/** What reading an entry needs of the document around it. */
export type ItemReading = {
  readonly resolve: Resolve;
  readonly words: Words;
  /** Numbers into the list of sources, counted from 1. */
  readonly sources: readonly number[];
  /** What another entry says against it. */
  readonly contrary?: DetailView | undefined;
};

/** Whether a medicine's name has each word and number of what is in it: "Amoxicillin 500 mg capsules". */
export function isSaidIn(title: string, { value, values = [value] }: SaidFact): boolean {
  const wordsIn = (text: string) => text.toLowerCase().match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? [];
  const told = new Set([...wordsIn(title), 'per']);
  return values.every((one) => wordsIn(one).every((word) => told.has(word)));
}

function isExpected({ category, kind, status, doNotPerform }: Description): boolean {
  // Of what runs in the family, all that is known was told.
  if (kind === 'FamilyMemberHistory' && status === 'completed') return true;
  const expected = expectedStatus[category];
  return expected !== undefined && status?.toLowerCase() === expected && doNotPerform === undefined;
}

/** The description of a resource with the words that stand in others: a Medication's name, a device's type. */
export function describedIn(resource: FhirResource, resolve: Resolve): Description {
  const look = (reference: string) => {
    const other = resolve(reference);
    return other === undefined ? undefined : describe(other);
  };
  const own = wholeEntry(describe(withPartsInside(resource, resolve)), look);
  if (resource.resourceType !== 'DeviceUseStatement') return own;
  const device = look(textOf(objectOf(resource['device'])?.['reference']) ?? '');
  if (device === undefined) return own;
  return {
    ...own,
    ...(device.title === undefined ? {} : { title: device.title }),
    facts: [...own.facts, ...device.facts],
    codes: mainCodesOf(own).length > 0 ? mainCodesOf(own) : mainCodesOf(device),
  };
}

/** The facts that say more than the entry's value, flag and dates do. */
function shownFacts(description: Description): readonly Fact[] {
  const { facts, ended, standing } = description;
  // A half that is not as usual says so itself.
  const halves = (bloodPressureIn(facts)?.halves ?? []).filter(({ flag }) => flag === undefined);
  return facts.filter(
    (fact) =>
      !saysNoMore(fact, description) &&
      !isInError(fact) &&
      !(fact.name === 'end' && ended !== undefined) &&
      // What was found not to be so is no danger.
      !(fact.name === 'criticality' && standing === 'refuted') &&
      !halves.includes(fact),
  );
}

/** What the flag says in words, and that a value is as usual. */
function saysNoMore({ name, value }: Fact, { flag, flagOfPart }: Description): boolean {
  if (name !== 'interpretation' || typeof value !== 'object' || !('concept' in value)) return false;
  if (isNormal(value.concept)) return true;
  return flagOfPart === undefined && flag !== undefined && saysOnly(flag, value.concept);
}

/** Its name for where there is little room, where that is shorter. */
function shortTitleOf(
  { title, kind, doNotPerform }: Description,
  whole: string | undefined,
  words: Words,
): string | undefined {
  if (title === undefined || whole === undefined || namesIn(title).beside.length === 0)
    return undefined;
  const titled = doNotPerform === undefined ? { kind } : { kind, doNotPerform };
  const short = sayPlainTitle(sayBriefly(title, words), titled, words);
  return short.length < whole.length ? short : undefined;
}

/** What is refused, and what is said of resuscitation, comes before what is wished. */
function weightIn(resource: FhirResource, description: Description): Weight {
  const entry = { ...description, resourceType: resource.resourceType };
  const isRefusal = isWish(entry) && stancesOf(entry).some((one) => one.isRefused);
  return isRefusal || isOfResuscitation(resource, description) ? weights.grave : weightOf(entry);
}

/** Whether a wish speaks of resuscitation, for or against it, in its kind or in its sentences. */
function isOfResuscitation(resource: FhirResource, description: Description): boolean {
  const kinds = wishKindsOf({ ...description, resourceType: resource.resourceType });
  return (
    resuscitationKinds.some((kind) => kinds.includes(kind)) ||
    (kinds.length > 0 && treatmentQuotesOf(resource, description).some(speaksOfResuscitation))
  );
}

/** Whether a mark of its source, or a word in it, hints that an entry may be private. */
export function isPrivate(resource: FhirResource, description: Description): boolean {
  const security = objectsOf(objectOf(resource['meta'])?.['security']).flatMap(
    (label) => textOf(label['code']) ?? [],
  );
  return sensitiveHint({ ...description, terms: '', security }) !== undefined;
}

/** The text of a plan is told as such, and no longer than a page has room for. */
function isToldAsWish(is: SaidFact['is']): boolean {
  return is === 'description';
}

/** What a wish for care says, where it is one. */
function wishOf(resource: FhirResource, entry: Description, words: Words): DetailView[] {
  const { resourceType } = resource;
  return isWish({ ...entry, resourceType }) ? wishDetails(resource, entry, words) : [];
}

/** What a plan says of treatments in its own words; `undefined` where it is no wish or says nothing of them. */
function quotesOf(resource: FhirResource, entry: Description): readonly string[] | undefined {
  if (!isWish({ ...entry, resourceType: resource.resourceType })) return undefined;
  const quotes = treatmentQuotesOf(resource, entry);
  return quotes.length === 0 ? undefined : quotes;
}

/** What a wish says can stand among its facts as well. */
function withoutRepeats(details: readonly DetailView[]): DetailView[] {
  const known = new Set<string>();
  return details.filter((detail) => known.size < known.add(detail.words).size);
}

function detailOf({ is, name, value, values }: SaidFact, description: Description, words: Words) {
  const isPlain = is === 'dosage' && description.category === 'medicines';
  // What an entry is called after its narrative need not be read twice.
  const isTitle = is === 'narrative' && value === description.title?.text;
  const shown = is === 'narrative' ? cut(value, longestNarrative) : value;
  const said = isPlain ? value : isTitle ? name : words.labelled(name, shown);
  return defined({ is, value, values, words: said });
}

/** So much of what a source wrote beside its data has room on a page; all of it is in the entry. */
const longestNarrative = 300;

const warnings: ReadonlySet<SaidFact['is']> = new Set(['implicitRules', 'modifierExtension']);

/** What changes an entry's meaning is not ours to interpret, but never to hide. @see FHIR R4 section 2.5.0 */
function warningsOf(said: readonly SaidFact[]): DetailView[] {
  return said
    .filter(({ is }) => warnings.has(is))
    .map(({ value }) => ({ is: 'unreadable-condition', value, words: value }));
}

/** A diagnosis that was noted at a visit need not be followed like a problem. */
function categoryOf({ category, facts }: Description, said: readonly SaidFact[]): DetailView[] {
  const isOfVisit = factsCalled(facts, 'category').some(
    ({ value }) =>
      typeof value === 'object' &&
      'concept' in value &&
      value.concept.coding?.some(({ code }) => code === 'encounter-diagnosis') === true,
  );
  if (category !== 'problems' || !isOfVisit) return [];
  return said
    .filter(({ is }) => is === 'category')
    .map(({ is, value }) => ({ is, value, words: value }));
}
