import { defined } from '../../base/defined.ts';
import { conceptOf, type Concept } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { intervalOf } from '../../fhir/partial-date.ts';
import {
  listOf,
  objectOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../fhir/resource.ts';
import { wholeOf } from '../details/data-type.ts';
import type { Fact, FactName, FactValue } from '../fact.ts';
import { containedConcept, referredValue } from './reading.ts';

/**
 * Which facts the members of a type are. A name is a member, a path of members (`hospitalization.origin`), or a choice
 * (`onset[x]`).
 */
export type Table = { readonly [member: string]: FactName | Item };

/** A part that is one thing with what belongs to it: a relative's disease with the age at which it began. */
export type Item = {
  readonly is: FactName;
  /** What the thing is: the first of these members that says something. */
  readonly head?: readonly string[];
  readonly parts: Table;
  /** The member with its source's own name for what the parts say: "Battery" of a device's property. */
  readonly label?: string;
  /** What it is called by its own members, where that is not always the same. */
  readonly isIn?: (part: JsonObject) => FactName;
};

/** Members that hold a code of the specification, which is put into words by the name of the fact. */
const codes: ReadonlySet<FactName> = new Set([
  'docStatus',
  'gender',
  'intent',
  'participantStatus',
  'priority',
  'severity',
  'status',
]);

/** The facts of an object by a table, in the table's order. `told`: the member that is said already. */
export function factsBy(
  table: Table,
  object: JsonObject,
  resource: FhirResource,
  told?: string,
): Fact[] {
  const found: Fact[] = [];
  for (const [member, reading] of Object.entries(table)) {
    if (member === told) continue;
    for (const value of membersAt(object, member)) {
      const read =
        typeof reading === 'string'
          ? plainFact(reading, value, resource)
          : itemFact(reading, value, resource);
      found.push(...read);
    }
  }
  return found;
}

function plainFact(name: FactName, value: unknown, resource: FhirResource): Fact[] {
  const read = valueIn(value, resource);
  if (read === undefined) return [];
  return [{ name, value: typeof read === 'string' && codes.has(name) ? { code: read } : read }];
}

function itemFact(item: Item, value: unknown, resource: FhirResource): Fact[] {
  const { is, isIn, head, parts } = item;
  const part = objectOf(value);
  if (part === undefined) return plainFact(is, value, resource);
  const labelled = labelledFacts(item, part, resource);
  if (labelled.length > 0) return labelled;
  const name = isIn?.(part) ?? is;
  const first = firstIn(part, head ?? [], resource);
  const facts = [
    ...(first === undefined ? [] : alsoAt(first.member, { part, resource, name })),
    ...factsBy(parts, part, resource, first?.member),
  ];
  if (first === undefined && facts.length === 0) return [];
  if (facts.length === 0 && first !== undefined) return [{ name, value: first.value }];
  return [{ name, value: { item: defined({ head: first?.value, parts: facts }) } }];
}

/** What the parts say, by the name that the source has for it; none where it has no name, or nothing is said. */
function labelledFacts(
  { is, label, parts }: Item,
  part: JsonObject,
  resource: FhirResource,
): Fact[] {
  const named = label === undefined ? undefined : conceptOf(part[label]);
  if (named === undefined) return [];
  return factsBy(parts, part, resource).map(({ value }) => ({ name: is, label: named, value }));
}

/** Where the head is one of a list, all others count as much. */
function alsoAt(
  member: string,
  {
    part,
    resource,
    name,
  }: { readonly part: JsonObject; readonly resource: FhirResource; readonly name: FactName },
): Fact[] {
  const [, ...others] = membersAt(part, member).flatMap((value) => valueIn(value, resource) ?? []);
  return others.map((value) => ({ name, value }));
}

/** The first of these members that says something. */
export function firstIn(
  object: JsonObject,
  members: readonly string[],
  resource: FhirResource,
): { readonly member: string; readonly value: FactValue } | undefined {
  for (const member of members) {
    for (const value of membersAt(object, member)) {
      const read = valueIn(value, resource);
      if (read !== undefined) return { member, value: read };
    }
  }
  return undefined;
}

/** Every value that stands at a member, a path of members or a choice. */
export function membersAt(object: JsonObject, path: string): readonly unknown[] {
  if (!/[.[]/.test(path)) return listOf(object[path]);
  const [member = '', ...rest] = path.split('.');
  const values = member.endsWith('[x]')
    ? Object.keys(object)
        .filter(
          (one) =>
            one.startsWith(member.slice(0, -3)) && /^[A-Z]/.test(one.slice(member.length - 3)),
        )
        .flatMap((one) => listOf(object[one]))
    : listOf(object[member]);
  if (rest.length === 0) return values;
  return values.flatMap((value) => {
    const inner = objectOf(value);
    return inner === undefined ? [] : membersAt(inner, rest.join('.'));
  });
}

/** What a value of any data type says: told by its members. */
export function valueIn(value: unknown, resource: FhirResource): FactValue | undefined {
  if (typeof value === 'boolean') return value;
  const text = textOf(value);
  if (text !== undefined) return intervalOf(text) === undefined ? text : { date: text };
  const number = numberTextOf(value);
  if (number !== undefined) return { number };
  const object = objectOf(value);
  if (object === undefined) return undefined;
  if (textOf(object['reference']) !== undefined) return namedValue(object, resource);
  const whole = wholeOf(object);
  if (whole?.value !== undefined) return whole.value;
  return periodValue(object) ?? textOf(object['text']) ?? textOf(object['title']);
}

/** Words as such, where nothing inside the entry says more; whose record it is need not be said. */
function namedValue(written: JsonObject, resource: FhirResource): FactValue | undefined {
  const read = referredValue(resource, written);
  if (typeof read !== 'object' || !('reference' in read)) return read;
  const { display, reference = '' } = read.reference;
  if (reference.startsWith('#')) return read;
  return display ?? (/(?:^|\/)Patient\/[^/]+/.test(reference) ? undefined : read);
}

function periodValue({ start, end }: JsonObject): FactValue | undefined {
  const period = defined({ start: textOf(start), end: textOf(end) });
  return Object.keys(period).length === 0 ? undefined : { period };
}

/** What an entry is called: the first of these members that says it in words, else the first that has a code. */
export function titleBy(members: readonly string[], resource: FhirResource): Concept | undefined {
  const found = members
    .flatMap((member) => membersAt(resource, member))
    .flatMap((value) => {
      const read = valueIn(value, resource);
      if (typeof read === 'string') return { text: read };
      if (typeof read === 'object' && 'reference' in read) {
        const { display } = read.reference;
        return (
          containedConcept(resource, value) ?? (display === undefined ? [] : { text: display })
        );
      }
      return typeof read === 'object' && 'concept' in read ? [read.concept] : [];
    });
  return found.find(isInWords) ?? found[0];
}

function isInWords({ text, coding = [] }: Concept): boolean {
  return text !== undefined || coding.some(({ display }) => display !== undefined);
}
