import type { EntryCard } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import { isOrWasSo } from '../record/standing.ts';
import { remembered } from '../base/remembered.ts';
import { wordsOfTitle } from './all-words.ts';
import { isPersonalCircumstance } from './personal-circumstances.ts';
import { isNoResult } from './section-of-observation.ts';
import { sectionOf } from './section-of.ts';
import type { SectionName } from '../words/section-name.ts';

/** Types of what happens in care: who and where, bookkeeping, money, plans and wishes are none of them. */
export const careTypes = [
  'AdverseEvent',
  'AllergyIntolerance',
  'ClinicalImpression',
  'Condition',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'ImagingStudy',
  'Immunization',
  'Media',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Procedure',
] as const;

/** Types of wishes and alerts: they count where a summary shows them. */
export const shownTypes = ['CarePlan', 'Consent', 'Flag', 'ServiceRequest'] as const;

const shownSections: ReadonlySet<SectionName | undefined> = new Set<SectionName>([
  'advance-directives',
  'alerts',
  'care-decisions',
]);

const ofCare: ReadonlySet<string> = new Set(careTypes);

/** What nobody did for a patient: data typed in, letters and records moved, addresses and wishes for contact kept. */
const office =
  /\b(?:extern(?:al|ally) entered|data entry|administration(?: note)?$|administrative|(?:medical|patient) records? (?:received|sent|request\w*|transfer\w*|summari[sz]ed|printed)|notes? (?:summari[sz]ed|summary on computer)|summary care record|regist(?:ration|ered) (?:with|at|status)|de-?registered|contact (?:preference|details)|preferred (?:method|means|mode|way|language|contact)|(?:consent|dissent) (?:for|to|given)|(?:e-?mail|sms|text message|telephone|mobile) (?:consent|preference|number|address)|(?:patient )?(?:recall\w*|reminder|invit(?:ation|ed))|did not attend|failed encounter|mail (?:to|from))\b/i;

const saysOffice = remembered((title) => office.test(title));

/** Whether an entry tells of something that happened in somebody's care, so that its date tells how far a record reaches. */
export function isOfCare(card: EntryCard): boolean {
  const { resourceType } = card;
  if (!isOrWasSo(card)) return false;
  if (!ofCare.has(resourceType)) return shownSections.has(sectionOf(card));
  const title = wordsOfTitle(card);
  if (resourceType === 'Encounter') return card.status !== 'cancelled' && !saysOffice(title);
  if (resourceType !== 'Observation') return true;
  return !isNoResult(card) && !isPersonalCircumstance(card) && !saysOffice(title);
}

/** Every date at which an entry says that something happened, as written: of an allergy also when it last did. */
export function careDatesOf(card: EntryCard): string[] {
  const { date, facts } = card;
  // That a medicine was stopped was done by somebody; that a supply ran out was not.
  const ended = card.status?.toLowerCase() === 'stopped' ? card.ended : undefined;
  const told = factsCalled(facts, 'lastOccurrence', 'lastIssueDate', 'manifestation', 'end');
  const further = told.flatMap(({ name, value }) => {
    if (typeof value !== 'object') return [];
    if ('reaction' in value) return value.reaction.onset ?? [];
    // When a prescription runs out says nothing of what was done; when somebody left hospital does.
    if (name === 'end' && card.resourceType !== 'Encounter') return [];
    return 'date' in value ? value.date : [];
  });
  return [date, ended, ...further].filter((one) => one !== undefined);
}

/** Types of which an entry can tell of later dates than its own. */
export const laterDates: ReadonlySet<string> = new Set([
  'AllergyIntolerance',
  'Encounter',
  'MedicationRequest',
  'MedicationStatement',
]);
