import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { OfferedPatient } from '../../../shared/ipc/provider.ts';

/** A person's name, and when they were born where that is known. */
export function nameWithBirth({ name, birthDate }: Pick<OfferedPatient, 'name' | 'birthDate'>) {
  return birthDate === undefined ? name : `${name}, born ${formatDate(birthDate)}`;
}

/** What tells a person from another one of the same name and date of birth; `undefined` where there is none. */
export function numberHint(
  person: OfferedPatient,
  people: readonly OfferedPatient[],
): string | undefined {
  const isAlike = (other: OfferedPatient): boolean =>
    other.id !== person.id && nameWithBirth(other) === nameWithBirth(person);
  const alike = people.filter(isAlike);
  if (alike.length === 0) return undefined;
  const { id, nhsNumber, number } = person;
  if (nhsNumber !== undefined && alike.every((other) => other.nhsNumber !== nhsNumber)) {
    return `NHS number ${nhsNumber}`;
  }
  const isTelling = number !== undefined && alike.every((other) => other.number !== number);
  return isTelling ? `Number ${number}` : `Number at this service: ${id}`;
}
