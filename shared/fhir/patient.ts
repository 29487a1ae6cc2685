import { codeOfConcept, wordsOf } from './concept.ts';
import { objectOf, objectsOf, textOf, type FhirResource, type JsonObject } from './resource.ts';

/** That somebody has died: the day as written, where the source gives it. */
export function deceasedOf(patient: FhirResource | undefined): string | boolean | undefined {
  const date = textOf(patient?.['deceasedDateTime']);
  if (date !== undefined) return date;
  const said = patient?.['deceasedBoolean'];
  return typeof said === 'boolean' ? said : undefined;
}

/** The age in whole years on a day; `undefined` unless both days are written in full. */
export function ageOn(birthDate: string | undefined, day: string | undefined): number | undefined {
  const born = /^(\d{4})-(\d{2}-\d{2})$/.exec(birthDate ?? '');
  const at = /^(\d{4})-(\d{2}-\d{2})/.exec(day ?? '');
  if (born?.[1] === undefined || born[2] === undefined) return undefined;
  if (at?.[1] === undefined || at[2] === undefined) return undefined;
  const years = Number(at[1]) - Number(born[1]);
  return at[2] < born[2] ? years - 1 : years;
}

export type SpokenLanguage = {
  /** A CodeableConcept. */
  readonly language: unknown;
  readonly isPreferred: boolean;
};

/** British STU3 sources say in an extension what others say in `communication`. */
const spokenUrl = /NHSCommunication(-\d+)?$/;

/** The languages that a patient speaks, the preferred one first. */
export function languagesOf(patient: FhirResource | undefined): SpokenLanguage[] {
  const written = [
    ...objectsOf(patient?.['communication']),
    ...extensionsIn(patient, spokenUrl).map(partsOf),
  ];
  return written
    .filter(({ language }) => wordsOf(language) !== undefined)
    .map(({ language, preferred }) => ({ language, isPreferred: preferred === true }))
    .toSorted((a, b) => Number(b.isPreferred) - Number(a.isPreferred));
}

/** Whether a source says that an interpreter is needed, or that none is. */
export function interpreterNeeded(patient: FhirResource | undefined): boolean | undefined {
  const values = [
    ...extensionsIn(patient, /interpreter-?(required|needed)/i).map(valueOf),
    ...extensionsIn(patient, spokenUrl).map((one) => partsOf(one)['interpreterRequired']),
  ].flatMap((value) => isYes(value) ?? []);
  return values.length === 0 ? undefined : values.includes(true);
}

function isYes(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const code = codeOfConcept(value)?.toLowerCase();
  if (code === undefined) return undefined;
  if (['373066001', 'y', 'yes', 'true'].includes(code)) return true;
  return ['373067005', 'n', 'no', 'false'].includes(code) ? false : undefined;
}

/** What British sources say of how sure an NHS number is: its words, and its code. @see NHSNumberVerificationStatus */
export function verificationOf(
  identifier: JsonObject,
): { readonly words: string; readonly code: string | undefined } | undefined {
  const [found] = extensionsIn(identifier, /NHSNumberVerificationStatus(-\d+)?$/).map(valueOf);
  const words = wordsOf(found);
  return words === undefined ? undefined : { words, code: codeOfConcept(found) };
}

function extensionsIn(element: JsonObject | undefined, url: RegExp): JsonObject[] {
  return objectsOf(element?.['extension']).filter((one) => url.test(textOf(one['url']) ?? ''));
}

/** What the parts of an extension hold, by name. */
function partsOf(extension: JsonObject): JsonObject {
  return Object.fromEntries(
    objectsOf(extension['extension']).map((part) => [textOf(part['url']) ?? '', valueOf(part)]),
  );
}

function valueOf(extension: JsonObject): unknown {
  const [value] = Object.entries(extension).filter(([member]) => member.startsWith('value'));
  return value === undefined ? undefined : (objectOf(value[1]) ?? value[1]);
}
