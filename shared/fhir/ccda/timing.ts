import { own } from '../../base/own.ts';
import { numberTextOf } from '../json.ts';
import { objectOf, textOf, type JsonObject } from '../resource.ts';
import { dateTimeOf, whenOf, type CdaWhen } from './cda-time.ts';
import { numberOf, cdaQuantityOf, writtenValue } from './cda-value.ts';
import { attributeOf, childAt, childrenOf, type CdaElement } from './cda-xml.ts';

/** FHIR's units of time are UCUM's. @see http://hl7.org/fhir/R4/valueset-units-of-time.html */
const timeUnits = new Set(['s', 'min', 'h', 'd', 'wk', 'mo', 'a']);

/** Where in the day FHIR can say that it is. @see http://hl7.org/fhir/R4/valueset-event-timing.html */
const events = new Set('HS WAKE C CM CD CV AC ACM ACD ACV PC PCM PCD PCV'.split(' '));

/**
 * How often a medicine is taken and for how long, in FHIR's parts where these say all of it, and else in words.
 * @see HL7 V3 Data Types, PIVL, EIVL, SXPR and IVL
 */
export function timingOf(activity: CdaElement): JsonObject | undefined {
  const times = childrenOf(activity, 'effectiveTime').flatMap(partsOf);
  const rhythms = times.filter((time) => !isSpan(time));
  const bounds = boundsOf(times.filter(isSpan));
  const [rhythm, another] = rhythms;
  const repeat = rhythm === undefined ? {} : another === undefined ? repeatOf(rhythm) : undefined;
  if (repeat === undefined) {
    const words = [...rhythms.map(rhythmWords), ...boundsWords(bounds)];
    return { code: { text: words.join('; ') } };
  }
  const whole = { ...bounds, ...repeat };
  return Object.keys(whole).length === 0 ? undefined : { repeat: whole };
}

/** The parts of a time that is made of several; each `comp` is one. */
function partsOf(time: CdaElement): CdaElement[] {
  return /SXPR_TS$/.test(typeOf(time)) ? childrenOf(time, 'comp').flatMap(partsOf) : [time];
}

function typeOf(time: CdaElement): string {
  return attributeOf(time, 'type')?.replace(/^\w+:/, '') ?? '';
}

/** From when to when, or for how long; all other times say how often. */
export function isSpan(time: CdaElement): boolean {
  return ['', 'IVL_TS', 'TS'].includes(typeOf(time)) && !isExcepted(time);
}

/** From when to when: the first of its times that says so; the others say how often. */
export function spanOf(activity: CdaElement): CdaWhen {
  const times = childrenOf(activity, 'effectiveTime').flatMap((time) => [
    time,
    ...childrenOf(time, 'comp'),
  ]);
  const [first = {}] = times
    .filter(isSpan)
    .map(whenOf)
    .filter(({ at, start, end, isOver }) => isOver || (at ?? start ?? end) !== undefined);
  return { isOver: false, ...first };
}

/** What is taken out of the other times. @see HL7 V3 Data Types, SetOperator: E */
function isExcepted(time: CdaElement): boolean {
  return attributeOf(time, 'operator') === 'E';
}

/** "For ten days", where it is told as such and not by two dates. */
function boundsOf(spans: readonly CdaElement[]): JsonObject {
  const [width] = spans.flatMap((span) => cdaQuantityOf(childAt(span, 'width')) ?? []);
  return width === undefined ? {} : { boundsDuration: width };
}

function boundsWords(bounds: JsonObject): string[] {
  const duration = objectOf(bounds['boundsDuration']);
  const value = numberTextOf(duration?.['value']);
  const words = [value, textOf(duration?.['unit'])].filter((part) => part !== undefined);
  return value === undefined ? [] : [`for ${words.join(' ')}`];
}

function repeatOf(time: CdaElement): JsonObject | undefined {
  if (isExcepted(time)) return undefined;
  return typeOf(time) === 'PIVL_TS'
    ? periodicRepeat(time)
    : typeOf(time) === 'EIVL_TS'
      ? eventRepeat(time)
      : undefined;
}

function periodicRepeat(time: CdaElement): JsonObject | undefined {
  if (childAt(time, 'phase') !== undefined || attributeOf(time, 'alignment') !== undefined)
    return undefined;
  const often = childAt(time, 'frequency');
  if (often !== undefined) return frequencyRepeat(often);
  const period = childAt(time, 'period');
  const low = childAt(period, 'low');
  const high = childAt(period, 'high');
  const shortest = numberOf(attributeOf(low ?? period, 'value'));
  const unit = attributeOf(low ?? period, 'unit') ?? '';
  if (shortest === undefined || !timeUnits.has(unit)) return undefined;
  const rhythm = { frequency: 1, period: shortest, periodUnit: unit };
  if (high === undefined) return rhythm;
  const longest = numberOf(attributeOf(high, 'value'));
  return longest === undefined || attributeOf(high, 'unit') !== unit
    ? undefined
    : { ...rhythm, periodMax: longest };
}

