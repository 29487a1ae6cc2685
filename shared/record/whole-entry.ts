import { defined } from '../base/defined.ts';
import { plainWordsOf, type Concept } from '../fhir/concept.ts';
import { besideName } from '../fhir/concept-names.ts';
import type { Description } from './card.ts';
import { mainCodesOf } from './describe.ts';
import type { Fact, FactName, FactValue } from './fact.ts';

/** What another resource of the same source says of itself; `undefined` where it is not there. */
export type Look = (reference: string) => Description | undefined;

/**
 * An entry with what other resources hold of it: the name, ingredients and form of a medicine, the name of a specimen.
 * What it says itself stays as it is.
 */
export function wholeEntry<Entry extends Description>(own: Entry, look: Look): Entry {
  const { titleReference } = own;
  const other = titleReference === undefined ? undefined : look(titleReference);
  const facts = own.facts.some(isElsewhere)
    ? own.facts.map((fact) => named(fact, look))
    : own.facts;
  if (other === undefined) return facts === own.facts ? own : { ...own, facts };
  const title = titleOf(own.title, other);
  return {
    ...own,
    ...(title === undefined ? {} : { title }),
    facts: [...contentsOf(other, facts), ...facts],
    codes: mainCodesOf(own).length > 0 ? mainCodesOf(own) : mainCodesOf(other),
  };
}

/** Its own name; beside it that of the other resource, where that says more or something else. */
function titleOf(own: Concept | undefined, other: Description): Concept | undefined {
  if (own === undefined || other.title === undefined) return own ?? other.title;
  const isMadeOfContents =
    other.title.coding === undefined && other.facts.some(({ name }) => name === 'ingredient');
  return isMadeOfContents ? own : besideName(own, plainWordsOf(other.title));
}

/** Whether another resource has to be asked for something that this entry says. */
export function needsOthers({ titleReference, facts }: Description): boolean {
  return titleReference !== undefined || facts.some(isElsewhere);
}

const contents: ReadonlySet<FactName> = new Set(['ingredient', 'form', 'amount']);

function contentsOf(medication: Description, own: readonly Fact[]): readonly Fact[] {
  if (own.some(({ name }) => contents.has(name))) return [];
  return medication.facts.filter(({ name }) => contents.has(name));
}

function isElsewhere({ value }: Fact): boolean {
  return leadsElsewhere(value);
}

function leadsElsewhere(value: FactValue): boolean {
  if (typeof value !== 'object') return false;
  if ('item' in value) {
    const { head, parts } = value.item;
    return (head !== undefined && leadsElsewhere(head)) || parts.some(isElsewhere);
  }
  if ('entry' in value) return value.entry.facts?.some(isElsewhere) === true;
  return referenceIn(value) !== undefined;
}

function referenceIn(value: FactValue): string | undefined {
  if (typeof value !== 'object' || !('reference' in value)) return undefined;
  const { display, reference } = value.reference;
  return display === undefined ? reference : undefined;
}

function named(fact: Fact, look: Look): Fact {
  return leadsElsewhere(fact.value) ? { ...fact, value: namedValue(fact.value, look) } : fact;
}

function namedValue(value: FactValue, look: Look): FactValue {
  if (typeof value !== 'object') return value;
  if ('item' in value) {
    const { head, parts } = value.item;
    const item = {
      ...(head === undefined ? {} : { head: namedValue(head, look) }),
      parts: parts.map((part) => named(part, look)),
    };
    return { item };
  }
  if ('entry' in value) {
    const { facts = [], ...entry } = value.entry;
    return { entry: { ...entry, facts: facts.map((one) => named(one, look)) } };
  }
  const reference = referenceIn(value);
  const other = reference === undefined ? undefined : look(reference);
  // What its source calls an error is no reason for anything.
  if (reference === undefined || other?.title === undefined || other.standing === 'error') {
    return value;
  }
  if (other.standing === 'refuted') return { entry: headOf(other) };
  return { reference: { display: plainWordsOf(other.title), reference } };
}

function headOf({ kind, title, status, verificationStatus, doNotPerform }: Description) {
  return defined({ kind, title, status, verificationStatus, doNotPerform });
}
