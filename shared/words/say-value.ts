import type { Concept } from '../fhir/concept.ts';
import type { Range } from '../fhir/quantity.ts';
import { formatTime } from '../fhir/written-time.ts';
import type { FactValue, Period, ReferenceRange } from '../record/fact.ts';
import { sayConcept } from './say-concept.ts';
import { sayQuantity, sayRatio } from './say-quantity.ts';
import { sayReaction, sayStage } from './say-reaction.ts';
import { sayRange } from './say-range.ts';
import { sayDosage } from './say-dosage.ts';
import { sayItem } from './say-item.ts';
import { sayContained } from './say-contained.ts';
import { absentReasons, type Words } from './words.ts';

/** A value for reading: digits, units and the source's own words as written, everything else in these words. */
export function sayValue(value: FactValue, words: Words): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if ('concept' in value) return sayConcept(value.concept, words);
  if ('quantity' in value) return sayQuantity(value.quantity, words);
  if ('code' in value) return value.code;
  if ('number' in value) return value.number;
  if ('date' in value) return words.date(value.date);
  if ('dosage' in value) return sayDosage(value.dosage, words);
  if ('range' in value) return sayRange(value.range, words);
  if ('ratio' in value) return sayRatio(value.ratio, words);
  if ('period' in value) return sayPeriod(value.period, words);
  if ('reference' in value) return value.reference.display ?? '';
  if ('dose' in value) {
    const { number, of } = value.dose;
    return of === undefined ? number : words.ofDoses(number, of);
  }
  if ('item' in value) return sayItem(value.item, words, (part) => sayValue(part.value, words));
  if ('entry' in value) {
    return sayContained(value.entry, words, (part) => sayValue(part.value, words));
  }
  if ('reaction' in value) return sayReaction(value.reaction, undefined, words).whole;
  if ('stage' in value) return sayStage(value.stage, words);
  if ('dataAbsentReason' in value) return words.noValue(sayAbsent(value.dataAbsentReason, words));
  if ('time' in value) return formatTime(value.time);
  if ('noValue' in value) return words.noValueGiven;
  value satisfies { readonly sampledData: true };
  return words.sampledData;
}

/** A value that was measured or told: of a date also its time. */
export function sayMeasuredValue(value: FactValue, words: Words): string {
  return sayValue(value, { ...words, date: (written) => words.dateTime(written) });
}

/** A bare code of HL7's in words; what a source put into words as it did. */
function sayAbsent(reason: Concept, words: Words): string {
  const { text, coding = [] } = reason;
  const isWorded = text !== undefined || coding.some(({ display }) => display !== undefined);
  const code = absentReasons.find((one) => coding.some((coded) => coded.code === one));
  return isWorded || code === undefined ? sayConcept(reason, words) : words.absentReasons[code];
}

/** "3 May 2019 to 9 May 2019", "from 3 May 2019" */
function sayPeriod({ start, end }: Period, words: Words): string {
  if (start === undefined) return end === undefined ? '' : words.until(words.date(end));
  return end === undefined
    ? words.from(words.date(start))
    : words.fromTo(words.date(start), words.date(end));
}

/**
 * The range in which a value is usual: its numbers, its source's text where that says more, and for whom it is. It is
 * called by its type where that is not simply the normal one.
 */
export function sayReferenceRange(range: ReferenceRange, words: Words): string {
  const { text, type } = range;
  const numbers = sayRange(range, words);
  const said =
    text === undefined || numbers === ''
      ? (text ?? numbers)
      : isSaidInText(range, text)
        ? text
        : words.list([numbers, text]);
  const people = sayPeople(range, words);
  const forWhom = people === '' ? said : words.labelled(people, said);
  const code = type?.coding?.find((coding) => coding.code !== undefined)?.code;
  return type === undefined || code === 'normal'
    ? forWhom
    : words.labelled(sayConcept(type, words), forWhom);
}

/** Whether a source's text for a range holds its numbers, so that they need not be said once more. */
function isSaidInText({ low, high }: Range, text: string): boolean {
  const numbers = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  return [low, high].every((end) => end === undefined || numbers.includes(Number(end.value)));
}

/** "Female, from 18 years" */
function sayPeople({ appliesTo = [], age }: ReferenceRange, words: Words): string {
  const [low, high] = [age?.low, age?.high].map((end) => end && sayQuantity(end, words));
  const ages = low === undefined && high === undefined ? [] : [words.age(low, high)];
  return words.list([...appliesTo.map((one) => sayConcept(one, words)), ...ages]);
}
