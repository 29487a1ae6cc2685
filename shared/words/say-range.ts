import { isSameUnit, type Range } from '../fhir/quantity.ts';
import { sayNumber, sayQuantity } from './say-quantity.ts';
import type { Words } from './words.ts';

/** "3.5 to 5.3 mmol/L", "up to 41 mmol/mol", "at least 90" */
export function sayRange({ low, high }: Range, words: Words): string {
  if (low === undefined) return high === undefined ? '' : words.upTo(sayQuantity(high, words));
  if (high === undefined) return words.atLeast(sayQuantity(low, words));
  const from = isSameUnit(low, high) ? sayNumber(low, words) : sayQuantity(low, words);
  return words.fromTo(from, sayQuantity(high, words));
}
