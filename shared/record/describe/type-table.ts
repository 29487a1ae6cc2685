import { defined } from '../../base/defined.ts';
import { codesOf } from '../../fhir/concept.ts';
import { referenceOf } from '../../fhir/reference.ts';
import { textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Category, DateMeaning, Description } from '../card.ts';
import { codesBeside, firstDate, organisationIn } from './reading.ts';
import { readStatus } from './status.ts';
import { factsBy, membersAt, titleBy, type Table } from './table.ts';

/** How a resource type is read: which members say what. */
export type TypeTable = {
  readonly category?: Category;
  /** What it is called: the first of these that says something. */
  readonly title: readonly string[];
  /** Its date: the first of these that holds one. */
  readonly date: readonly string[];
  readonly dateMeaning?: DateMeaning;
  readonly status?: string;
  readonly facts: Table;
  /** Who made it: the first of these that names somebody. */
  readonly organisation: readonly string[];
};

/** Reads a resource by the table of its type; what stands in its title is no fact once more. */
export function describeBy(table: TypeTable, resource: FhirResource): Description {
  const title = titleBy(table.title, resource);
  const facts = factsBy(table.facts, resource, resource).filter(
    ({ value }) =>
      title === undefined ||
      !(
        (typeof value === 'string' && value === title.text && title.coding === undefined) ||
        (typeof value === 'object' &&
          'concept' in value &&
          JSON.stringify(value.concept) === JSON.stringify(title))
      ),
  );
  return defined({
    category: table.category ?? ('other' as const),
    kind: resource.resourceType,
    title,
    titleReference: title === undefined ? titleElsewhere(table.title, resource) : undefined,
    date: firstDate(resource, ...table.date),
    dateMeaning: table.dateMeaning ?? ('dated' as const),
    ...readStatus(resource[table.status ?? 'status']),
    facts,
    ...organisationIn(resource, ...table.organisation),
    codes: codesBeside(title, [resource['code'], resource['type']].flat().flatMap(codesOf)),
    intent: textOf(resource['intent']),
    doNotPerform: resource['doNotPerform'] === true ? (true as const) : undefined,
  });
}

/** What is called only by a resource of its own: the use of a device. */
function titleElsewhere([member = '']: readonly string[], resource: FhirResource) {
  const [reference] = membersAt(resource, member).flatMap(
    (value) => referenceOf(value).reference ?? [],
  );
  return reference?.startsWith('#') === true ? undefined : reference;
}
