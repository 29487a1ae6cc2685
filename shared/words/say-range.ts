import { plainQuantity, type Range } from '../fhir/quantity.ts';
import type { Words } from './words.ts';

/** "3.5 to 5.3 mmol/L", "up to 41 mmol/mol", "at least 90" */
export function sayRange({ low, high }: Range, words: Words): string {
  if (low === undefined) return high === undefined ? '' : words.upTo(plainQuantity(high));
  if (high === undefined) return words.atLeast(plainQuantity(low));
  const { unit, ...bare } = low;
  const sameUnit = unit !== undefined && unit === high.unit;
  const from = sameUnit
    ? plainQuantity({ value: bare.value, ...comparatorOf(low) })
    : plainQuantity(low);
  return words.fromTo(from, plainQuantity(high));
}

function comparatorOf({ comparator }: { readonly comparator?: string }) {
  return comparator === undefined ? {} : { comparator };
}