/** So many times in a stretch of time. @see HL7 V3 Data Types R2, PIVL.frequency */
function frequencyRepeat(often: CdaElement): JsonObject | undefined {
  const frequency = numberOf(attributeOf(childAt(often, 'numerator'), 'value'));
  const denominator = childAt(often, 'denominator');
  const period = numberOf(attributeOf(denominator, 'value'));
  const periodUnit = attributeOf(denominator, 'unit') ?? '';
  const isWhole = /^[1-9]\d*$/.test(numberTextOf(frequency) ?? '');
  return isWhole && period !== undefined && timeUnits.has(periodUnit)
    ? { frequency, period, periodUnit }
    : undefined;
}

function eventRepeat(time: CdaElement): JsonObject | undefined {
  const event = attributeOf(childAt(time, 'event'), 'code') ?? '';
  if (!events.has(event)) return undefined;
  const offset = childAt(time, 'offset');
  if (offset === undefined) return { when: [event] };
  const minutes = minutesOf(childAt(offset, 'low') ?? offset);
  const hasOneEnd = childAt(offset, 'high') === undefined && childAt(offset, 'width') === undefined;
  // FHIR tells before from after by the event, not by the sign.
  return minutes === undefined || !hasOneEnd || minutes < 0
    ? undefined
    : { when: [event], offset: minutes };
}

function minutesOf(element: CdaElement): number | undefined {
  const minutes: Readonly<Record<string, number>> = { min: 1, h: 60 };
  const factor = own(minutes, attributeOf(element, 'unit'));
  const whole = factor === undefined ? Number.NaN : Number(attributeOf(element, 'value')) * factor;
  return Number.isInteger(whole) ? whole : undefined;
}

const eventNames: Readonly<Record<string, string>> = {
  HS: 'at bedtime',
  WAKE: 'on waking',
  C: 'with a meal',
  CM: 'with breakfast',
  CD: 'with lunch',
  CV: 'with dinner',
  AC: 'before a meal',
  ACM: 'before breakfast',
  ACD: 'before lunch',
  ACV: 'before dinner',
  PC: 'after a meal',
  PCM: 'after breakfast',
  PCD: 'after lunch',
  PCV: 'after dinner',
};

/** All that a time says, for one of which FHIR has no parts for all. */
function rhythmWords(time: CdaElement): string {
  const period = childAt(time, 'period');
  const event = attributeOf(childAt(time, 'event'), 'code');
  const offset = writtenValue(childAt(time, 'offset'));
  const every = period && withUnits(writtenValue(period) ?? '');
  const often = childAt(time, 'frequency');
  const words = [
    every === undefined ? undefined : `every ${every}`,
    often &&
      `${writtenValue(childAt(often, 'numerator')) ?? ''} times in ${withUnits(writtenValue(childAt(often, 'denominator')) ?? '')}`,
    event === undefined ? undefined : (eventNames[event] ?? event),
    dayOf(time),
    spanWords(time),
    attributeOf(time, 'alignment') &&
      `at the same ${own(alignments, attributeOf(time, 'alignment')) ?? 'time'}`,
    startWords(childAt(time, 'phase')),
    offset === undefined ? undefined : `offset ${withUnits(offset)}`,
  ].filter((part) => part !== undefined && part !== '');
  return words.length === 0
    ? 'at times that the document does not tell in words'
    : `${isExcepted(time) ? 'except ' : ''}${words.join(', ')}`;
}

/** A day as FHIR writes it, or whatever stands there. */
function dayOf(time: CdaElement | undefined): string | undefined {
  const value = attributeOf(time, 'value');
  return dateTimeOf(value) ?? value;
}

function spanWords(time: CdaElement): string | undefined {
  const from = dayOf(childAt(time, 'low'));
  const to = dayOf(childAt(time, 'high'));
  if (from === undefined && to === undefined) return undefined;
  return [from && `from ${from}`, to && `to ${to}`].filter((one) => one !== undefined).join(' ');
}

function startWords(phase: CdaElement | undefined): string | undefined {
  const from = dayOf(childAt(phase, 'low')) ?? dayOf(phase);
  const to = dayOf(childAt(phase, 'high'));
  const width = writtenValue(childAt(phase, 'width'));
  const words = [
    from && `starting ${from}`,
    to && `each time until ${to}`,
    width && `for ${withUnits(width)} each time`,
  ].filter((one) => one !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}

const unitNames: Readonly<Record<string, string>> = {
  s: 'seconds',
  min: 'minutes',
  h: 'hours',
  d: 'days',
  wk: 'weeks',
  mo: 'months',
  a: 'years',
};

/** UCUM's letters for stretches of time as words. */
function withUnits(written: string): string {
  return written
    .replace(/(?<=\d )(?:s|min|h|d|wk|mo|a)\b/g, (unit) => own(unitNames, unit) ?? unit)
    .replace(/\b1 (\w+)s\b/g, '1 $1');
}

const alignments: Readonly<Record<string, string>> = {
  DW: 'day of the week',
  DM: 'day of the month',
  HD: 'hour of the day',
};
