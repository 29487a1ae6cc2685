import { codesOf, conceptOf, plainWordsOf } from '../fhir/concept.ts';
import { absenceNamedBy, withAbsenceCode, type AbsenceSubject } from '../fhir/none-in-words.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { objectOf, objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';

const snomed = 'http://snomed.info/sct';
/** The code system of IPS 1.x for the same statements: gone in 2.0, so it is read and never written. */
const absentUnknown = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

/** Of what there is none: of all that a section could hold, or of one kind of allergy. */
export type AbsenceScope = 'all' | 'drug' | 'food' | 'environment';

/** A source's statement that there is none of something, as SNOMED CT codes. @see IPS 2.0.0 "Known absence" */
const absenceCodes: readonly (readonly [string, AbsenceScope])[] = [
  ['716186003', 'all'], // no known allergy
  ['160244002', 'all'], // no known allergies; no longer used
  ['409137002', 'drug'], // no known drug allergy
  ['429625007', 'food'], // no known food allergy
  ['428607008', 'environment'], // no known environmental allergy
  ['160245001', 'all'], // no current problems
  ['787481004', 'all'], // no known medications
  ['787482006', 'all'], // no known immunizations
  ['787480003', 'all'], // no known procedures
  ['787483001', 'all'], // no known devices
];

const absences: ReadonlyMap<string, AbsenceScope> = new Map(
  absenceCodes.map(([code, scope]) => [`${snomed}|${code}`, scope]),
);

type Translation = { readonly code: string; readonly display: string };

const translations: Readonly<Record<string, Translation>> = {
  'no-known-allergies': { code: '716186003', display: 'No known allergy' },
  'no-known-medication-allergies': { code: '409137002', display: 'No known drug allergy' },
  'no-known-environmental-allergies': {
    code: '428607008',
    display: 'No known environmental allergy',
  },
  'no-known-food-allergies': { code: '429625007', display: 'No known food allergy' },
  'no-known-problems': { code: '160245001', display: 'No current problems or disability' },
  'no-known-medications': { code: '787481004', display: 'No known medications' },
  'no-known-immunizations': { code: '787482006', display: 'No known immunizations' },
  'no-known-procedures': { code: '787480003', display: 'No known procedures' },
  'no-known-devices': { code: '787483001', display: 'No known device use' },
};

/** Whether these codings (`system|code`) state that there is none: a statement that a source made, not a lack of information. */
export function isKnownAbsence(codes: readonly string[]): boolean {
  return absenceOf(codes) !== undefined;
}

/** Of what these codings state that there is none. */
export function absenceOf(codes: readonly string[]): AbsenceScope | undefined {
  return codes
    .map((coding) => absences.get(coding) ?? scopeOfTranslation(coding))
    .find((scope) => scope !== undefined);
}

function scopeOfTranslation(coding: string): AbsenceScope | undefined {
  const code = translationOf(coding)?.code;
  return code === undefined ? undefined : absences.get(`${snomed}|${code}`);
}

/** How sources say in words that there is none of something, and that there is something nevertheless. */
const noneInWords = /^\s*(?:no known\b|nkd?a\b|nil known\b|none known\b)/i;
const withExceptions = /[;,]|\b(?:except|apart from|other than|but|besides|however|possibl[ey])\b/i;

/** Whether an entry states that there is none of something, by its codes or by what it is called. */
export function deniesAll(entry: Pick<Description, 'codes' | 'title'>): boolean {
  const named = entry.title === undefined ? '' : plainWordsOf(entry.title);
  const isDenied = noneInWords.test(named) && !withExceptions.test(named);
  return isKnownAbsence(mainCodesOf(entry)) || isDenied;
}

/** Whether these codings say that there is no information: what a document says by `emptyReason`, never by an entry. */
export function isNoInformation(codes: readonly string[]): boolean {
  return codes.some(
    (coding) => coding.startsWith(absentUnknown) && /\|no-(\w+)-info$/.test(coding),
  );
}

function translationOf(coding: string): Translation | undefined {
  const [system, code = ''] = coding.split('|');
  return system === absentUnknown ? translations[code] : undefined;
}

/**
 * A concept with the IPS 1.x codes for known absence put into SNOMED CT, as IPS 2.0 wants them;
 * the source's own words stay as the text. So is what says only in words that there is none. Any other concept as it is.
 */
export function inCurrentCodes(concept: JsonObject, about: AbsenceSubject | undefined): JsonObject {
  const translation = codesOf(concept)
    .map(translationOf)
    .find((found) => found !== undefined);
  if (translation === undefined) return about === undefined ? concept : inCodes(concept, about);
  const codings = objectsOf(concept['coding']);
  const old = codings.find((coding) => coding['system'] === absentUnknown);
  const others = codings.filter(
    (coding) => coding['system'] !== absentUnknown && coding['code'] !== translation.code,
  );
  const words = textOf(concept['text']) ?? textOf(objectOf(old)?.['display']);
  return {
    ...concept,
    coding: [{ system: snomed, ...translation }, ...others],
    text: words ?? translation.display,
  };
}

function inCodes(written: JsonObject, about: AbsenceSubject): JsonObject {
  const concept = conceptOf(written);
  const absence = concept === undefined ? undefined : absenceNamedBy(concept, about);
  if (concept === undefined || absence === undefined) return written;
  const { text, coding: [added] = [] } = withAbsenceCode(concept, about);
  if (added === undefined || isKnownAbsence(codesOf(written))) return written;
  return { ...written, coding: [added, ...objectsOf(written['coding'])], text };
}
