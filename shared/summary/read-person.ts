import { defined } from '../base/defined.ts';
import { wordsOf } from '../fhir/concept.ts';
import { addressWords, bestName, nhsNumberOf, spacedNhsNumber } from '../fhir/person.ts';
import { objectsOf, textOf, type FhirResource } from '../fhir/resource.ts';
import type { Words } from '../words/words.ts';
import { phonesOf, readContacts } from './read-contacts.ts';
import type { IdentifierView, PersonView } from './view.ts';

/** Whom a summary is about, as the document says it; `related` are its RelatedPersons. */
export function readPerson(
  patient: FhirResource | undefined,
  related: readonly FhirResource[],
  words: Words,
): PersonView {
  const addresses = objectsOf(patient?.['address']);
  const address = addresses.find((one) => one['use'] !== 'old') ?? addresses[0];
  return defined({
    name: bestName(patient) ?? words.nameNotRecorded,
    birthDate: textOf(patient?.['birthDate']),
    gender: textOf(patient?.['gender']),
    identifiers: identifiersOf(patient, words),
    address: addressWords(address),
    telecom: objectsOf(patient?.['telecom'])
      .filter((telecom) => telecom['use'] !== 'old')
      .flatMap((telecom) => textOf(telecom['value']) ?? []),
    phones: phonesOf(patient?.['telecom']),
    contacts: readContacts(patient, related),
  });
}

function identifiersOf(patient: FhirResource | undefined, words: Words): readonly IdentifierView[] {
  const digits = nhsNumberOf(patient);
  const others = objectsOf(patient?.['identifier'])
    .filter((identifier) => identifier['use'] !== 'old')
    .flatMap((identifier) => {
      const value = textOf(identifier['value']);
      if (value === undefined || value.replace(/[\s-]/g, '') === digits) return [];
      return { name: wordsOf(identifier['type']) ?? words.identifier, value };
    });
  return digits === undefined
    ? others
    : [{ name: words.nhsNumber, value: spacedNhsNumber(digits), isNhsNumber: true }, ...others];
}
