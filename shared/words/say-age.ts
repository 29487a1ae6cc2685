import { plainQuantity, type Quantity } from '../fhir/quantity.ts';
import type { FactValue } from '../record/fact.ts';
import type { Words } from './words.ts';

/** A time in a life: an age, or a range of ages; `undefined` where the value is neither. */
export function sayAge(value: FactValue, words: Words): string | undefined {
  if (typeof value !== 'object') return undefined;
  if ('quantity' in value) return words.atAge(ageIn(value.quantity, words));
  if (!('range' in value)) return undefined;
  const { low, high } = value.range;
  const inUnit = (one: Quantity | undefined, other: Quantity | undefined) =>
    one === undefined ? undefined : ageIn({ ...unitOf(other), ...one }, words);
  return words.betweenAges(inUnit(low, high), inUnit(high, low));
}

/** One end of a range may leave the unit to the other. */
function unitOf(quantity: Quantity | undefined): Partial<Quantity> {
  const { unit, ucum } = quantity ?? {};
  return { ...(unit === undefined ? {} : { unit }), ...(ucum === undefined ? {} : { ucum }) };
}

const years = /^(?:a|y|yr|yrs|year|years)$/i;
/** Units of ages as people write them, in the code that the words of a language know. */
const otherUnits: readonly (readonly [RegExp, string])[] = [
  [/^(?:mo|month|months)$/i, 'mo'],
  [/^(?:wk|wks|week|weeks)$/i, 'wk'],
  [/^(?:d|day|days)$/i, 'd'],
  [/^(?:h|hr|hrs|hour|hours)$/i, 'h'],
];

function ageIn(quantity: Quantity, words: Words): string {
  const { value, comparator, unit, ucum, code } = quantity;
  const written = ucum ?? unit ?? code ?? 'a';
  const sign = comparator === undefined ? '' : `${comparator} `;
  if (years.test(written)) return `${sign}${value}`;
  const known = otherUnits.find(([form]) => form.test(written))?.[1];
  return known === undefined ? plainQuantity(quantity) : `${sign}${words.dose.time(value, known)}`;
}
