import { defined } from '../base/defined.ts';
import { wordsOf } from '../fhir/concept.ts';
import { addressWords, bestName, nhsNumberOf, spacedNhsNumber } from '../fhir/person.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';
import type { PersonView } from './view.ts';

/** Whom a summary is about, as the document says it. */
export function readPerson(patient: FhirResource | undefined): PersonView {
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
