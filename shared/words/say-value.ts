import { plainWordsOf } from '../fhir/concept.ts';
import { plainQuantity, type Ratio } from '../fhir/quantity.ts';
import type { ContainedEntry, FactValue, Period, ReferenceRange } from '../record/fact.ts';
import { sayRange } from './say-range.ts';
import { sayDosage } from './say-dosage.ts';
import { sayStatus, sayTitle } from './say-head.ts';
import type { Words } from './words.ts';

/** A value for reading: digits, units and the source's own words as written, everything else in these words. */
export function sayValue(value: FactValue, words: Words): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if ('concept' in value) return plainWordsOf(value.concept);
  if ('quantity' in value) return plainQuantity(value.quantity);
  if ('code' in value) return value.code;
  if ('number' in value) return value.number;
  if ('date' in value) return words.date(value.date);
  if ('dosage' in value) return sayDosage(value.dosage, words);
  if ('range' in value) return sayRange(value.range, words);
  if ('ratio' in value) return sayRatio(value.ratio, words);
  if ('period' in value) return sayPeriod(value.period, words);
  if ('reference' in value) return value.reference.display;
  if ('dose' in value) {
    const { number, of } = value.dose;
    return of === undefined ? number : words.ofDoses(number, of);
  }
  if ('entry' in value) return sayContained(value.entry, words);
  if ('dataAbsentReason' in value) return words.noValue(plainWordsOf(value.dataAbsentReason));
  value satisfies { readonly sampledData: true };
  return words.sampledData;
}

function sayRatio({ numerator, denominator }: Ratio, words: Words): string {
  if (numerator === undefined) return denominator === undefined ? '' : plainQuantity(denominator);
  if (denominator === undefined) return plainQuantity(numerator);
  return words.fromTo(plainQuantity(numerator), plainQuantity(denominator));
}

/** "3 May 2019 to 9 May 2019", "from 3 May 2019" */
function sayPeriod({ start, end }: Period, words: Words): string {
  if (start === undefined) return end === undefined ? '' : words.until(words.date(end));
  return end === undefined
    ? words.from(words.date(start))
    : words.fromTo(words.date(start), words.date(end));
}

/** The range in which a value is usual, called by its type where that is not simply the normal one. */
export function sayReferenceRange(range: ReferenceRange, words: Words): string {
  const said = range.text ?? sayRange(range, words);
  const { type } = range;
  const code = type?.coding?.find((coding) => coding.code !== undefined)?.code;
  return type === undefined || code === 'normal' ? said : words.labelled(plainWordsOf(type), said);
}

function sayContained(entry: ContainedEntry, words: Words): string {
  const title = sayTitle(entry, words);
  const status = sayStatus(entry, words)?.whole;
  return status === undefined ? title : words.list([title, status]);
}
