import { intervalOf } from './partial-date.ts';
import {
  objectOf,
  objectsOf,
  listOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from './resource.ts';

/** A HumanName for reading: its text, else prefix, given and family names in that order. */
export function nameWords(name: unknown): string | undefined {
  if (typeof name === 'string') return textOf(name);
  const object = objectOf(name);
  if (object === undefined) return undefined;
  const parts = [
    ...listOf(object['prefix']),
    ...listOf(object['given']),
    ...listOf(object['family']), // a list in DSTU2
    ...listOf(object['suffix']),
  ];
  return textOf(object['text']) ?? textOf(parts.flatMap((part) => textOf(part) ?? []).join(' '));
}

/** How good a name is to call somebody by; one that is former or ended comes after all others. */
function nameRank(name: JsonObject): number {
  const rank = ['official', 'usual', undefined, 'nickname', 'temp', 'anonymous'].indexOf(
    textOf(name['use']),
  );
  return (isFormer(name) ? 10 : 0) + (rank === -1 ? 9 : rank);
}

/** @see https://hl7.org/fhir/R4/valueset-name-use.html */
function isFormer(name: JsonObject): boolean {
  return ['old', 'maiden'].includes(textOf(name['use']) ?? '') || hasEnd(name);
}

function hasEnd(part: JsonObject): boolean {
  return textOf(objectOf(part['period'])?.['end']) !== undefined;
}

/** The name a person goes by: official, then usual, then any that is not a former one. */
export function bestName(resource: FhirResource | undefined): string | undefined {
  const [chosen] = objectsOf(resource?.['name'])
    .filter((name) => nameWords(name) !== undefined)
    .toSorted((a, b) => nameRank(a) - nameRank(b));
  return nameWords(chosen) ?? textOf(resource?.['name']);
}

/** Names that a person had before: a maiden name, an old one, or one whose time is over. */
export function formerNames(resource: FhirResource | undefined): string[] {
  const best = bestName(resource);
  const names = objectsOf(resource?.['name'])
    .filter(isFormer)
    .flatMap((name) => nameWords(name) ?? []);
  return [...new Set(names)].filter((name) => name !== best);
}

/** The ten digits of a patient's NHS number without spaces, where an identifier says it is one; never one that is old. */
export function nhsNumberOf(patient: FhirResource | undefined): string | undefined {
  return nhsNumbersOf(patient).find(({ isOld }) => !isOld)?.digits;
}

/** An NHS number as a patient's record has it. */
export type NhsNumber = {
  readonly digits: string;
  /** Replaced by another, or over. */
  readonly isOld: boolean;
  readonly identifier: JsonObject;
};

const nhsNumberSystem = /nhs-number|^urn:oid:2\.16\.840\.1\.113883\.2\.1\.4\.1$/i;

/** All NHS numbers of a patient, those that hold first, the official one before others. */
export function nhsNumbersOf(patient: FhirResource | undefined): NhsNumber[] {
  const found = objectsOf(patient?.['identifier']).flatMap((identifier): NhsNumber[] => {
    const digits = textOf(identifier['value'])?.replace(/[\s-]/g, '') ?? '';
    const isOne =
      nhsNumberSystem.test(textOf(identifier['system']) ?? '') && /^\d{10}$/.test(digits);
    return isOne
      ? [{ digits, isOld: identifier['use'] === 'old' || hasEnd(identifier), identifier }]
      : [];
  });
  const rank = ({ isOld, identifier }: NhsNumber) =>
    Number(isOld) * 2 + Number(identifier['use'] !== 'official');
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** An NHS number as people write it: "943 476 5919". */
export function spacedNhsNumber(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

/** An Address for reading, in one line. */
export function addressWords(address: unknown): string | undefined {
  const object = objectOf(address);
  if (object === undefined) return undefined;
  const parts = [
    ...listOf(object['line']),
    object['city'],
    object['district'],
    object['state'],
    object['postalCode'],
    object['country'],
  ];
  return textOf(object['text']) ?? textOf(parts.flatMap((part) => textOf(part) ?? []).join(', '));
}

/** How much of an address, a telephone number and the like still holds. */
export type Validity = { readonly isOld: boolean; readonly end: string | undefined };

/**
 * Whether a ContactPoint or an Address is a former one, as its source says.
 * @param on the day to judge by; without it an end tells nothing but itself
 */
export function validityOf(part: JsonObject, on?: string): Validity {
  const end = textOf(objectOf(part['period'])?.['end']);
  const last = intervalOf(end)?.to;
  const day = intervalOf(on)?.from;
  const isOver = last !== undefined && day !== undefined && last < day;
  return { isOld: part['use'] === 'old' || isOver, end };
}
