import { bestName, nameWords, nhsNumberOf, spacedNhsNumber } from '../../../shared/fhir/person.ts';
import { intervalOf } from '../../../shared/fhir/partial-date.ts';
import { objectsOf, textOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import { isSameName } from '../../../shared/fhir/same-name.ts';
import type { Difference } from '../api/files.ts';
import type { PersonHeader } from '../api/people.ts';

const noName = 'No name recorded';

/** Somebody of whom nothing is said. */
export const nobodyNamed: PersonHeader = { name: noName };

/** Whether it is said what somebody is called. */
export function isNamed({ name }: PersonHeader): boolean {
  return name !== noName;
}

/** Who a `Patient` is, in the words of the resource. */
export function personOf(patient: FhirResource): PersonHeader {
  const name = bestName(patient) ?? noName;
  const birthDate = textOf(patient['birthDate']);
  const nhsNumber = nhsNumberOf(patient);
  const otherNames = fullNames(patient).filter((other) => other !== name);
  return {
    name,
    ...(otherNames.length === 0 ? {} : { otherNames }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(nhsNumber === undefined ? {} : { nhsNumber: spacedNhsNumber(nhsNumber) }),
  };
}

/**
 * What makes two headers look like two people; nothing where they may be one. Asking costs a person one question,
 * and not asking may mix two people: so what cannot be compared differs.
 * With the same NHS number and birth date another name is a changed name, not another person.
 */
export function differencesBetween(here: PersonHeader, there: PersonHeader): Difference[] {
  const found: Difference[] = [];
  const add = (what: Difference['what'], ours = '', theirs = '') =>
    found.push({ what, here: ours, there: theirs });
  if (differ(here.nhsNumber, there.nhsNumber)) add('NHS number', here.nhsNumber, there.nhsNumber);
  if (datesDiffer(here.birthDate, there.birthDate)) {
    add('birth date', here.birthDate, there.birthDate);
  }
  if (namesDiffer(here, there) && (found.length > 0 || !isOneNumber(here, there))) {
    add('name', here.name, there.name);
  }
  return found;
}

/** Two that only might be one stay two: the person can tell. */
export function areSurelyOne(one: PersonHeader, other: PersonHeader): boolean {
  if (differencesBetween(one, other).length > 0) return false;
  if (one.nhsNumber !== undefined && one.nhsNumber === other.nhsNumber) return true;
  const isSame = one.name === other.name && one.birthDate === other.birthDate;
  return isSame && isNamed(one) && one.birthDate !== undefined;
}

/** By the NHS number, where the birth date bears it out. */
function isOneNumber(here: PersonHeader, there: PersonHeader): boolean {
  const sameNumber = here.nhsNumber !== undefined && here.nhsNumber === there.nhsNumber;
  return sameNumber && here.birthDate !== undefined && there.birthDate !== undefined;
}

function differ(here: string | undefined, there: string | undefined): boolean {
  return here !== undefined && there !== undefined && here !== there;
}

/** "1951" and "1951-04-02" may be the same day; "1951-04" and "1951-05" may not. A time of day says nothing of a birth date. */
function datesDiffer(here: string | undefined, there: string | undefined): boolean {
  if (!differ(here, there)) return false;
  const [one, other] = [here, there].map((date) => intervalOf(date?.split(/[T ]/)[0]));
  if (one === undefined || other === undefined) return true;
  return one.to <= other.from || other.to <= one.from;
}

/** Names agree where any name of the one is a name of the other: a name before marriage is no other person. */
function namesDiffer(here: PersonHeader, there: PersonHeader): boolean {
  if (!isNamed(here) || !isNamed(there)) return false;
  return !namesOf(here).some((one) => namesOf(there).some((other) => isSameName(one, other)));
}

function namesOf({ name, otherNames = [] }: PersonHeader): readonly string[] {
  return [name, ...otherNames];
}

/** A nickname alone, or what a newborn is called for now, is shared by many. */
const notFull: readonly unknown[] = ['nickname', 'anonymous', 'temp'];

function fullNames(patient: FhirResource): string[] {
  const full = objectsOf(patient['name']).filter(({ use }) => !notFull.includes(use));
  return [...new Set(full.flatMap((name) => nameWords(name) ?? []))];
}
