import { defined } from '../../base/defined.ts';
import { codesIn, conceptOf, eachConceptOf, type Concept } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { dayOf } from '../../fhir/partial-date.ts';
import { bestName } from '../../fhir/person.ts';
import { quantityOf, rangeOf, ratioOf } from '../../fhir/quantity.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import { listOf, objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Fact, FactName, FactValue, Period, ReferenceRange } from '../fact.ts';

/** A fact as a list of one, or none where there is nothing to say: for spreading into `facts`. */
export function fact(name: FactName, value: FactValue | undefined): Fact[] {
  return value === undefined ? [] : [{ name, value }];
}

/** A fact for each of these values. */
export function facts(name: FactName, values: readonly FactValue[]): Fact[] {
  return values.map((value) => ({ name, value }));
}

/** A fact for each concept of a list, or for the one in its place. */
export function conceptFacts(name: FactName, concepts: unknown): Fact[] {
  if (concepts === undefined) return [];
  return eachConceptOf(concepts).map((concept) => ({ name, value: { concept } }));
}

/** The fact of one concept. */
export function conceptFact(name: FactName, value: unknown): Fact[] {
  const concept = value === undefined ? undefined : conceptOf(value);
  return concept === undefined ? [] : [{ name, value: { concept } }];
}

/** The fact of one quantity. */
export function quantityFact(name: FactName, value: unknown): Fact[] {
  const quantity = value === undefined ? undefined : quantityOf(value);
  return quantity === undefined ? [] : [{ name, value: { quantity } }];
}

/** The notes of a resource (Annotations, or plain text as older versions had it). */
export function notesOf(resource: FhirResource): Fact[] {
  const notes = [resource['note'], resource['comment'], resource['comments']].flat();
  return facts('note', noteTextsOf(notes));
}

/** The texts of Annotations, or of plain text in their place. */
export function noteTextsOf(notes: unknown): string[] {
  return listOf(notes).flatMap((note) => textOf(note) ?? textOf(objectOf(note)?.['text']) ?? []);
}

