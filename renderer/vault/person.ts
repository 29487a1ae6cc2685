import { bestName, nhsNumberOf, spacedNhsNumber } from '../../shared/fhir/person.ts';
import { intervalOf } from '../../shared/fhir/partial-date.ts';
import { textOf, type FhirResource } from '../../shared/fhir/resource.ts';
import type { Difference } from './api-files.ts';
import type { PersonHeader } from './api-people.ts';

const noName = 'No name recorded';

/** Somebody of whom nothing is said. */
export const nobodyNamed: PersonHeader = { name: noName };

/** Whether it is said what somebody is called. */
export function isNamed({ name }: PersonHeader): boolean {
  return name !== noName;
}

/** Who a `Patient` is, in the words of the resource. */
export function personOf(patient: FhirResource): PersonHeader {
  const birthDate = textOf(patient['birthDate']);
  const nhsNumber = nhsNumberOf(patient);
  return {
    name: bestName(patient) ?? noName,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(nhsNumber === undefined ? {} : { nhsNumber: spacedNhsNumber(nhsNumber) }),
  };
}

/**
 * What makes two headers look like two people; nothing where they may be one.
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
  const sameNumber = here.nhsNumber !== undefined && here.nhsNumber === there.nhsNumber;
  const onlyNameCouldDiffer = sameNumber && found.length === 0;
  if (!onlyNameCouldDiffer && namesDiffer(here.name, there.name)) {
    add('name', here.name, there.name);
  }
  return found;
}

function differ(here: string | undefined, there: string | undefined): boolean {
  return here !== undefined && there !== undefined && here !== there;
}

/** "1951" and "1951-04-02" may be the same day; "1951-04" and "1951-05" may not. */
function datesDiffer(here: string | undefined, there: string | undefined): boolean {
  const one = intervalOf(here);
  const other = intervalOf(there);
  if (one === undefined || other === undefined) return false;
  return one.to <= other.from || other.to <= one.from;
}

/** Names agree where the words of the shorter one all stand in the longer: a title or a middle name more is no other person. */
function namesDiffer(here: string, there: string): boolean {
  if (here === noName || there === noName) return false;
  const [shorter, longer] = [nameParts(here), nameParts(there)].sort((a, b) => a.size - b.size);
  if (shorter === undefined || longer === undefined) return false;
  return ![...shorter].every((part) => longer.has(part));
}

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'professor', 'sir', 'mx']);

function nameParts(name: string): Set<string> {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const parts = plain.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '' && !titles.has(part));
  return new Set(parts);
}
