import { AppError } from '../../../shared/base/error.ts';
import { lookupKeyOf, ownReference } from '../../../shared/fhir/reference.ts';
import { objectsOf, textOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import type { PersonHeader } from '../api-people.ts';
import { differencesBetween, personOf } from '../person.ts';

/** Whom resources are about, gathered as they come: large files are never held whole. */
export type Who = {
  readonly patients: { readonly reference: string | undefined; readonly person: PersonHeader }[];
  /** Whom they say they are about, as `Patient/id`. */
  readonly subjects: Set<string>;
};

export function nobodyYet(): Who {
  return { patients: [], subjects: new Set() };
}

/** Adds what these resources say of whom they are about. */
export function noteWho(who: Who, resources: Iterable<FhirResource>): void {
  for (const resource of resources) {
    if (resource.resourceType === 'Patient') {
      who.patients.push({ reference: ownReference(resource), person: personOf(resource) });
    }
    for (const member of [resource['subject'], resource['patient']]) {
      for (const reference of objectsOf(member)) {
        const key = lookupKeyOf(textOf(reference['reference']) ?? '');
        if (key?.startsWith('Patient/') === true) who.subjects.add(key);
      }
    }
  }
}

/**
 * The one person whom a file is about, where it says so.
 * @throws file-several-people where its patients differ, or where it tells none and speaks of several
 */
export function onePerson({ patients, subjects }: Who): PersonHeader | undefined {
  const [first, ...others] = patients;
  if (first === undefined) {
    if (subjects.size > 1) throw new AppError('file-several-people');
    return undefined;
  }
  if (others.some((other) => differencesBetween(first.person, other.person).length > 0)) {
    throw new AppError('file-several-people');
  }
  return first.person;
}
