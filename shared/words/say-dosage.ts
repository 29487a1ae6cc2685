import { defined } from '../base/defined.ts';
import type { Concept } from '../fhir/concept.ts';
import { isSameUnit, type Quantity, type Range, type Ratio } from '../fhir/quantity.ts';
import { formatTime } from '../fhir/written-time.ts';
import type { Dosage, Dose, Fact, Rate, Timing } from '../record/fact.ts';
import { daysOfWeek, eventTimings } from './dose-words.ts';
import { amountOf, sayAmountOf, writtenOut } from './say-quantity.ts';
import { sayConcept } from './say-concept.ts';
import { sayRange } from './say-range.ts';
import type { Words } from './words.ts';

/**
 * A dose whole, its parts in the order of the NHS's rules for putting doses into words. Where its source wrote a text,
 * that comes first, and the parts say only what it does not.
 */
export function sayDosage(dosage: Dosage, words: Words): string {
  const amount = said(amountsOf(dosage, words));
  const rest = said(restOf(dosage, words));
  const method = said([concept(dosage.method, words)]);
  return dosage.text === undefined
    ? words.dose.parts([...method, ...amount, ...rest])
    : words.dose.textAndParts(dosage.text, { amount, rest: [...method, ...rest] });
}

/** Each part once. */
function said(parts: readonly (string | undefined)[]): string[] {
  return [...new Set(parts.flatMap((part) => part || []))];
}

/** How a dose follows the one before it; `undefined` where they are no steps of a sequence. */
export function stepAfter(before: Fact | undefined, { value }: Fact): 'then' | 'and' | undefined {
  const [last, next] = [sequenceOf(before?.value), sequenceOf(value)];
  if (last === undefined || next === undefined) return undefined;
  return Number(last) === Number(next) ? 'and' : 'then';
}

/** Whether it is one step of several, each of which counts, also where two are the same. */
export function sequenceOf(value: Fact['value'] | undefined): string | undefined {
  return typeof value === 'object' && 'dosage' in value ? value.dosage.sequence : undefined;
}

/** How much, and how often: what a text cannot say otherwise without contradicting it. */
function amountsOf({ doses, rates, timing = {}, timingCode }: Dosage, words: Words) {
  return [
    ...sayAmounts(doses, words),
    ...sayAmounts(rates, words).map((rate) => words.dose.rate(rate)),
    sayLength(timing, words),
    words.dose.rhythm(timing),
    concept(timingCode, words),
  ];
}

function restOf(dosage: Dosage, words: Words): (string | undefined)[] {
  const { timing = {}, asNeeded, asNeededFor, until, maxDosePerPeriod = [] } = dosage;
  const { maxDosePerAdministration: atOnce, maxDosePerLifetime: inLife } = dosage;
  const { dose } = words;
  return [
    sayWhen(timing, words),
    some(timing.dayOfWeek, (days) => dose.on(dose.all(days.map((day) => sayDay(day, words))))),
    some(timing.timeOfDay, (times) => dose.at(dose.all(times.map(formatTime)))),
    some(dosage.events, (events) => dose.on(dose.all(events.map((one) => sayMoment(one, words))))),
    concept(dosage.route, words),
    concept(dosage.site, words),
    asNeeded === true && asNeededFor === undefined ? words.whenNeeded(undefined) : undefined,
    asNeededFor === undefined ? undefined : words.whenNeeded(sayConcept(asNeededFor, words)),
    sayBounds(timing.bounds, words),
    until === undefined ? undefined : words.until(words.date(until)),
    sayCount(timing, words),
    ...maxDosePerPeriod.map((most) => sayMost(most, words)),
    atOnce === undefined ? undefined : dose.mostAtOnce(sayAmountOf(atOnce, words)),
    inLife === undefined ? undefined : dose.mostInLife(sayAmountOf(inLife, words)),
    ...[dosage.additionalInstruction ?? []].flat().map((one) => sayConcept(one, words)),
    dosage.patientInstruction,
  ];
}

function concept(one: Concept | undefined, words: Words): string | undefined {
  return one === undefined ? undefined : sayConcept(one, words);
}

function some<T>(
  list: readonly T[] | undefined,
  said: (list: readonly T[]) => string,
): string | undefined {
  return list === undefined || list.length === 0 ? undefined : said(list);
}

/** Each with its type where that tells it from another, or is not simply that it was ordered. */
function sayAmounts(amounts: readonly (Dose | Rate)[] = [], words: Words): string[] {
  return amounts.map((amount) => {
    const { type } = amount;
    const isPlain = type === undefined || (amounts.length === 1 && isOrdered(type));
    const alone = sayAmount(amount, words);
    return isPlain ? alone : words.dose.ofType(alone, sayConcept(type, words));
  });
}

function isOrdered({ coding = [] }: Concept): boolean {
  return coding.some(({ code }) => code === 'ordered');
}