/** The first of these members that holds a written date. */
export function firstDate(resource: FhirResource, ...members: string[]): string | undefined {
  for (const member of members) {
    const value = resource[member];
    if (value === undefined) continue;
    const date =
      textOf(value) ?? textOf(objectOf(value)?.['start']) ?? textOf(objectOf(value)?.['end']);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The end of a Period, as a fact, unless it is the day of its start. */
export function endOf(period: unknown, name: FactName): Fact[] {
  const start = textOf(objectOf(period)?.['start']);
  const end = textOf(objectOf(period)?.['end']);
  if (end === undefined || (start !== undefined && dayOf(start) === dayOf(end))) return [];
  return fact(name, { date: end });
}

/** How it began, where a date at the head of the entry does not say it: an age, words, or a stretch of time. */
export function onsetOf(resource: FhirResource, date: string | undefined): Fact[] {
  if (date === undefined) return fact('onset', choiceOf(resource, 'onset'));
  const period = periodOf(resource['onsetPeriod']);
  return period?.end === undefined ? [] : fact('onset', { period });
}

/** Whom a reference names; the patient and their family by what they are, where no name is given. */
export function personFact(resource: FhirResource, name: FactName, reference: unknown): Fact[] {
  const named = namedBy(resource, reference);
  if (named !== undefined) return fact(name, named);
  const type = /(?:^|\/)(Patient|RelatedPerson)\/[^/]+/.exec(
    referenceOf(reference).reference ?? '',
  );
  return type?.[1] === undefined ? [] : fact(name, { code: type[1] });
}

/** What a `value[x]`, `onset[x]` or the like says, whichever type it has, or `undefined`. */
export function choiceOf(
  resource: { readonly [member: string]: unknown },
  stem: string,
): FactValue | undefined {
  for (const member in resource) {
    if (!member.startsWith(stem) || !/^[A-Z]/.test(member.slice(stem.length))) continue;
    return typedValue(resource[member], member.slice(stem.length));
  }
  return undefined;
}

function typedValue(value: unknown, type: string): FactValue | undefined {
  switch (type) {
    case 'Quantity':
    case 'Age':
    case 'Duration':
      return wrapped('quantity', quantityOf(value));
    case 'Range':
      return textOf(objectOf(value)?.['text']) ?? wrapped('range', rangeOf(value));
    case 'CodeableConcept':
    case 'Coding':
      return wrapped('concept', conceptOf(value));
    case 'Boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'Period':
      return wrapped('period', periodOf(value));
    case 'Ratio':
      return wrapped('ratio', ratioOf(value));
    case 'Reference':
      return referenceValue(value);
    case 'SampledData':
      return { sampledData: true };
    case 'Time':
      return typeof value === 'string' ? { time: value } : undefined;
    case 'DateTime':
    case 'Date':
    case 'Instant':
      return typeof value === 'string' ? { date: value } : undefined;
    default:
      return textOf(value) ?? numberValue(value) ?? wrapped('concept', conceptOf(value));
  }
}

/** `{ [name]: value }`, or `undefined` where there is no value. */
function wrapped<N extends string, T>(
  name: N,
  value: T | undefined,
): { readonly [K in N]: T } | undefined {
  if (value === undefined) return undefined;
  return { [name]: value } as { readonly [K in N]: T }; // its one member
}

/** A number as it was written. */
export function numberValue(value: unknown): FactValue | undefined {
  return wrapped('number', numberTextOf(value));
}

/** Whom or what a reference names in words. */
export function referenceValue(value: unknown): FactValue | undefined {
  const { reference, display } = referenceOf(value);
  if (display === undefined) return undefined;
  return { reference: { display, ...(reference === undefined ? {} : { reference }) } };
}

/**
 * Whom or what a reference names: in words, by the name of a contained resource, or by another resource, which will be
 * looked for where the entry is read.
 */
export function referenceFact(name: FactName, resource: FhirResource, written: unknown): Fact[] {
  return fact(name, referredValue(resource, written));
}

/** The same as a value. */
export function referredValue(resource: FhirResource, written: unknown): FactValue | undefined {
  const { reference, display } = referenceOf(written);
  if (display !== undefined) return referenceValue(written);
  if (reference === undefined) return undefined;
  return bestName(containedIn(resource, reference)) ?? { reference: { reference } };
}

/** What the contained resource that a reference leads to is called by a code or a name. */
export function containedConcept(resource: FhirResource, written: unknown): Concept | undefined {
  const inner = containedIn(resource, referenceOf(written).reference);
  if (inner === undefined) return undefined;
  for (const member of ['code', 'vaccineCode', 'medicationCodeableConcept', 'type']) {
    const [concept] = inner[member] === undefined ? [] : eachConceptOf(inner[member]);
    if (concept !== undefined) return concept;
  }
  const name = bestName(inner) ?? textOf(objectOf(objectsOf(inner['deviceName'])[0])?.['name']);
  return name === undefined ? undefined : { text: name };
}

/** `undefined` where neither day is known. */
export function periodOf(period: unknown): Period | undefined {
  const start = textOf(objectOf(period)?.['start']);
  const end = textOf(objectOf(period)?.['end']);
  if (start === undefined) return end === undefined ? undefined : { end };
  return end === undefined ? { start } : { start, end };
}

/** A range of usual values; `undefined` where it says nothing of them. */
export function referenceRangeOf(range: unknown): ReferenceRange | undefined {
  const object = objectOf(range);
  const text = textOf(object?.['text']);
  const found = rangeOf(range);
  if (text === undefined && found === undefined) return undefined;
  const appliesTo = eachConceptOf(object?.['appliesTo'] ?? []);
  return defined({
    ...found,
    text,
    type: conceptOf(object?.['type']),
    appliesTo: appliesTo.length === 0 ? undefined : appliesTo,
    age: object?.['age'] === undefined ? undefined : (rangeOf(object['age']) ?? {}),
  });
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

/** Reasons as facts: concepts, and references. */
export function reasonsOf(resource: FhirResource, ...members: string[]): Fact[] {
  return members.flatMap((member): Fact[] => {
    const reasons = resource[member];
    if (reasons === undefined) return [];
    const list = [reasons].flat();
    return [
      ...conceptFacts(
        'reasonCode',
        list.filter((reason) => !isReference(reason)),
      ),
      ...list
        .filter(isReference)
        .flatMap((reason) => referenceFact('reasonReference', resource, reason)),
    ];
  });
}

function isReference(value: unknown): boolean {
  const object = objectOf(value);
  return (
    object !== undefined &&
    (object['reference'] !== undefined ||
      !('coding' in object || 'text' in object || 'code' in object))
  );
}

/** The codes of an entry, where its title does not have them: `undefined` where they are the title's codings. */
export function codesBeside(
  title: Concept | undefined,
  codes: readonly string[],
): readonly string[] | undefined {
  const own = title === undefined ? [] : codesIn(title);
  return own.length === codes.length && own.every((code, at) => code === codes[at])
    ? undefined
    : codes;
}
