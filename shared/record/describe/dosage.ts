import { defined } from '../../base/defined.ts';
import { conceptOf, eachConceptOf } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { quantityOf, rangeOf, ratioOf } from '../../fhir/quantity.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../../fhir/resource.ts';
import type { Dosage, Dose, Rate, Timing } from '../fact.ts';
import { periodOf } from './reading.ts';

/** The dose instructions of a medicine with all their parts, step by step. @see https://hl7.org/fhir/R4/dosage.html */
export function dosagesOf(written: unknown): Dosage[] {
  const all = objectsOf(written);
  const dosages = all.flatMap((one) => dosageOf(one, all.length > 1) ?? []);
  return dosages.toSorted((a, b) => stepNumber(a) - stepNumber(b));
}

/** What is no step of a sequence comes behind those that are. */
function stepNumber({ sequence }: Dosage): number {
  return sequence === undefined ? Number.MAX_VALUE : Number(sequence);
}

/** `undefined` where it says nothing. */
function dosageOf(written: JsonObject, isOneOfSeveral: boolean): Dosage | undefined {
  const timing = objectOf(written['timing']);
  const instructions = eachConceptOf(written['additionalInstruction']);
  const told = defined({
    text: textOf(written['text']),
    method: conceptOf(written['method']),
    doses: orNothing(amountsIn(written).flatMap(doseOf)),
    rates: orNothing(amountsIn(written).flatMap(rateOf)),
    timing: timingOf(objectOf(timing?.['repeat'])),
    timingCode: conceptOf(timing?.['code']),
    events: textsOf(timing?.['event']),
    route: conceptOf(written['route']),
    site: conceptOf(written['site']),
    asNeeded: written['asNeededBoolean'] === true ? (true as const) : undefined,
    asNeededFor: conceptOf(written['asNeededCodeableConcept']),
    maxDosePerPeriod: orNothing(
      objectsOf(written['maxDosePerPeriod']).flatMap((most) => ratioOf(most) ?? []),
    ),
    maxDosePerAdministration: quantityOf(written['maxDosePerAdministration']),
    maxDosePerLifetime: quantityOf(written['maxDosePerLifetime']),
    additionalInstruction: orNothing(instructions),
    patientInstruction: textOf(written['patientInstruction']),
  });
  if (Object.keys(told).length === 0) return undefined;
  const sequence = numberOf(written['sequence']);
  return isOneOfSeveral && Number.isFinite(Number(sequence))
    ? defined({ ...told, sequence })
    : told;
}

/** R4 keeps amounts in `doseAndRate`, the giving of a medicine and sources of older versions beside the rest. */
function amountsIn(written: JsonObject): JsonObject[] {
  return [...objectsOf(written['doseAndRate']), written];
}

function doseOf(amount: JsonObject): Dose[] {
  const type = conceptOf(amount['type']);
  const quantity = quantityOf(amount['doseQuantity']) ?? quantityOf(amount['dose']);
  if (quantity !== undefined) return [defined({ quantity, type })];
  const range = rangeOf(amount['doseRange']);
  return range === undefined ? [] : [defined({ range, type })];
}

function rateOf(amount: JsonObject): Rate[] {
  const type = conceptOf(amount['type']);
  const ratio = ratioOf(amount['rateRatio']);
  if (ratio !== undefined) return [defined({ ratio, type })];
  const quantity = quantityOf(amount['rateQuantity']);
  if (quantity !== undefined) return [defined({ quantity, type })];
  const range = rangeOf(amount['rateRange']);
  return range === undefined ? [] : [defined({ range, type })];
}

function timingOf(repeat: JsonObject | undefined): Timing | undefined {
  if (repeat === undefined) return undefined;
  const timing = defined({
    bounds: boundsOf(repeat),
    count: numberOf(repeat['count']),
    countMax: numberOf(repeat['countMax']),
    duration: numberOf(repeat['duration']),
    durationMax: numberOf(repeat['durationMax']),
    durationUnit: textOf(repeat['durationUnit']),
    frequency: numberOf(repeat['frequency']),
    frequencyMax: numberOf(repeat['frequencyMax']),
    period: numberOf(repeat['period']),
    periodMax: numberOf(repeat['periodMax']),
    periodUnit: textOf(repeat['periodUnit']),
    dayOfWeek: textsOf(repeat['dayOfWeek']),
    timeOfDay: textsOf(repeat['timeOfDay']),
    when: textsOf(repeat['when']),
    offset: numberOf(repeat['offset']),
  });
  return Object.keys(timing).length === 0 ? undefined : timing;
}

function boundsOf(repeat: JsonObject): Timing['bounds'] {
  const quantity = quantityOf(repeat['boundsDuration']);
  if (quantity !== undefined) return { quantity };
  const range = rangeOf(repeat['boundsRange']);
  if (range !== undefined) return { range };
  const period = periodOf(repeat['boundsPeriod']);
  return period === undefined ? undefined : { period };
}

function numberOf(value: unknown): string | undefined {
  return numberTextOf(value) ?? textOf(value);
}

function textsOf(value: unknown): readonly string[] | undefined {
  return orNothing(listOf(value).flatMap((one) => textOf(one) ?? []));
}

function orNothing<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
