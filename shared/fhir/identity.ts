import { withoutEnd } from '../base/without-end.ts';
import { nameWords } from './person.ts';
import { objectsOf, textOf, type FhirResource } from './resource.ts';
import { isSameName } from './same-name.ts';
import type { Subject } from './subject.ts';

/** By what people are told apart, beside the ids that servers give them. */
export type Identity = {
  readonly identifiers: ReadonlySet<string>;
  readonly names: readonly string[];
  readonly birthDate: string | undefined;
};

/** What a Patient or another person says of who it is. */
export function identityOf(resource: FhirResource): Identity {
  const identifiers = objectsOf(resource['identifier']).flatMap((one) => {
    const value = textOf(one['value']);
    const system = textOf(one['system']);
    return value === undefined || system === undefined ? [] : identifierKey({ system, value });
  });
  return {
    identifiers: new Set(identifiers),
    names: objectsOf(resource['name']).flatMap((name) => nameWords(name) ?? []),
    birthDate: textOf(resource['birthDate']),
  };
}

/** The system of NHS numbers in an identifier's key, whatever its source calls it. */
export const nhsNumber = 'nhs-number';

/** `system|value` in one spelling. */
export function identifierKey({ system = '', value }: Identifier): string {
  return `${canonicalSystem(system)}|${plainValue(value)}`;
}

/** One spelling for one system. */
export function canonicalSystem(system: string): string {
  const isNhs = /nhs-number|(?:^|:)2\.16\.840\.1\.113883\.2\.1\.4\.1$/i.test(system);
  return isNhs ? nhsNumber : withoutEnd(system.trim().toLowerCase(), '/');
}

/** A number without what only makes it easier to read. */
export function plainValue(value: string): string {
  return value.replace(/\s/g, '').toLowerCase();
}

/** "1951" and "1951-04-02" may be one day. */
export function datesDiffer(date: string | undefined, others: ReadonlySet<string>): boolean {
  if (date === undefined || others.size === 0) return false;
  return ![...others].some((other) => other.startsWith(date) || date.startsWith(other));
}

/** Whether these have a name and a birth date in common. */
export function isSamePerson(one: Identity, other: Identity): boolean {
  if (one.birthDate === undefined || one.birthDate !== other.birthDate) return false;
  return one.names.some((name) => other.names.some((another) => isSameName(name, another)));
}

/** A number that somebody goes by. */
export type Identifier = NonNullable<Subject['identifier']>;
