import { plainWordsOf } from '../fhir/concept.ts';
import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { isNoInformation } from './known-absence.ts';
import type { SectionName } from '../words/section-name.ts';

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

/** Pregnancy status and expected date of delivery. @see IPS 2.0.0 Observation-pregnancy-status, -edd */
const pregnancyCodes: ReadonlySet<string> = new Set([
  loinc('82810-3'),
  loinc('11778-8'),
  loinc('11779-6'),
  loinc('11780-4'),
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

const wishes =
  /advance (care|decision|directive|statement)|resuscitat|\bDNA?C?PR\b|\bReSPECT\b|living will|end[- ]of[- ]life|treatment escalation|lasting power of attorney|preferred place of (care|death)|\bPOLST\b/i;
/** HL7's consent categories for advance directives, where a source gives only the code. */
const wishCodes = /^(acd|adr|dnr|emrgonly|hcd|polst|42348-3|81334-5)$/i;

/** The section of a summary that an entry belongs to by what it is; `undefined` for what no summary lists. */
export function sectionOf(card: EntryCard): SectionName | undefined {
  if (card.standing === 'error' || isNoInformation(mainCodesOf(card))) return undefined;
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
      return card.standing === 'past' ? 'past-problems' : 'problems';
    case 'Observation':
      return sectionOfObservation(card);
    case 'DiagnosticReport':
      return factsCalled(card.facts, 'conclusion', 'conclusionCode').length > 0
        ? 'results'
        : undefined;
    case 'Procedure':
      return happened(card) ? 'procedures' : undefined;
    case 'Immunization':
      return happened(card) ? 'immunizations' : undefined;
    case 'Device':
    case 'DeviceUseStatement':
      return card.standing === 'past' || !isOfPatient(card) ? undefined : 'devices';
    case 'Flag':
      // An alert of which the source does not say that it is over may still matter.
      return card.standing === 'current' || card.standing === 'unknown' ? 'alerts' : undefined;
    case 'Consent':
    case 'DocumentReference':
      return card.standing !== 'past' && saysWishes(card) ? 'advance-directives' : undefined;
    default:
      return undefined;
  }
}

function sectionOfObservation(card: EntryCard): SectionName | undefined {
  const own = mainCodesOf(card);
  const is = (codes: ReadonlySet<string>) => own.some((code) => codes.has(code));
  if (!happened(card) || card.standing === 'past') return undefined;
  if (is(tobaccoCodes) || is(alcoholCodes)) return 'social-history';
  if (is(pregnancyCodes)) return 'pregnancy';
  // A panel that only names its members says nothing by itself; the members are entries of their own.
  if (card.value === undefined && card.facts.length === 0) return undefined;
  if (card.kind === 'Observation.vital-signs' || is(vitalCodes)) return 'vital-signs';
  return card.kind === 'Observation' ? 'results' : undefined;
}

function happened(card: EntryCard): boolean {
  return card.standing !== 'refuted' && card.standing !== 'planned';
}

/** A Device that belongs to somebody: others are machines that measured something. */
function isOfPatient(card: EntryCard): boolean {
  return card.references.some((reference) => !/(^|\/)(Organization|Location)\//.test(reference));
}

function saysWishes(card: EntryCard): boolean {
  const title = card.title === undefined ? '' : plainWordsOf(card.title);
  const words = [title, card.terms, ...plainValues(card.facts)];
  return (
    words.some((text) => wishes.test(text) || wishCodes.test(text)) ||
    mainCodesOf(card).some((code) => wishCodes.test(code.split('|')[1] ?? ''))
  );
}
