import { describe, expect, it } from 'vitest';
import { formatDate } from '../../shared/fhir/partial-date.ts';
import type { FhirResource } from '../../shared/fhir/resource.ts';
import { describe as described } from '../../shared/record/describe.ts';
import { notForReading } from '../../shared/record/details/leaves-of.ts';
import { attachmentsOf } from '../../shared/record/make-card.ts';
import { defined } from '../../shared/base/defined.ts';
import { english } from '../../shared/words/english.ts';
import { statedFacts } from '../../shared/words/entry-changes.ts';
import { moreDetails } from '../../shared/words/more-details.ts';
import { say } from '../../shared/words/say.ts';
import { elementsOf, isPrimitive, resourceTypes, type R4Element } from './r4-definitions.ts';

/** What is not on an entry's page beside `notForReading`, by type and member, each with why. */
const exceptions: Readonly<Record<string, string>> = {
  'Attachment.url': 'the document is opened by it',
  'Coding.code': 'stands beside a coding without a name',
  'Reference.type': 'where another entry lies',
  'Identifier.system': 'which computers number it so',
  'ContactPoint.rank': 'in which order to try: they stand in it',
  'ContactPoint.system': 'a telephone number and an address show what they are',
  'Quantity.system': 'where the code of the unit comes from',
  'Quantity.code': 'the unit, in words beside it',
};

/** Data types that are walked no further: one sample of each says what there is to say. */
const asOne = new Set([
  'CodeableConcept',
  'Coding',
  'Reference',
  'Quantity',
  'Age',
  'Duration',
  'Distance',
  'Count',
  'Money',
  'SimpleQuantity',
  'MoneyQuantity',
  'Range',
  'Ratio',
  'Identifier',
  'HumanName',
  'Address',
  'ContactPoint',
  'Attachment',
]);

/** Types of R4 that are about FHIR itself, and never in anybody's record. */
const passedOver = new Set(['Narrative', 'xhtml', 'Extension', 'Meta', 'Resource', 'Element']);

type Sample = { readonly value: unknown; readonly words?: string };

function sampleOf(type: string, name: string): Sample {
  switch (type) {
    case 'CodeableConcept':
      return { value: { coding: [{ system: 'urn:walk', code: 'w', display: name }] }, words: name };
    case 'Coding':
      return { value: { system: 'urn:walk', code: 'w', display: name }, words: name };
    case 'Reference':
      return { value: { display: name }, words: name };
    case 'Range':
      return { value: { low: { value: 3.5, unit: name } }, words: `3.5 ${name}` };
    case 'Ratio':
      return { value: { numerator: { value: 3.5, unit: name } }, words: `3.5 ${name}` };
    case 'Money':
      return { value: { value: 3.5, currency: 'GBP' }, words: '3.5 GBP' };
    case 'Identifier':
    case 'ContactPoint':
      return { value: { value: name }, words: name };
    case 'HumanName':
      return { value: { family: name }, words: name };
    case 'Address':
      return { value: { city: name }, words: name };
    case 'Attachment':
      return { value: { title: name }, words: name };
    case 'boolean':
      return { value: true };
    case 'integer':
    case 'positiveInt':
    case 'unsignedInt':
    case 'decimal':
      return { value: 7 };
    case 'code':
      return { value: 'walk-code' };
    case 'date':
    case 'dateTime':
    case 'instant':
      return { value: '2019-03-12', words: formatDate('2019-03-12') };
    case 'time':
      return { value: '08:30:00', words: '08:30' };
    case 'base64Binary':
      return { value: 'aGk=' };
    default:
      return isPrimitive(type)
        ? { value: `Said in ${name}`, words: `Said in ${name}` }
        : { value: { value: 3.5, unit: name }, words: `3.5 ${name}` };
  }
}

type Case = {
  readonly path: string;
  readonly resource: FhirResource;
  readonly words?: string;
  readonly isAlternative: boolean;
};

/** No two samples are called the same. */
let count = 0;

/** A resource for each element, which says that and nothing else. */
function casesOf(type: string): Case[] {
  return walk(type, {
    path: type,
    wrap: (members) => ({ resourceType: type, ...members }),
    depth: 0,
    isAlternative: false,
  });
}

type Walk = {
  readonly path: string;
  readonly wrap: (members: object) => FhirResource;
  readonly depth: number;
  readonly isAlternative: boolean;
};

function walk(type: string, { path, wrap, depth, ...above }: Walk): Case[] {
  return elementsOf(type).flatMap((element) => {
    if (isException(type, element) || passedOver.has(element.type)) return [];
    const inner = `${path}.${element.member}`;
    const isAlternative = above.isAlternative || element.isAlternative;
    const put = (value: unknown) => wrap({ [element.member]: element.repeats ? [value] : value });
    if (isPrimitive(element.type) || asOne.has(element.type)) {
      count += 1;
      const { value, words } = sampleOf(element.type, `Walk${String(count)}`);
      return [defined({ path: inner, resource: put(value), words, isAlternative })];
    }
    // A part may hold parts like itself: an item in an item is enough.
    if (depth > 4 || inner.split(element.member).length > 3) return [];
    return walk(element.type, { path: inner, wrap: put, depth: depth + 1, isAlternative });
  });
}

function isException(type: string, { member }: R4Element): boolean {
  return (
    Object.hasOwn(notForReading, member) ||
    Object.hasOwn(exceptions, `${type}.${member}`) ||
    ['extension', 'modifierExtension', 'contained'].includes(member)
  );
}

/** All that a person reads on the page of an entry of what it says. */
function pageOf(resource: FhirResource): string {
  const description = described(resource);
  const { date, dateMeaning, organisation } = description;
  const facts = statedFacts(
    { ...say(description, english), ...defined({ date, dateMeaning, organisation }) },
    english,
  );
  const titles = attachmentsOf(resource).flatMap(({ title }) => title ?? []);
  const more = moreDetails(resource, titles, english);
  return [...[...facts, ...more].map(({ name, value }) => `${name}: ${value}`), ...titles].join(
    '\n',
  );
}

/** One resource that says all that the others say. */
function together(type: string, all: readonly Case[]): FhirResource {
  return all.reduce((whole, { resource }) => joined(whole, resource) as FhirResource, {
    resourceType: type,
  });
}

function joined(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) {
    const [first, ...rest] = one as unknown[];
    return [joined(first, (other as unknown[])[0]), ...rest];
  }
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return one;
  }
  const whole: Record<string, unknown> = { ...one };
  for (const [member, value] of Object.entries(other)) {
    whole[member] = member in whole ? joined(whole[member], value) : value;
  }
  return whole;
}

describe('every element of R4 among all others', () => {
  it.each(resourceTypes)('is on the page of a %s', (type) => {
    // Values that a boolean, a number or a code among many others has are told apart by the test above.
    const cases = casesOf(type).filter(
      ({ words, isAlternative }) => words?.includes('Walk') === true && !isAlternative,
    );
    const page = pageOf(together(type, cases));
    const missing = cases.filter(({ words = '' }) => !page.includes(words));
    expect(missing.map(({ path }) => path)).toEqual([]);
  });
});

describe('every element of R4', () => {
  it.each(resourceTypes)('is on the page of a %s', (type) => {
    const empty = pageOf({ resourceType: type });
    const missing = casesOf(type).flatMap(({ path, resource, words }) => {
      const page = pageOf(resource);
      const isSaid = words === undefined ? page !== empty : page.includes(words);
      return isSaid ? [] : [path];
    });
    expect(missing).toEqual([]);
  });
});
