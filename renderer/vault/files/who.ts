import { lookupKeyOf, ownReference } from '../../../shared/fhir/reference.ts';
import { objectsOf, textOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import type { PersonHeader } from '../api/people.ts';
import { differencesBetween, personOf } from '../record/person.ts';
import { grouped } from './grouped.ts';

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

/** Whether these are about several people: their patients differ, or they tell none and speak of several. */
export function isAboutSeveral({ patients, subjects }: Who): boolean {
  if (patients.length === 0) return subjects.size > 1;
  const people = [...grouped(patients, ({ person }) => JSON.stringify(person)).values()];
  const persons = people.flatMap(([first]) => first?.person ?? []);
  return persons.some((person, at) =>
    persons.slice(0, at).some((other) => differencesBetween(other, person).length > 0),
  );
}

/** The person whom a file about one is about, where it says so. */
export function onePerson({ patients }: Who): PersonHeader | undefined {
  return patients[0]?.person;
}
