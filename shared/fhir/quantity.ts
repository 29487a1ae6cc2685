import { defined } from '../base/defined.ts';
import { numberTextOf } from './json.ts';
import { objectOf, textOf } from './resource.ts';

/** A Quantity with a value. */
export type Quantity = {
  /** The digits as they were written: "7.0". */
  readonly value: string;
  /** `<`, `<=`, `>=` or `>`. */
  readonly comparator?: string;
  /** The unit in the source's words. */
  readonly unit?: string;
  /** The code of the unit, where its system is UCUM. */
  readonly ucum?: string;
  /** The code of the unit in any other system, or in one that is not named. */
  readonly code?: string;
  readonly system?: string;
};

/** A Range: one of the two at least. */
export type Range = { readonly low?: Quantity; readonly high?: Quantity };

/** A Ratio: one of the two at least. */
export type Ratio = { readonly numerator?: Quantity; readonly denominator?: Quantity };

const ucumSystem = 'http://unitsofmeasure.org';

/** A Quantity, digits and unit as written; `undefined` where it has no value. */
export function quantityOf(quantity: unknown): Quantity | undefined {
  const object = objectOf(quantity);
  const value = numberTextOf(object?.['value']) ?? textOf(object?.['value']);
  if (object === undefined || value === undefined) return undefined;
  const code = textOf(object['code']);
  const system = textOf(object['system']);
  return defined({
    value,
    comparator: textOf(object['comparator']),
    unit: textOf(object['unit']),
    ...(system === ucumSystem ? { ucum: code } : { code, system }),
  });
}

/** `undefined` where neither end is known. */
export function rangeOf(range: unknown): Range | undefined {
  const object = objectOf(range);
  const low = quantityOf(object?.['low']);
  const high = quantityOf(object?.['high']);
  return low === undefined && high === undefined ? undefined : defined({ low, high });
}

/** `undefined` where neither number is known. */
export function ratioOf(ratio: unknown): Ratio | undefined {
  const object = objectOf(ratio);
  const numerator = quantityOf(object?.['numerator']);
  const denominator = quantityOf(object?.['denominator']);
  if (numerator === undefined && denominator === undefined) return undefined;
  return defined({ numerator, denominator });
}

/** Whether two quantities are of one unit, as far as their source says: by the codes where both have one. */
export function isSameUnit(one: Quantity, other: Quantity): boolean {
  if (one.ucum !== undefined && other.ucum !== undefined) return one.ucum === other.ucum;
  return (one.unit ?? one.ucum ?? one.code) === (other.unit ?? other.ucum ?? other.code);
}

/** A Quantity in signs that every reader knows, digits and unit as written: "7.0 mmol/L", "< 5 mg/L". */
export function plainQuantity({ comparator, value, unit, ucum, code }: Quantity): string {
  const written = unit ?? unitOfCode(ucum ?? code);
  return [comparator, value, written].filter((part) => part !== undefined).join(' ');
}

// UCUM writes "no unit" as 1, and annotations in braces, which are no words for a person.
function unitOfCode(code: string | undefined): string | undefined {
  return code === undefined || code === '1' || /^\{.*\}$/.test(code) ? undefined : code;
}
