import type { JsonObject } from '../resource.ts';
import { cdaConceptOf } from './cda-code.ts';
import { numberOf, cdaQuantityOf, cdaRangeOf } from './cda-value.ts';
import { attributeOf, childAt, childrenOf, statementsWith, type CdaElement } from './cda-xml.ts';
import { present, type Place } from './statement.ts';

export const freeTextSig = '2.16.840.1.113883.10.20.22.4.147';
export const instruction = '2.16.840.1.113883.10.20.22.4.20';

/** FHIR's units of time are UCUM's. @see http://hl7.org/fhir/R4/valueset-units-of-time.html */
const timeUnits = new Set(['s', 'min', 'h', 'd', 'wk', 'mo', 'a']);

/**
 * How a medicine is taken: its words, and in parts what FHIR can say. A timing that it cannot say whole is left to the words,
 * so that no half of it is read as all.
 */
export function dosageOf(activity: CdaElement, place: Place): JsonObject[] {
  const { narrative } = place;
  const [sig] = statementsWith(activity, freeTextSig);
  const text = narrative.of(childAt(sig, 'text')) ?? narrative.of(childAt(activity, 'text'));
  const dose = amount('dose', childAt(activity, 'doseQuantity'));
  const rate = amount('rate', childAt(activity, 'rateQuantity'));
  const dosage = present({
    text,
    patientInstruction: wordsOfEach(statementsWith(activity, instruction), place),
    timing: timingOf(activity),
    ...asNeeded(activity, place),
    site: cdaConceptOf(childAt(activity, 'approachSiteCode'), narrative),
    route: cdaConceptOf(childAt(activity, 'routeCode'), narrative),
    doseAndRate: dose === undefined && rate === undefined ? [] : [{ ...dose, ...rate }],
    maxDosePerPeriod: maxDoseOf(childAt(activity, 'maxDoseQuantity')),
  });
  return Object.keys(dosage).length === 0 ? [] : [dosage];
}

function wordsOfEach(statements: readonly CdaElement[], { narrative }: Place): string | undefined {
  const words = statements.flatMap((one) => narrative.of(childAt(one, 'text')) ?? []);
  return words.length === 0 ? undefined : words.join('; ');
}

function amount(name: 'dose' | 'rate', element: CdaElement | undefined): JsonObject | undefined {
  const quantity = cdaQuantityOf(element);
  if (quantity !== undefined) return { [`${name}Quantity`]: quantity };
  const range = cdaRangeOf(element);
  return range === undefined ? undefined : { [`${name}Range`]: range };
}

function maxDoseOf(element: CdaElement | undefined): JsonObject | undefined {
  const numerator = cdaQuantityOf(childAt(element, 'numerator'));
  const denominator = cdaQuantityOf(childAt(element, 'denominator'));
  return numerator === undefined || denominator === undefined
    ? undefined
    : { numerator, denominator };
}

/** @see HL7 V3 Data Types, PIVL and EIVL */
function timingOf(activity: CdaElement): JsonObject | undefined {
  const times = childrenOf(activity, 'effectiveTime').filter((time) =>
    /^(?:\w+:)?(?:PIVL|EIVL|SXPR)_TS$/.test(attributeOf(time, 'type') ?? ''),
  );
  const [time, another] = times;
  if (time === undefined || another !== undefined) return undefined;
  const type = attributeOf(time, 'type') ?? '';
  if (type.includes('PIVL')) return periodicTiming(time);
  return type.includes('EIVL') ? eventTiming(time) : undefined;
}

function periodicTiming(time: CdaElement): JsonObject | undefined {
  const period = childAt(time, 'period');
  const length = numberOf(attributeOf(period, 'value'));
  const unit = attributeOf(period, 'unit') ?? '';
  const hasMore = childAt(time, 'phase') !== undefined;
  if (length === undefined || !timeUnits.has(unit) || hasMore) return undefined;
  return { repeat: { frequency: 1, period: length, periodUnit: unit } };
}

const events = new Set([
  'HS',
  'WAKE',
  'C',
  'CM',
  'CD',
  'CV',
  'AC',
  'ACM',
  'ACD',
  'ACV',
  'PC',
  'PCM',
  'PCD',
  'PCV',
]);

function eventTiming(time: CdaElement): JsonObject | undefined {
  const event = attributeOf(childAt(time, 'event'), 'code') ?? '';
  const hasOffset = childAt(time, 'offset') !== undefined;
  return events.has(event) && !hasOffset ? { repeat: { when: [event] } } : undefined;
}

/** A precondition makes it a medicine for when it is needed, and says for what. */
function asNeeded(activity: CdaElement, { narrative }: Place): JsonObject {
  const criterion = childAt(activity, 'precondition', 'criterion');
  if (criterion === undefined) return {};
  const words = narrative.of(childAt(criterion, 'text'));
  const reason =
    cdaConceptOf(childAt(criterion, 'value'), narrative) ??
    cdaConceptOf(childAt(criterion, 'code'), narrative) ??
    (words === undefined ? undefined : { text: words });
  return reason === undefined ? { asNeededBoolean: true } : { asNeededCodeableConcept: reason };
}
