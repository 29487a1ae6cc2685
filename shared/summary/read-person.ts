import { defined } from '../base/defined.ts';
import { wordsOf } from '../fhir/concept.ts';
import { addressWords, bestName, nhsNumberOf, spacedNhsNumber } from '../fhir/person.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';
import { phonesOf, readContacts } from './read-contacts.ts';
import type { PersonView } from './view.ts';

/** Whom a summary is about, as the document says it; `related` are its RelatedPersons. */
export function readPerson(
  patient: FhirResource | undefined,
  related: readonly FhirResource[],
): PersonView {
  const addresses = objectsOf(patient?.['address']);
  const address = addresses.find((one) => one['use'] !== 'old') ?? addresses[0];
  return defined({
    name: bestName(patient) ?? 'Name not recorded',
    birthDate: textOf(patient?.['birthDate']),
    gender: textOf(patient?.['gender']),
    identifiers: identifiersOf(patient),
    address: addressWords(address),
    telecom: objectsOf(patient?.['telecom'])
      .filter((telecom) => telecom['use'] !== 'old')
      .flatMap((telecom) => textOf(telecom['value']) ?? []),
    phones: phonesOf(patient?.['telecom']),
    contacts: readContacts(patient, related),
  });
}

function identifiersOf(patient: FhirResource | undefined): PersonView['identifiers'] {
  const digits = nhsNumberOf(patient);
  const others = objectsOf(patient?.['identifier'])
    .filter((identifier) => identifier['use'] !== 'old')
    .flatMap((identifier) => {
      const value = textOf(identifier['value']);
      if (value === undefined || value.replace(/[\s-]/g, '') === digits) return [];
      return { name: identifierName(identifier), value };
    });
  return digits === undefined
    ? others
    : [{ name: 'NHS number', value: spacedNhsNumber(digits) }, ...others];
}

function identifierName(identifier: JsonObject): string {
  return wordsOf(identifier['type']) ?? 'Identifier';
}
