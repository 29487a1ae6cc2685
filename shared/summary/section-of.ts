import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled } from '../record/fact.ts';
import { isStanding } from '../record/standing.ts';
import { allWordsOf } from './all-words.ts';
import { isHospitalStay } from './hospital-stay.ts';
import { textSectionOf } from './kept-text.ts';
import { isNoInformation } from './known-absence.ts';
import { isPersonalCircumstance } from './personal-circumstances.ts';
import { sectionOfObservation } from './section-of-observation.ts';
import type { SectionName } from '../words/section-name.ts';
import { isWarning } from './warnings.ts';
import { isWish, isWishInForce } from './wishes.ts';

/** Where wishes of each type stand: the section of IPS for them takes consents and documents alone. */
export const sectionsOfWishes: ReadonlyMap<string, SectionName> = new Map([
  ['Consent', 'advance-directives'],
  ['DocumentReference', 'advance-directives'],
  ['CarePlan', 'care-decisions'],
  ['Condition', 'care-decisions'],
  ['Flag', 'care-decisions'],
  ['Goal', 'care-decisions'],
  ['Observation', 'care-decisions'],
  ['Procedure', 'care-decisions'],
  ['QuestionnaireResponse', 'care-decisions'],
  ['ServiceRequest', 'care-decisions'],
]);

/** The section of a summary that an entry belongs to by what it is; `undefined` for what no summary lists. */
export function sectionOf(card: EntryCard): SectionName | undefined {
  if (card.standing === 'error' || isNoInformation(mainCodesOf(card))) return undefined;
  const ofText = textSectionOf(card);
  if (ofText !== undefined) return ofText;
  const ofWishes = sectionsOfWishes.get(card.resourceType);
  // A wish that was rejected, withdrawn or replaced is none.
  if (ofWishes !== undefined && isWish(card) && isWishInForce(card)) return ofWishes;
  switch (card.resourceType) {
    case 'AllergyIntolerance':
      return 'allergies';
    case 'MedicationRequest':
    case 'MedicationStatement':
    case 'MedicationDispense':
    case 'MedicationAdministration':
      return card.standing === 'planned' ? undefined : 'medications';
    case 'Condition':
      if (card.standing === 'refuted') return undefined;
      if (isPersonalCircumstance(card)) return 'personal-circumstances';
      return card.standing === 'past' ? 'past-problems' : 'problems';
    case 'Observation':
      return happened(card) && card.standing !== 'past' ? sectionOfObservation(card) : undefined;
    case 'DiagnosticReport':
      return card.standing !== 'past' && saysResult(card) ? 'results' : undefined;
    case 'Procedure':
      return happened(card) ? 'procedures' : undefined;
    case 'Immunization':
      return happened(card) ? 'immunizations' : undefined;
    case 'Device':
    case 'DeviceUseStatement':
      return card.standing === 'past' || card.standing === 'refuted' || !isOfPatient(card)
        ? undefined
        : 'devices';
    case 'Flag':
      // An alert of which the source does not say that it is over may still matter.
      return isStanding(card) ? 'alerts' : undefined;
    case 'AdverseEvent':
    case 'DetectedIssue':
      // The section of IPS for alerts takes no other type than Flag.
      return isWarning(card) ? 'findings' : undefined;
    case 'FamilyMemberHistory':
      return happened(card) ? 'family-history' : undefined;
    case 'Encounter':
      return happened(card) && isHospitalStay(card) ? 'encounters' : undefined;
    case 'DocumentReference':
      return isOwnLetter(card) ? 'documents' : undefined;
    default:
      return undefined;
  }
}

/** Whether a report says something itself, in its own words or in a document: a mere list of results does not, and a note is no result. */
function saysResult({ facts, attachments, title }: EntryCard): boolean {
  if (factsCalled(facts, 'component', 'conclusion', 'conclusionCode').length > 0) return true;
  if (title === undefined || notes.test(allWordsOf(title))) return false;
  if (factsCalled(facts, 'narrative', 'note').length > 0) return true;
  return attachments.length > 0 && factsCalled(facts, 'result').length === 0;
}

const notes =
  /\b(?:notes?|history and physical|evaluation|progress|consult\w*|summary|letter|plan)\b/i;

/** A letter or scan that the person added. A file for computers, kept beside what was read of it, is none. */
function isOwnLetter({ isOwnDocument, attachments }: EntryCard): boolean {
  return (
    isOwnDocument === true &&
    attachments.some(({ contentType = '' }) => !/[/+](?:json|xml|x-ndjson)\b/.test(contentType))
  );
}

function happened(card: EntryCard): boolean {
  return card.standing !== 'refuted' && card.standing !== 'planned';
}

/** A Device that belongs to somebody: others are machines that measured something. */
function isOfPatient(card: EntryCard): boolean {
  return card.references.some((reference) => !/(^|\/)(Organization|Location)\//.test(reference));
}
