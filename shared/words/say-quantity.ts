import { defined } from '../base/defined.ts';
import type { Quantity, Ratio } from '../fhir/quantity.ts';
import { periodUnits } from './dose-words.ts';
import { unitInSigns } from './unit-signs.ts';
import type { WordedUnit } from './unit-words.ts';
import type { Words } from './words.ts';

/** A quantity for reading, its unit as people write it: "7.0 mmol/L", "< 5 ng/L", "52 years". */
export function sayQuantity(quantity: Quantity, words: Words): string {
  const { value } = quantity;
  const number = words.number(value);
  const time = timeUnitOf(quantity);
  const said =
    time === undefined
      ? [number, unitOf(quantity, words)].filter((part) => part !== undefined).join(' ')
      : words.dose.time(number, time);
  return withComparator(quantity, said);
}

/** Of a dose or a strength: "{tablet}" says of what so many are, and "10.0 mg" can be read as a hundred. */
export function sayAmountOf(quantity: Quantity, words: Words): string {
  return sayQuantity(amountOf(quantity), writtenOut(words));
}

/** A dose's quantity as its number and unit are read. */
export function amountOf(quantity: Quantity): Quantity {
  const { value, unit, ucum } = quantity;
  const written = unit ?? ucum ?? '';
  const [, annotation] = /^\{([A-Za-z][A-Za-z ]*)\}$/.exec(written) ?? [];
  return {
    ...quantity,
    value: value.replace(/^(-?\d+)\.0+$/, '$1'),
    ...(annotation === undefined ? {} : { unit: annotation }),
  };
}

/** The number alone, with its sign: "> 250". */
export function sayNumber(quantity: Quantity, words: Words): string {
  return withComparator(quantity, words.number(quantity.value));
}

/** The unit alone, for this number of it; `undefined` where there is none that a person would write. */
export function sayUnit(quantity: Quantity, words: Words): string | undefined {
  const time = timeUnitOf(quantity);
  if (time === undefined) return unitOf(quantity, words);
  const { value } = quantity;
  return words.dose.time(value, time).slice(value.length).trim();
}

/** "1:160"; where a number has a unit, "500 units/mL", "30 mg per tablet", "5 mg per 10 mL". */
export function sayRatio({ numerator, denominator }: Ratio, words: Words): string {
  if (numerator === undefined)
    return denominator === undefined ? '' : sayQuantity(denominator, words);
  const above = sayQuantity(numerator, words);
  if (denominator === undefined) return above;
  const unit = writtenUnit(denominator);
  if (unit === undefined && writtenUnit(numerator) === undefined) {
    return `${sayNumber(numerator, words)}:${sayNumber(denominator, words)}`;
  }
  const isOne = Number(denominator.value) === 1 && denominator.comparator === undefined;
  if (!isOne || unit === undefined) return words.dose.per(above, sayQuantity(denominator, words));
  const below = sayUnit(denominator, words) ?? unit;
  return isCounted(denominator) ? words.dose.per(above, below) : `${above}/${below}`;
}

/** How much of a substance is in a medicine: "500 units/mL". */
export function sayStrength({ numerator, denominator }: Ratio, words: Words): string {
  const amounts = defined({
    numerator: numerator && amountOf(numerator),
    denominator: denominator && amountOf(denominator),
  });
  return sayRatio(amounts, writtenOut(words));
}

/** The same words, and every number with all its digits. */
export function writtenOut(words: Words): Words {
  return { ...words, number: (written) => written };
}

function withComparator({ comparator }: Quantity, said: string): string {
  return comparator === undefined ? said : `${signs[comparator] ?? comparator} ${said}`;
}

const signs: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥' };

/** A length of time, by its code where there is one: a source's "m" can be a minute. */
function timeUnitOf({ unit, ucum, code }: Quantity): string | undefined {
  const found = periodUnits.find((one) => one === (ucum ?? unit ?? code));
  return found ?? periodUnits.find((one) => one === unit && ucum === undefined);
}

function writtenUnit({ unit, ucum, code }: Quantity): string | undefined {
  const written = ucum === 'Cel' ? ucum : (unit ?? ucum ?? code);
  return written === undefined ? undefined : unitInSigns(written);
}

/** A word such as "tablet", and no sign. */
function isCounted(quantity: Quantity): boolean {
  const { unit, ucum } = amountOf(quantity);
  return /^[a-z]{5,}$/i.test(unit ?? ucum ?? '') && timeUnitOf(quantity) === undefined;
}

function unitOf(quantity: Quantity, words: Words): string | undefined {
  const signed = writtenUnit(quantity);
  if (signed === undefined) return undefined;
  const { units } = words;
  const alone = aloneInWords.get(signed);
  if (alone !== undefined) return inWords(alone, quantity.value, words);
  const worded = signed
    .replace(/(?<![A-Za-z])ug(?![A-Za-z])/, inWords('microgram', quantity.value, words))
    .replace(/\/(d|wk|mo|a)$/, (_, code: 'd' | 'wk' | 'mo' | 'a') => units.everyTime(code));
  return units.counted(worded, quantity.value);
}

/** Signs of which nothing but the number tells them from another. */
const aloneInWords: ReadonlyMap<string, WordedUnit> = new Map([
  ['U', 'unit'],
  ['IU', 'international-unit'],
]);

function inWords(unit: WordedUnit, value: string, { units }: Words): string {
  const { one, many } = units.worded[unit];
  return Number(value) > 0 && Number(value) <= 1 ? one : many;
}
