import { defined } from '../../base/defined.ts';
import { numberTextOf, parseFhirJson } from '../json.ts';
import type { JsonObject } from '../resource.ts';
import { cdaConceptOf } from './cda-code.ts';
import { dateTimeOf, periodOf, whenOf } from './cda-time.ts';
import { attributeOf, childAt, wordsIn, type CdaElement } from './cda-xml.ts';
import type { NarrativeText } from './narrative.ts';

const ucum = 'http://unitsofmeasure.org';
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** A number to the letter ("7.0" stays so); `undefined` where it is none. */
export function numberOf(text: string | undefined): unknown {
  const trimmed = text?.replace(/^\+/, '').replace(/^(-?)\./, '$10.');
  return trimmed !== undefined && decimal.test(trimmed) ? parseFhirJson(trimmed) : undefined;
}

/** @see HL7 V3 Data Types, PQ: the unit is UCUM; "1" stands for no unit */
export function cdaQuantityOf(element: CdaElement | undefined): JsonObject | undefined {
  const value = numberOf(attributeOf(element, 'value'));
  const unit = attributeOf(element, 'unit');
  if (value === undefined) return undefined;
  return unit === undefined || unit === '1' ? { value } : { value, unit, system: ucum, code: unit };
}

/** A quantity, or one with a lower and an upper end. */
export function cdaRangeOf(element: CdaElement | undefined): JsonObject | undefined {
  const low = cdaQuantityOf(childAt(element, 'low'));
  const high = cdaQuantityOf(childAt(element, 'high'));
  if (low === undefined && high === undefined) return undefined;
  return defined({ low, high });
}

/** Less than, at most, more than, at least: an interval with one end is no range to a reader. */
function comparedOf(element: CdaElement): JsonObject | undefined {
  const low = childAt(element, 'low');
  const high = childAt(element, 'high');
  const [end, open, closed] = cdaQuantityOf(low) === undefined ? [high, '<', '<='] : [low, '>', '>='];
  const quantity = cdaQuantityOf(end);
  if (quantity === undefined) return undefined;
  return { ...quantity, comparator: attributeOf(end, 'inclusive') === 'false' ? open : closed };
}

/** @see http://terminology.hl7.org/CodeSystem/v3-NullFlavor and data-absent-reason */
const absent: Readonly<Record<string, string>> = {
  UNK: 'unknown',
  NASK: 'not-asked',
  ASKU: 'asked-unknown',
  NAV: 'temp-unknown',
  NA: 'not-applicable',
  MSK: 'masked',
  NI: 'unknown',
};

/**
 * An observation's value as members of FHIR's Observation: `{ valueQuantity: … }`, or why there is none.
 * @returns `undefined` where it is of a kind that FHIR has no place for
 */
export function valueMembers(
  value: CdaElement | undefined,
  narrative: NarrativeText,
): JsonObject | undefined {
  if (value === undefined) return {};
  const nullFlavor = attributeOf(value, 'nullFlavor');
  const type = attributeOf(value, 'type')?.replace(/^\w+:/, '');
  const found = type === undefined ? undefined : valueOfType(type, value, narrative);
  if (found !== undefined) return found;
  const reason = absent[nullFlavor ?? ''];
  if (reason === undefined) return undefined;
  return {
    dataAbsentReason: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: reason },
      ],
    },
  };
}

function valueOfType(
  type: string,
  value: CdaElement,
  narrative: NarrativeText,
): JsonObject | undefined {
  const own = attributeOf(value, 'value');
  switch (type) {
    case 'PQ':
    case 'REAL':
      return asMember('valueQuantity', cdaQuantityOf(value));
    case 'INT':
      return asMember('valueInteger', integerOf(own));
    case 'CD':
    case 'CE':
    case 'CV':
    case 'CO':
    case 'CS':
      return asMember('valueCodeableConcept', cdaConceptOf(value, narrative));
    case 'ST':
    case 'ED':
      // Anything else than text would be letters that nobody can read.
      return attributeOf(value, 'representation') === 'B64'
        ? undefined
        : asMember('valueString', narrative.of(value));
    case 'BL':
      return own === 'true' || own === 'false' ? { valueBoolean: own === 'true' } : undefined;
    case 'TS':
      return asMember('valueDateTime', dateTimeOf(own));
    case 'IVL_TS':
      return asMember('valuePeriod', periodOf(whenOf(value)));
    case 'IVL_PQ':
    case 'IVL_INT':
    case 'IVL_REAL':
      return intervalValue(value);
    case 'RTO_PQ_PQ':
    case 'RTO':
      return ratioValue(value);
    default:
      return undefined;
  }
}

function intervalValue(value: CdaElement): JsonObject | undefined {
  const range = cdaRangeOf(value);
  const isWhole = range?.['low'] !== undefined && range['high'] !== undefined;
  return isWhole ? { valueRange: range } : asMember('valueQuantity', comparedOf(value));
}

function ratioValue(value: CdaElement): JsonObject | undefined {
  const numerator = cdaQuantityOf(childAt(value, 'numerator'));
  const denominator = cdaQuantityOf(childAt(value, 'denominator'));
  return numerator === undefined || denominator === undefined
    ? undefined
    : { valueRatio: { numerator, denominator } };
}

function integerOf(text: string | undefined): unknown {
  const number = numberOf(text);
  const written = numberTextOf(number);
  return written !== undefined && /^-?\d{1,9}$/.test(written) ? number : undefined;
}

function asMember(name: string, value: unknown): JsonObject | undefined {
  return value === undefined ? undefined : { [name]: value };
}

/** What is normal, by a test's own words and numbers. */
export function referenceRangesOf(observation: CdaElement, narrative: NarrativeText): JsonObject[] {
  return observation.nodes.flatMap((node) => {
    if (typeof node === 'string' || node.name !== 'referenceRange') return [];
    const range = childAt(node, 'observationRange');
    const ends = cdaRangeOf(childAt(range, 'value'));
    const text = narrative.of(childAt(range, 'text')) ?? wordsIn(childAt(range, 'value'));
    if (ends === undefined && text === undefined) return [];
    return [{ ...ends, ...(text === undefined ? {} : { text }) }];
  });
}
