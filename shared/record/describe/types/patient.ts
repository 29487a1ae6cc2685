import { defined } from '../../../base/defined.ts';
import { conceptOf, wordsOf } from '../../../fhir/concept.ts';
import {
  ageOn,
  deceasedOf,
  interpreterNeeded,
  languagesOf,
  verificationOf,
} from '../../../fhir/patient.ts';
import { bestName, formerNames, nhsNumbersOf, spacedNhsNumber } from '../../../fhir/person.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../../../fhir/resource.ts';
import type { Description } from '../../card.ts';
import type { Fact } from '../../fact.ts';
import { fact, organisationIn } from '../reading.ts';
import { reachedAt, validityFacts } from '../reached-at.ts';
import { factsBy, type Table } from '../table.ts';

const personal: Table = {
  gender: 'gender',
  maritalStatus: 'maritalStatus',
  'multipleBirth[x]': 'multipleBirth',
};

const about: Table = {
  contact: {
    is: 'contact',
    head: ['name', 'organization'],
    parts: { relationship: 'relationship', telecom: 'telecom', address: 'address' },
  },
  generalPractitioner: 'generalPractitioner',
};

/** Whom the record is about. @see https://hl7.org/fhir/R4/patient.html */
export function describePatient(resource: FhirResource): Description {
  const name = bestName(resource);
  return defined({
    category: 'other' as const,
    kind: 'Patient',
    title: name === undefined ? undefined : { text: name },
    dateMeaning: 'dated' as const,
    standing: 'unknown' as const,
    facts: [
      ...numbersOf(resource),
      ...formerNames(resource).flatMap((former) => fact('formerName', former)),
      ...fact('birthDate', dateValue(resource['birthDate'])),
      ...deathOf(resource),
      ...languagesOf(resource).flatMap(({ language }) => {
        const concept = conceptOf(language);
        return concept === undefined ? [] : fact('communication', { concept });
      }),
      ...fact('interpreterRequired', interpreterNeeded(resource)),
      ...factsBy(personal, resource, resource),
      ...reachedAt(resource),
      ...factsBy(about, resource, resource),
    ],
    ...organisationIn(resource, 'managingOrganization'),
  });
}

function dateValue(date: unknown): Fact['value'] | undefined {
  const written = textOf(date);
  return written === undefined ? undefined : { date: written };
}

function numbersOf(patient: FhirResource): Fact[] {
  const nhsNumbers = nhsNumbersOf(patient);
  const others = objectsOf(patient['identifier']).filter(
    (one) => !nhsNumbers.some(({ identifier }) => identifier === one),
  );
  return [
    ...nhsNumbers.flatMap(({ digits, isOld, identifier }) => {
      const head = spacedNhsNumber(digits);
      const status = verificationOf(identifier)?.words;
      const name = isOld ? ('nhsNumberOld' as const) : ('nhsNumber' as const);
      return status === undefined
        ? fact(name, head)
        : fact(name, { item: { head, parts: fact('status', status) } });
    }),
    ...others.flatMap(otherNumber),
  ];
}

/** Numbers that only computers call a person by are in the details. */
function otherNumber(identifier: JsonObject): Fact[] {
  const value = textOf(identifier['value']);
  const type = wordsOf(identifier['type']);
  if (value === undefined || type === undefined) return [];
  const parts = validityFacts(identifier);
  const said = parts.length === 0 ? value : { item: { head: value, parts } };
  return [{ name: 'identifier', value: said, label: { text: type } }];
}

function deathOf(patient: FhirResource): Fact[] {
  const died = deceasedOf(patient);
  if (typeof died !== 'string') return fact('deceased', died);
  const age = ageOn(textOf(patient['birthDate']), died);
  return [
    ...fact('deceased', { date: died }),
    ...(age === undefined
      ? []
      : fact('deceasedAge', { quantity: { value: String(age), ucum: 'a' } })),
  ];
}
