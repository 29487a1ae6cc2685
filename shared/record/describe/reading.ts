import { eachWordsOf, wordsOf } from '../../fhir/concept.ts';
import { dayOf, formatDate } from '../../fhir/partial-date.ts';
import { quantityWords, rangeWords } from '../../fhir/quantity.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import { bestName } from '../../fhir/person.ts';
import { objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import { numberTextOf } from '../../fhir/json.ts';
import type { Fact } from '../card.ts';

/** A fact as a list of one, or none where there is nothing to say: for spreading into `facts`. */
export function fact(name: string, value: string | undefined): Fact[] {
  return value === undefined ? [] : [{ name, value }];
}

/** One fact of several values, each once, joined by a comma. */
export function factOfAll(name: string, values: readonly string[]): Fact[] {
  return fact(name, textOf([...new Set(values)].join(', ')));
}

/** The notes of a resource (Annotations, or plain text as older versions had it). */
export function notesOf(resource: FhirResource): Fact[] {
  const notes = [resource['note'], resource['comment'], resource['comments']].flat();
  return notes.flatMap((note) => fact('Note', textOf(note) ?? textOf(objectOf(note)?.['text'])));
}

/** The first of these members that holds a written date. */
export function firstDate(resource: FhirResource, ...members: string[]): string | undefined {
  for (const member of members) {
    const value = resource[member];
    const date =
      textOf(value) ?? textOf(objectOf(value)?.['start']) ?? textOf(objectOf(value)?.['end']);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The end of a Period, as a fact, unless it is the day of its start. */
export function endOf(period: unknown, name: string): Fact[] {
  const start = textOf(objectOf(period)?.['start']);
  const end = textOf(objectOf(period)?.['end']);
  if (end === undefined || (start !== undefined && dayOf(start) === dayOf(end))) return [];
  return fact(name, formatDate(end));
}

/** What a `value[x]`, `onset[x]` or the like says, whichever type it has: words, or `undefined`. */
export function choiceWords(
  resource: { readonly [member: string]: unknown },
  stem: string,
): string | undefined {
  const member = Object.keys(resource).find(
    (name) => name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length)),
  );
  return member === undefined ? undefined : typedWords(resource[member], member.slice(stem.length));
}

function typedWords(value: unknown, type: string): string | undefined {
  const object = objectOf(value);
  switch (type) {
    case 'Quantity':
    case 'Age':
    case 'Duration':
      return quantityWords(value);
    case 'Range':
      return rangeWords(value);
    case 'CodeableConcept':
    case 'Coding':
      return wordsOf(value);
    case 'Boolean':
      return value === true ? 'Yes' : value === false ? 'No' : undefined;
    case 'Period':
      return periodWords(value);
    case 'Ratio':
      return [quantityWords(object?.['numerator']), quantityWords(object?.['denominator'])]
        .filter((part) => part !== undefined)
        .join(' to ');
    case 'Reference':
      return referenceOf(value).display;
    case 'SampledData':
      return 'A recorded trace';
    case 'DateTime':
    case 'Date':
      return typeof value === 'string' ? formatDate(value) : undefined;
    default:
      return textOf(value) ?? numberTextOf(value) ?? wordsOf(value);
  }
}

/** A Period for reading: "3 May 2019 to 9 May 2019", "from 3 May 2019". */
export function periodWords(period: unknown): string | undefined {
  const start = textOf(objectOf(period)?.['start']);
  const end = textOf(objectOf(period)?.['end']);
  if (start === undefined) return end === undefined ? undefined : `until ${formatDate(end)}`;
  return end === undefined
    ? `from ${formatDate(start)}`
    : `${formatDate(start)} to ${formatDate(end)}`;
}

/** Who a reference names: its display, else the name of the contained resource it points to. */
export function namedBy(resource: FhirResource, reference: unknown): string | undefined {
  const { reference: literal, display } = referenceOf(reference);
  return display ?? bestName(containedIn(resource, literal));
}

/** The organisation or person that these members name first: its words and, where another resource holds them, its reference. */
export function organisationIn(
  resource: FhirResource,
  ...members: string[]
): {
  readonly organisation: string | undefined;
  readonly organisationReference: string | undefined;
} {
  const references = members
    .flatMap((member) => [resource[member]].flat())
    .flatMap((value) => {
      const object = objectOf(value);
      return object === undefined
        ? []
        : [objectOf(object['actor']) ?? objectOf(object['individual']) ?? object];
    })
    // The patient takes part in an appointment, but nothing comes "from" them.
    .filter((reference) => !/(^|\/)Patient\//.test(referenceOf(reference).reference ?? ''));
  const named = references
    .map((reference) => namedBy(resource, reference))
    .find((name) => name !== undefined);
  const literal = references
    .map((reference) => referenceOf(reference).reference)
    .find((reference) => reference !== undefined && !reference.startsWith('#'));
  return { organisation: named, organisationReference: named === undefined ? literal : undefined };
}

/** Reasons as a fact: concepts or references with a display. */
export function reasonsOf(resource: FhirResource, ...members: string[]): Fact[] {
  const reasons = members.flatMap((member) => [
    ...eachWordsOf(resource[member]),
    ...objectsOf(resource[member]).flatMap((value) => referenceOf(value).display ?? []),
  ]);
  return factOfAll('Reason', reasons);
}