function sayAmount(amount: Dose | Rate, words: Words): string {
  if ('quantity' in amount) return sayAmountOf(amount.quantity, words);
  return 'range' in amount ? sayAmountRange(amount.range, words) : sayPer(amount.ratio, words);
}

/** "1 to 2 tablets" */
function sayAmountRange({ low, high }: Range, words: Words): string {
  const ends = defined({ low: low && amountOf(low), high: high && amountOf(high) });
  return sayRange(ends, writtenOut(words));
}

/** "100 mL per hour", "100 mL per 2 hours" */
function sayPer({ numerator, denominator }: Ratio, words: Words): string {
  const amount = numerator === undefined ? '' : sayAmountOf(numerator, words);
  return denominator === undefined ? amount : words.dose.per(amount, sayPeriod(denominator, words));
}

/** A length of time, "24 hours"; any other quantity as it is. */
function sayPeriod(quantity: Quantity, { dose }: Words): string {
  const { comparator, value, unit, ucum, code } = quantity;
  const said = dose.time(value, unit ?? ucum ?? code);
  return comparator === undefined ? said : `${comparator} ${said}`;
}

function sayMost({ numerator, denominator }: Ratio, words: Words): string {
  return words.dose.mostInPeriod(
    numerator === undefined ? '' : sayAmountOf(numerator, words),
    denominator === undefined ? undefined : sayPeriod(denominator, words),
  );
}

function sayLength(timing: Timing, words: Words): string | undefined {
  const { duration, durationMax, durationUnit } = timing;
  const time = sayFromTo(duration, durationMax, {
    said: (number) => words.dose.time(number, durationUnit),
    words,
  });
  return time === undefined ? undefined : words.dose.over(time);
}

function sayCount(timing: Timing, words: Words): string | undefined {
  const { count, countMax, frequency, period, periodUnit } = timing;
  // A unit of time that belongs to nothing: "1" and "day" may have meant once a day, and is not once in all.
  const isUnclear = frequency === undefined && period === undefined && periodUnit !== undefined;
  if (isUnclear && count !== undefined)
    return words.dose.unclear(words.dose.time(count, periodUnit));
  const times = sayFromTo(count, countMax, {
    said: (number) => words.dose.rhythm({ frequency: number }) ?? number,
    words,
  });
  return times === undefined ? undefined : words.dose.inAll(times);
}

/** "2 hours", "2 to 4 hours", "up to 4 hours" */
function sayFromTo(
  low: string | undefined,
  high: string | undefined,
  how: { readonly said: (number: string) => string; readonly words: Words },
): string | undefined {
  const { said, words } = how;
  if (high === undefined) return low === undefined ? undefined : said(low);
  return low === undefined ? words.upTo(said(high)) : words.fromTo(low, said(high));
}

function sayWhen({ when = [], offset }: Timing, words: Words): string | undefined {
  const { dose } = words;
  if (when.length === 0) {
    return offset === undefined ? undefined : dose.time(offset, 'min');
  }
  const events = when.map((code) => {
    const known = eventTimings.find((one) => one === code);
    const said = known === undefined ? code : dose.eventTimings[known];
    return offset === undefined || Number(offset) === 0 ? said : dose.fromEvent(offset, said);
  });
  return dose.all(events);
}

function sayDay(code: string, words: Words): string {
  const day = daysOfWeek.find((one) => one === code);
  return day === undefined ? code : words.dose.daysOfWeek[day];
}

/** A day, and the time of day where it is not midnight, in the zone in which it was written. */
function sayMoment(date: string, words: Words): string {
  const [, time = ''] = /T(\d\d:\d\d)/.exec(date) ?? [];
  const day = words.date(date);
  // What is no date is said as it was written, with its time.
  return time === '' || time === '00:00' || day === date ? day : `${day} ${time}`;
}

function sayBounds(bounds: Timing['bounds'], words: Words): string | undefined {
  if (bounds === undefined) return undefined;
  if ('quantity' in bounds) return words.dose.forTime(sayPeriod(bounds.quantity, words));
  if ('range' in bounds) return words.dose.forTime(sayTimeRange(bounds.range, words));
  const { start, end } = bounds.period;
  const from = start === undefined ? undefined : words.from(sayMoment(start, words));
  const until = end === undefined ? undefined : words.until(sayMoment(end, words));
  return [from, until].filter((part) => part !== undefined).join(' ');
}

function sayTimeRange(
  { low, high }: { readonly low?: Quantity; readonly high?: Quantity },
  words: Words,
): string {
  if (low === undefined) return high === undefined ? '' : words.upTo(sayPeriod(high, words));
  if (high === undefined) return words.atLeast(sayPeriod(low, words));
  const { comparator, value } = low;
  const isSame = isSameUnit(low, high) && comparator === undefined;
  const from = isSame ? value : sayPeriod(low, words);
  return words.fromTo(from, sayPeriod(high, words));
}
