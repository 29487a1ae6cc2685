import { defined } from '../base/defined.ts';
import { codesOf, eachWordsOf } from '../fhir/concept.ts';
import { bestName, nameWords } from '../fhir/person.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import type { ContactView } from './view.ts';

const contactRole = 'http://terminology.hl7.org/CodeSystem/v2-0131';
/** Next of kin, emergency contact. @see https://terminology.hl7.org/CodeSystem-v2-0131.html */
const calledFirst = ['N', 'C'].map((code) => `${contactRole}|${code}`);
/** An employer, a federal agency, an insurer, a state agency: nobody to call about somebody's health. */
const neverCalled = ['E', 'F', 'I', 'S'].map((code) => `${contactRole}|${code}`);

/** The people to call about a patient, from `Patient.contact` and RelatedPersons: each once, those to call first at the top. */
export function readContacts(
  patient: FhirResource | undefined,
  related: readonly FhirResource[],
): ContactView[] {
  const found = [
    ...objectsOf(patient?.['contact']).map((one) => contactOf(one, nameWords(one['name']))),
    ...related
      .filter((person) => person['active'] !== false)
      .map((person) => contactOf(person, bestName(person))),
  ].flat();
  const byWhomAndNumber = new Map<string, ContactView>();
  for (const { contact } of found.toSorted((a, b) => a.order - b.order)) {
    const key = `${contact.name}|${contact.phone?.replace(/\s/g, '') ?? ''}`;
    if (!byWhomAndNumber.has(key)) byWhomAndNumber.set(key, contact);
  }
  return [...byWhomAndNumber.values()];
}

/** The telephone numbers of a `telecom` that still hold, those that a person carries about first. */
export function phonesOf(telecom: unknown): string[] {
  return objectsOf(telecom)
    .filter((one) => one['system'] === 'phone' && one['use'] !== 'old')
    .filter((one) => !isOver(one))
    .toSorted((a, b) => Number(b['use'] === 'mobile') - Number(a['use'] === 'mobile'))
    .flatMap((one) => textOf(one['value']) ?? []);
}

function contactOf(
  source: JsonObject,
  name: string | undefined,
): { readonly contact: ContactView; readonly order: number }[] {
  const relationships = objectsOf(source['relationship']);
  const codes = relationships.flatMap((relationship) => codesOf(relationship));
  if (name === undefined || isOver(source) || codes.some((code) => neverCalled.includes(code))) {
    return [];
  }
  const relationship = textOf(eachWordsOf(relationships).join(', '));
  const [phone] = phonesOf(source['telecom']);
  const place = calledFirst.findIndex((code) => codes.includes(code));
  const order = place === -1 ? calledFirst.length : place;
  // Whoever cannot be called comes after all who can.
  const unreachable = phone === undefined ? calledFirst.length + 1 : 0;
  return [{ contact: defined({ name, relationship, phone }), order: order + unreachable }];
}

/** A period with an end may be over; nobody is sent to a number that may no longer be theirs. */
function isOver(source: JsonObject): boolean {
  return textOf(objectOf(source['period'])?.['end']) !== undefined;
}
