import { own } from '../../base/own.ts';
import { wordsOf } from '../concept.ts';
import { numberTextOf, parseFhirJson } from '../json.ts';
import { objectOf, textOf, type JsonObject } from '../resource.ts';
import { cdaConceptOf } from './cda-code.ts';
import { dateTimeOf, cdaPeriodOf, whenOf } from './cda-time.ts';
import { attributeOf, childAt, childrenOf, wordsIn, type CdaElement } from './cda-xml.ts';
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
  const counted = unit === undefined ? unitInWords(element) : undefined;
  if (counted !== undefined) return { value, unit: counted };
  return unit === undefined || unit === '1' ? { value } : { value, unit, system: ucum, code: unit };
}

/** A unit that is none of UCUM's stands in a translation of the same number. @see HL7 V3 Data Types, PQR */
function unitInWords(element: CdaElement | undefined): string | undefined {
  const [translation] = childrenOf(element, 'translation').filter(
    (one) => attributeOf(one, 'value') === attributeOf(element, 'value'),
  );
  return (
    wordsIn(childAt(translation, 'originalText')) ??
    attributeOf(translation, 'displayName') ??
    attributeOf(translation, 'code')
  );
}

/** A quantity, or one with a lower and an upper end, where each end that is written can be read. */
export function cdaRangeOf(element: CdaElement | undefined): JsonObject | undefined {
  const low = cdaQuantityOf(childAt(element, 'low'));
  const high = cdaQuantityOf(childAt(element, 'high'));
  const ends = ['low', 'high'].filter((end) => isWritten(childAt(element, end)));
  const read = [low, high].filter((end) => end !== undefined);
  if (read.length === 0 || read.length < ends.length) return undefined;
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function isWritten(end: CdaElement | undefined): boolean {
  return attributeOf(end, 'value') !== undefined;
}

/** FHIR's ends of a range belong to it. */
function hasOpenEnd(element: CdaElement | undefined): boolean {
  return ['low', 'high'].some((end) => attributeOf(childAt(element, end), 'inclusive') === 'false');
}

/** Less than, at most, more than, at least: an interval with one end is no range to a reader. */
function comparedOf(element: CdaElement): JsonObject | undefined {
  const low = childAt(element, 'low');
  const high = childAt(element, 'high');
  const [end, open, closed] = isWritten(low) ? [low, '>', '>='] : [high, '<', '<='];
  const quantity = cdaQuantityOf(end);
  if (quantity === undefined) return undefined;
  return { ...quantity, comparator: attributeOf(end, 'inclusive') === 'false' ? open : closed };
}

/** An age in one of FHIR's units of time. @see http://hl7.org/fhir/R4/datatypes.html#Age */
export function ageOf(element: CdaElement | undefined): JsonObject | undefined {
  const quantity = cdaQuantityOf(element);
  return /^(?:min|h|d|wk|mo|a)$/.test(String(quantity?.['code'])) ? quantity : undefined;
}

/** A quantity or an interval as it was written, for what is no number: ">60 mL/min", "more than 5 to 10 mg". */
export function writtenValue(element: CdaElement | undefined): string | undefined {
  const own = attributeOf(element, 'value');
  const unit = attributeOf(element, 'unit');
  if (own !== undefined) return unit === undefined || unit === '1' ? own : `${own} ${unit}`;
  const low = childAt(element, 'low');
  const high = childAt(element, 'high');
  const from = endWords(low, 'more than ', isWritten(high) ? '' : 'at least ');
  const to = endWords(high, 'less than ', isWritten(low) ? '' : 'at most ');
  const ends = [from, to].filter((end) => end !== undefined).join(' to ');
  const said = [ends === '' ? undefined : ends, ...besideEnds(element)];
  const words = said.filter((one) => one !== undefined).join(', ');
  return words === '' ? undefined : words;
}

/** The centre and the width of an interval, of which an end is not told or not alone. */
function besideEnds(element: CdaElement | undefined): string[] {
  return [
    { part: childAt(element, 'center'), label: 'centre' },
    { part: childAt(element, 'width'), label: 'width' },
  ].flatMap(({ part, label }) => (isWritten(part) ? [`${label} ${writtenValue(part) ?? ''}`] : []));
}

function endWords(end: CdaElement | undefined, open: string, closed: string): string | undefined {
  const words = isWritten(end) ? writtenValue(end) : undefined;
  if (words === undefined) return undefined;
  return `${attributeOf(end, 'inclusive') === 'false' ? open : closed}${words}`;
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
 * An observation's value as members of FHIR's Observation: `{ valueQuantity: … }`, or why there is none. What is written and
 * fits no kind of value is kept as the text that it is.
 * @returns `undefined` where nothing of it can be read
 */
export function valueMembers(
  value: CdaElement | undefined,
  narrative: NarrativeText,
): JsonObject | undefined {
  if (value === undefined) return {};
  const found = valueOfType(typeOf(value), value, narrative) ?? asText(value, narrative);
  if (found !== undefined) return found;
  const reason = own(absent, attributeOf(value, 'nullFlavor'));
  if (reason === undefined) return undefined;
  return {
    dataAbsentReason: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: reason },
      ],
    },
  };
}

