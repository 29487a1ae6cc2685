import { defined } from '../base/defined.ts';
import { conceptOf, wordsOf } from '../fhir/concept.ts';
import { deceasedOf, interpreterNeeded, languagesOf, verificationOf } from '../fhir/patient.ts';
import {
  addressWords,
  bestName,
  formerNames,
  nhsNumbersOf,
  spacedNhsNumber,
  validityOf,
  type NhsNumber,
} from '../fhir/person.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';
import { sayLanguage } from '../words/say-language.ts';
import type { Words } from '../words/words.ts';
import { phonesOf, readContacts } from './read-contacts.ts';
import type { IdentifierView, PersonView } from './view.ts';

/** Whom a summary is about, as the document says it; `related` are its RelatedPersons. */
export function readPerson(
  patient: FhirResource | undefined,
  related: readonly FhirResource[],
  { words, issued }: { readonly words: Words; readonly issued: string | undefined },
): PersonView {
  const isCurrent = (part: JsonObject) => !validityOf(part, issued).isOld;
  const addresses = objectsOf(patient?.['address']);
  const current = addresses.find(isCurrent);
  return defined({
    name: bestName(patient) ?? words.nameNotRecorded,
    birthDate: textOf(patient?.['birthDate']),
    gender: textOf(patient?.['gender']),
    deceased: deceasedOf(patient) || undefined,
    formerNames: formerNames(patient),
    languages: languagesOf(patient).flatMap(({ language }) => {
      const concept = conceptOf(language);
      return concept === undefined ? [] : sayLanguage(concept, words);
    }),
    needsInterpreter: interpreterNeeded(patient) === true ? (true as const) : undefined,
    identifiers: identifiersOf(patient, isCurrent, words),
    address: current === undefined ? formerAddress(addresses[0], words) : addressWords(current),
    telecom: objectsOf(patient?.['telecom'])
      .filter(isCurrent)
      .flatMap((telecom) => textOf(telecom['value']) ?? []),
    phones: phonesOf(patient?.['telecom']),
    contacts: readContacts(patient, related),
  });
}

/** Where no address holds any more, the last that was told, as such. */
function formerAddress(address: JsonObject | undefined, words: Words): string | undefined {
  const said = addressWords(address);
  return said === undefined ? undefined : words.formerAddress(said);
}

function identifiersOf(
  patient: FhirResource | undefined,
  isCurrent: (part: JsonObject) => boolean,
  words: Words,
): readonly IdentifierView[] {
  const nhsNumbers = nhsNumbersOf(patient);
  const current = nhsNumbers.filter(
    ({ isOld, digits }, at) =>
      !isOld && nhsNumbers.findIndex((one) => !one.isOld && one.digits === digits) === at,
  );
  const others = objectsOf(patient?.['identifier'])
    .filter(isCurrent)
    .flatMap((identifier) => {
      const value = textOf(identifier['value']);
      const digits = value?.replace(/[\s-]/g, '');
      if (value === undefined || nhsNumbers.some((one) => one.digits === digits)) return [];
      return { name: wordsOf(identifier['type']) ?? words.identifier, value };
    });
  // Two that differ are both told: which is the patient's nobody can say here.
  return [...current.map((one) => nhsNumberView(one, words)), ...others];
}

/** That a number was traced and is the patient's goes without saying; anything less is said. */
function nhsNumberView({ digits, identifier }: NhsNumber, words: Words): IdentifierView {
  const verification = verificationOf(identifier);
  const status = verification?.code === '01' ? undefined : verification?.words;
  return defined({
    name: words.nhsNumber,
    value: spacedNhsNumber(digits),
    isNhsNumber: true as const,
    status,
  });
}
