import { numberTextOf } from './json.ts';
import { objectOf, textOf } from './resource.ts';

/** A Quantity for reading, digits and unit as written: "7.0 mmol/L", "< 5 mg/L". `undefined` where it has no value. */
export function quantityWords(quantity: unknown): string | undefined {
  const object = objectOf(quantity);
  const value = numberTextOf(object?.['value']) ?? textOf(object?.['value']);
  if (object === undefined || value === undefined) return undefined;
  const comparator = textOf(object['comparator']);
  const unit = textOf(object['unit']) ?? unitOfCode(textOf(object['code']));
  return [comparator, value, unit].filter((part) => part !== undefined).join(' ');
}

// UCUM writes "no unit" as 1, and annotations in braces, which are no words for a person.
function unitOfCode(code: string | undefined): string | undefined {
  return code === undefined || code === '1' || /^\{.*\}$/.test(code) ? undefined : code;
}

/** A reference range for reading: its own text, else "3.5 to 5.3 mmol/L", "up to 41 mmol/mol", "at least 90". */
export function rangeWords(range: unknown): string | undefined {
  const object = objectOf(range);
  const text = textOf(object?.['text']);
  if (text !== undefined) return text;
  const low = quantityWords(object?.['low']);
  const high = quantityWords(object?.['high']);
  if (low === undefined) return high === undefined ? undefined : `up to ${high}`;
  if (high === undefined) return `at least ${low}`;
  const lowUnit = textOf(objectOf(object?.['low'])?.['unit']);
  const highUnit = textOf(objectOf(object?.['high'])?.['unit']);
  const sameUnit = lowUnit !== undefined && lowUnit === highUnit;
  return `${sameUnit ? low.slice(0, -lowUnit.length).trim() : low} to ${high}`;
}
