import { plainWordsOf, type Concept } from '../fhir/concept.ts';
import type { Quantity } from '../fhir/quantity.ts';
import type { FactValue } from '../record/fact.ts';

/** Letters by which a test is called: "INR". Units of arbitrary amounts end with U. */
const calledBy = /^[A-Z][A-Za-z]{1,5}(?<!U)$/;

/**
 * The value without a unit that is nothing but the name of the test: "INR 5.1 INR" is an INR of 5.1. A unit of UCUM's is
 * one, unless it is all that the test is called.
 */
export function withoutNamedUnit(value: FactValue, name: Concept | undefined): FactValue {
  if (typeof value !== 'object' || !('quantity' in value) || name === undefined) return value;
  const { quantity } = value;
  return isNamedIn(quantity, name) ? { quantity: bare(quantity) } : value;
}

function isNamedIn({ unit, ucum, code }: Quantity, name: Concept): boolean {
  const written = (unit ?? code ?? ucum ?? '').replace(/^\{(.*)\}$/, '$1').trim();
  const names = [
    plainWordsOf(name),
    ...(name.coding ?? []).flatMap(({ display }) => display ?? []),
  ];
  const isWhole = names.some((one) => one.trim().toLowerCase() === written.toLowerCase());
  if (isWhole) return written !== '';
  const isOfUcum = ucum !== undefined && !/^\{.*\}$|^1$/.test(ucum);
  const isWord = (text: string) => text.split(/[^\p{L}\p{N}]+/u).includes(written);
  return !isOfUcum && calledBy.test(written) && names.some(isWord);
}

function bare({ value, comparator }: Quantity): Quantity {
  return comparator === undefined ? { value } : { value, comparator };
}
