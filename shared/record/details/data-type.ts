import { conceptOf } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { addressWords, nameWords } from '../../fhir/person.ts';
import { quantityOf, rangeOf, ratioOf } from '../../fhir/quantity.ts';
import { textOf, type JsonObject } from '../../fhir/resource.ts';
import { dosagesOf } from '../describe/dosage.ts';
import type { FactValue } from '../fact.ts';

/** What an object of a data type says as one thing, and the members that say something beside it. */
export type Whole = { readonly value: FactValue | undefined; readonly rest: readonly string[] };

type DataType = {
  /** All members of the type; `rest` among them are looked into. */
  readonly members: string;
  readonly rest?: string;
  readonly is: (object: JsonObject) => boolean;
  readonly value: (object: JsonObject) => FactValue | undefined;
};

const contactSystems: readonly unknown[] = [
  'phone',
  'fax',
  'email',
  'pager',
  'url',
  'sms',
  'other',
];

/** Those that say one thing, told by their members: nobody writes the name of a data type into JSON. */
const dataTypes: readonly DataType[] = [
  { members: 'coding text', is: has('coding'), value: conceptValue },
  {
    members: 'system version code display userSelected',
    is: hasText('code', 'display'),
    value: conceptValue,
  },
  {
    members: 'reference type identifier display',
    rest: 'identifier',
    is: (object) =>
      has('reference', 'display', 'identifier')(object) && typeof object['type'] !== 'object',
    value: ({ display }) => textOf(display),
  },
  {
    members: 'value comparator unit system code',
    is: ({ value }) => numberTextOf(value) !== undefined,
    value: (object) => valued(quantityOf(object), (quantity) => ({ quantity })),
  },
  { members: 'value currency', is: has('currency'), value: moneyValue },
  {
    members: 'low high',
    is: has('low', 'high'),
    value: (object) => valued(rangeOf(object), (range) => ({ range })),
  },
  {
    members: 'numerator denominator',
    is: has('numerator', 'denominator'),
    value: (object) => valued(ratioOf(object), (ratio) => ({ ratio })),
  },
  {
    members: 'system value use rank period',
    rest: 'use period',
    is: ({ system, value }) => typeof value === 'string' && contactSystems.includes(system),
    value: ({ value }) => textOf(value),
  },
  {
    members: 'use type system value period assigner',
    rest: 'use type period assigner',
    is: (object) => hasText('value')(object) && has('system', 'type', 'use', 'assigner')(object),
    value: identifierValue,
  },
  {
    members: 'use text family given prefix suffix period',
    rest: 'use period',
    is: ({ family, given }) => [family, given].flat().some((part) => typeof part === 'string'),
    value: nameWords,
  },
  {
    members: 'use type text line city district state postalCode country period',
    rest: 'use type period',
    is: has('line', 'city', 'postalCode'),
    value: addressWords,
  },
  {
    members: 'event repeat code',
    rest: 'event repeat code',
    is: has('event', 'repeat'),
    value: (object) => valued(dosagesOf([{ timing: object }])[0], (dosage) => ({ dosage })),
  },
  {
    members: 'origin period factor lowerLimit upperLimit dimensions data',
    rest: 'origin lowerLimit upperLimit',
    is: has('dimensions'),
    value: () => ({ sampledData: true }),
  },
];

/** What a data type's object says; `undefined` where it is none that says one thing. */
export function wholeOf(object: JsonObject): Whole | undefined {
  const members = Object.keys(object).filter(isOfItsType);
  const type = dataTypes.find(({ members: known, is }) => {
    const all = known.split(' ');
    return members.every((member) => all.includes(member)) && is(object);
  });
  if (type === undefined) return undefined;
  const rest = type.rest?.split(' ').filter((member) => members.includes(member)) ?? [];
  return { value: type.value(object), rest };
}

/** Whether a member is one that its type gives an object, not one that anything may have. */
function isOfItsType(member: string): boolean {
  return !['id', 'extension', 'modifierExtension'].includes(member) && !member.startsWith('_');
}

function has(...members: readonly string[]): DataType['is'] {
  return (object) => members.some((member) => object[member] !== undefined);
}

function hasText(...members: readonly string[]): DataType['is'] {
  return (object) => members.some((member) => textOf(object[member]) !== undefined);
}

function valued<T>(value: T | undefined, as: (value: T) => FactValue): FactValue | undefined {
  return value === undefined ? undefined : as(value);
}

function conceptValue(object: JsonObject): FactValue | undefined {
  return valued(conceptOf(object), (concept) => ({ concept }));
}

function moneyValue(object: JsonObject): FactValue | undefined {
  const value = numberTextOf(object['value']);
  const unit = textOf(object['currency']);
  if (value === undefined) return undefined;
  return { quantity: unit === undefined ? { value } : { value, unit } };
}

/** Numbers that only computers call a thing by. */
const forComputers = /^(urn:|https?:)|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function identifierValue(object: JsonObject): FactValue | undefined {
  const value = textOf(object['value']);
  return value === undefined || forComputers.test(value) ? undefined : value;
}