/** Some leave out what type a value is of. */
function typeOf(value: CdaElement): string {
  const said = attributeOf(value, 'type')?.replace(/^\w+:/, '');
  if (said !== undefined) return said;
  if (attributeOf(value, 'code') !== undefined) return 'CD';
  if (attributeOf(value, 'unit') !== undefined) return 'PQ';
  return attributeOf(value, 'value') === undefined ? 'ST' : 'REAL';
}

function asText(value: CdaElement, narrative: NarrativeText): JsonObject | undefined {
  const isBinary = attributeOf(value, 'representation') === 'B64';
  const flavor = attributeOf(value, 'nullFlavor');
  const words = isBinary
    ? undefined
    : (writtenValue(value) ??
      narrative.of(childAt(value, 'originalText')) ??
      attributeOf(value, 'displayName') ??
      narrative.of(value) ??
      (flavor === 'TRC' ? 'trace' : undefined));
  return asMember('valueString', words);
}

/** "Not detected": FHIR's Observation has no mark for a finding that is denied, so its words say it. */
export function deniedValue(members: JsonObject): string | undefined {
  const words = valueText(members);
  if (words === undefined) return undefined;
  const isCapital = /^\p{Lu}\p{Ll}/u.test(words);
  return `Not ${isCapital ? words.charAt(0).toLowerCase() + words.slice(1) : words}`;
}

/** A value in plain words, whatever kind it is of. */
export function valueText(members: JsonObject): string | undefined {
  const [found] = Object.entries(members).filter(([member]) => member.startsWith('value'));
  if (found === undefined) return undefined;
  const [member, value] = found;
  const object = objectOf(value);
  switch (member) {
    case 'valueQuantity':
      return quantityWords(object);
    case 'valueRange':
      return parts(' to ', quantityWords(object?.['low']), quantityWords(object?.['high']));
    case 'valueRatio':
      return parts(
        ' : ',
        quantityWords(object?.['numerator']),
        quantityWords(object?.['denominator']),
      );
    case 'valuePeriod':
      return parts(' to ', textOf(object?.['start']), textOf(object?.['end']));
    case 'valueBoolean':
      return value === true ? 'yes' : 'no';
    case 'valueCodeableConcept':
      return wordsOf(value);
    default:
      return numberTextOf(value) ?? textOf(value);
  }
}

function quantityWords(quantity: unknown): string | undefined {
  const { comparator, value, unit } = objectOf(quantity) ?? {};
  return parts(' ', textOf(comparator), numberTextOf(value), textOf(unit));
}

function parts(between: string, ...words: readonly (string | undefined)[]): string | undefined {
  const said = words.filter((word) => word !== undefined);
  return said.length === 0 ? undefined : said.join(between);
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
      return asMember('valuePeriod', cdaPeriodOf(whenOf(value)));
    case 'IVL_PQ':
    case 'IVL_INT':
    case 'IVL_REAL':
      return intervalValue(value);
    default:
      return type.startsWith('RTO') ? ratioValue(value) : undefined;
  }
}

function intervalValue(value: CdaElement): JsonObject | undefined {
  if (besideEnds(value).length > 0) return asMember('valueString', writtenValue(value));
  const range = cdaRangeOf(value);
  const isWhole = range?.['low'] !== undefined && range['high'] !== undefined;
  if (isWhole && hasOpenEnd(value)) return asMember('valueString', writtenValue(value));
  if (isWritten(childAt(value, 'low')) && isWritten(childAt(value, 'high')) && !isWhole)
    return asMember('valueString', writtenValue(value));
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
    const value = childAt(range, 'value');
    const ends = cdaRangeOf(value);
    const isSaid = ends !== undefined && !hasOpenEnd(value);
    const own = wordsIn(value) ?? (isSaid ? undefined : value && writtenValue(value));
    const text = narrative.of(childAt(range, 'text')) ?? own;
    if (ends === undefined && text === undefined) return [];
    return [{ ...ends, ...(text === undefined ? {} : { text }) }];
  });
}
