import { own } from '../../base/own.ts';
import { numberTextOf } from '../json.ts';
import { objectOf, textOf, type JsonObject } from '../resource.ts';
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
  return ['', 'IVL_TS', 'TS'].includes(typeOf(time));
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
  return typeOf(time) === 'PIVL_TS'
    ? periodicRepeat(time)
    : typeOf(time) === 'EIVL_TS'
      ? eventRepeat(time)
      : undefined;
}

function periodicRepeat(time: CdaElement): JsonObject | undefined {
  if (childAt(time, 'phase') !== undefined || attributeOf(time, 'alignment') !== undefined)
    return undefined;
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
  const labels = ['phase', 'offset'].flatMap((part) => {
    const words = writtenValue(childAt(time, part)) ?? writtenValue(childAt(time, part, 'width'));
    return words === undefined ? [] : [`${part} ${words}`];
  });
  const every = period && (writtenValue(period) ?? '');
  const words = [
    every === undefined ? undefined : `every ${every}`,
    event === undefined ? undefined : (eventNames[event] ?? event),
    attributeOf(time, 'value'),
    attributeOf(time, 'alignment') &&
      `at the same ${own(alignments, attributeOf(time, 'alignment')) ?? 'time'}`,
    ...labels,
  ].filter((part) => part !== undefined && part !== '');
  return words.length === 0
    ? 'at times that the document does not tell in words'
    : words.join(', ');
}

const alignments: Readonly<Record<string, string>> = {
  DW: 'day of the week',
  DM: 'day of the month',
  HD: 'hour of the day',
};
