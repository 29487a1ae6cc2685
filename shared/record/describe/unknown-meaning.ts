import { objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Fact } from '../fact.ts';
import { fact } from './reading.ts';

/**
 * What can change all that an entry says, and that this program does not know: rules by which it was written, and
 * extensions that modify. They are not ours to interpret, and never to hide.
 * @see https://hl7.org/fhir/R4/resource.html#implicitRules and https://hl7.org/fhir/R4/extensibility.html#modifierExtension
 */
export function unknownMeaning(resource: FhirResource): Fact[] {
  const modifiers = [...new Set(modifiersIn(resource))];
  return [
    ...fact('implicitRules', textOf(resource['implicitRules'])),
    ...modifiers.map((url) => ({ name: 'modifierExtension' as const, value: url })),
  ];
}

/** The addresses of all extensions that modify, wherever they stand; one without an address counts too. */
function modifiersIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(modifiersIn);
  const object = objectOf(value);
  if (object === undefined) return [];
  const found: string[] = [];
  for (const member in object) {
    const inner = object[member];
    if (typeof inner !== 'object' || inner === null) continue;
    if (member === 'modifierExtension') {
      const own = objectsOf(inner).map(({ url }) => textOf(url) ?? '?');
      found.push(...(own.length === 0 ? ['?'] : own));
    } else found.push(...modifiersIn(inner));
  }
  return found;
}
