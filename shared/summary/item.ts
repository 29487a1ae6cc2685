import { formatDate } from '../fhir/partial-date.ts';
import { objectOf, textOf, type FhirResource } from '../fhir/resource.ts';
import type { Category, Description, Fact } from '../record/card.ts';
import { describe } from '../record/describe.ts';
import { isKnownAbsence } from './known-absence.ts';
import type { ItemView } from './view.ts';

/** How a reference resolves within a document. */
export type Resolve = (reference: string) => FhirResource | undefined;

/** Facts that a clinician with one or two pages does not need; they stay in the entry itself. */
const passedOver = new Set([
  'Listed as',
  'Quantity',
  'Repeats allowed',
  'Valid until',
  'Amount',
  'Batch',
  'Made by',
  'Subject',
  'Kind of document',
  'Kind of course',
  'Results in this report',
  'About',
]);

/** Where the needle went in tells no clinician anything; where an operation was done does. */
const passedOverFor: Partial<Record<Category, string>> = { vaccinations: 'Body site' };

/** Statuses that say only what the section's title says: a listed result is final, a listed vaccination was given. */
const expectedStatus: Readonly<Record<string, string>> = {
  results: 'Final',
  vaccinations: 'Given',
  procedures: 'Done',
  documents: 'Current',
};

/** What a person reads of one entry, in words taken from the entry as it stands in the document. */
export function itemOf(
  resource: FhirResource,
  resolve: Resolve,
  sources: readonly number[],
): ItemView {
  const description = describedIn(resource, resolve);
  const { title, status, standing, date, value, range, flag, category } = description;
  const shown = expectedStatus[category] === status ? undefined : status;
  return {
    title: title ?? `${description.kind}: no name recorded`,
    details: [
      ...endOf(description),
      ...description.facts.filter(isShown(description)).map((fact) => lineOf(fact, category)),
      ...warningsOf(resource),
    ],
    ...(date === undefined ? {} : { date }),
    ...(shown === undefined ? {} : { status: shown }),
    standing,
    ...(value === undefined ? {} : { value }),
    ...(range === undefined ? {} : { range }),
    ...(flag === undefined || category === 'allergies' ? {} : { flag }),
    severe: category === 'allergies' && flag === 'critical',
    knownAbsence: isKnownAbsence(description.codes),
    sources,
  };
}

/** The description of a resource with the words that stand in others: a Medication's name, a device's type. */
export function describedIn(resource: FhirResource, resolve: Resolve): Description {
  const own = describe(resource);
  const reference =
    own.titleReference ??
    (resource.resourceType === 'DeviceUseStatement'
      ? textOf(objectOf(resource['device'])?.['reference'])
      : undefined);
  const other = reference === undefined ? undefined : resolve(reference);
  if (other === undefined) return own;
  const named = describe(other);
  return {
    ...own,
    ...(named.title === undefined ? {} : { title: named.title }),
    facts:
      resource.resourceType === 'DeviceUseStatement' ? [...own.facts, ...named.facts] : own.facts,
    codes: own.codes.length > 0 ? own.codes : named.codes,
  };
}

function isShown(description: Description): (fact: Fact) => boolean {
  return (fact) =>
    !passedOver.has(fact.name) &&
    passedOverFor[description.category] !== fact.name &&
    !(fact.name === 'Meaning' && (description.flag !== undefined || fact.value === 'Normal')) &&
    !(fact.name === 'Until' && description.ended !== undefined) &&
    // A blood pressure is already written as one value.
    !(description.value?.includes('/') === true && /blood pressure/i.test(fact.name));
}

function endOf({ ended }: Description): string[] {
  return ended === undefined ? [] : [`Ended: ${formatDate(ended)}`];
}

function lineOf(fact: Fact, category: Category): string {
  return fact.name === 'Dose' && category === 'medicines'
    ? fact.value
    : `${fact.name}: ${fact.value}`;
}

/** Said of an entry whose meaning is changed by something that this program does not know. */
export const unreadableCondition =
  'The source attached a condition to this entry that this program cannot read. Ask the source.';

/** An extension that changes an entry's meaning is not ours to interpret, but never to hide. @see FHIR R4 section 2.5.0 */
function warningsOf(resource: FhirResource): string[] {
  return hasModifier(resource) ? [unreadableCondition] : [];
}

function hasModifier(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasModifier);
  const object = objectOf(value);
  if (object === undefined) return false;
  return object['modifierExtension'] !== undefined || Object.values(object).some(hasModifier);
}
