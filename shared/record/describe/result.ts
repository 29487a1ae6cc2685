import { reportTexts } from '../attachment-texts.ts';
import { defined } from '../../base/defined.ts';
import { codingsOf, conceptOf, eachConceptOf, plainWordsOf } from '../../fhir/concept.ts';
import { isSameUnit, quantityOf, type Quantity } from '../../fhir/quantity.ts';
import { referenceOf } from '../../fhir/reference.ts';
import {
  listOf,
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../fhir/resource.ts';
import type { DateMeaning, Description } from '../card.ts';
import { flags, type Fact, type FactValue, type Flag, type ReferenceRange } from '../fact.ts';
import type { Kind } from '../kind.ts';
import { plainValues } from '../plain-value.ts';
import { extensionsOf, extensionValue } from './extension.ts';
import { flagOfInterpretations } from './interpretation.ts';
import {
  choiceOf,
  conceptFact,
  conceptFacts,
  endOf,
  fact,
  facts,
  firstDate,
  noteTextsOf,
  notesOf,
  organisationIn,
  referenceFact,
  referenceRangeOf,
  referenceValue,
} from './reading.ts';
import { readStatus } from './status.ts';
import { isUnitOf, writtenRange, type Bound } from './written-range.ts';

/** A measurement, a laboratory result, a vital sign or an answer. @see https://hl7.org/fhir/R4/observation.html */
export function describeObservation(resource: FhirResource): Description {
  const ranges = rangesOf(resource);
  const parts = objectsOf(resource['component']).map(componentFact);
  const flag = flagOf(resource, ranges);
  const flagOfParts = flags.find((one) => parts.some((part) => part.flag === one));
  const { device, specimen, focus } = resource;
  return defined({
    category: 'results' as const,
    kind: observationKind(resource),
    title: conceptOf(resource['code']),
    ...dated(resource),
    ...readStatus(resource['status']),
    value: valueOf(resource),
    referenceRange: ranges.length === 0 ? undefined : ranges,
    flag: flag ?? flagOfParts,
    flagOfPart: flag === undefined && flagOfParts !== undefined ? (true as const) : undefined,
    facts: [
      ...directivesOf(resource),
      ...parts,
      ...conceptFacts('interpretation', resource['interpretation']),
      ...listOf(focus).flatMap((one) => focusFact(resource, one)),
      ...referenceFact('specimen', resource, specimen),
      ...conceptFact('bodySite', resource['bodySite']),
      ...conceptFact('method', resource['method']),
      ...referenceFact('device', resource, device),
      ...endOf(resource['effectivePeriod'] ?? timingOf(resource).bounds, 'end'),
      ...partFacts(resource, 'hasMember'),
      ...partFacts(resource, 'derivedFrom'),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer'),
  });
}

/** When it was measured; else when it was given out, which is something else. */
function dated(resource: FhirResource): {
  readonly date: string | undefined;
  readonly dateMeaning: DateMeaning;
} {
  const { events, bounds } = timingOf(resource);
  const measured =
    firstDate(resource, 'effectiveDateTime', 'effectivePeriod', 'effectiveInstant') ??
    events[0] ??
    textOf(bounds?.['start']) ??
    textOf(bounds?.['end']);
  return measured === undefined
    ? { date: firstDate(resource, 'issued'), dateMeaning: 'issued' }
    : { date: measured, dateMeaning: 'measured' };
}

function timingOf(resource: FhirResource): {
  readonly events: readonly string[];
  readonly bounds: JsonObject | undefined;
} {
  const timing = objectOf(resource['effectiveTiming']);
  return {
    events: listOf(timing?.['event']).flatMap((event) => textOf(event) ?? []),
    bounds: objectOf(objectOf(timing?.['repeat'])?.['boundsPeriod']),
  };
}

/** Whom or what it is about, where that is not the patient; said also where nobody names it. */
function focusFact(resource: FhirResource, one: unknown): Fact[] {
  const named = referenceFact('focus', resource, one);
  return named.length > 0 ? named : fact('focus', { reference: {} });
}

/** What references name in words of their own, or by what stands inside the resource. */
function partFacts(resource: FhirResource, name: 'derivedFrom' | 'hasMember'): Fact[] {
  return listOf(resource[name]).flatMap((one) =>
    leadsInside(one) ? referenceFact(name, resource, one) : fact(name, referenceValue(one)),
  );
}

function leadsInside(reference: unknown): boolean {
  return referenceOf(reference).reference?.startsWith('#') === true;
}

const directiveCodes = new Set(['42348-3', '75320-2', '81334-5']);
const directiveWords = /\badvance(?:d)? (?:care|decision|directive|statement)/i;

/** That its source files it under advance directives, which no title need say. */
function directivesOf(resource: FhirResource): Fact[] {
  return eachConceptOf(resource['category'])
    .filter(
      (concept) =>
        (concept.coding ?? []).some(({ code = '' }) => directiveCodes.has(code)) ||
        directiveWords.test(plainWordsOf(concept)),
    )
    .map((concept) => ({ name: 'category', value: { concept } }));
}

/** Codes of an Observation's category that make it something else than a test result. */
const observationKinds: readonly (readonly [string, Kind])[] = [
  ['vital-signs', 'Observation.vital-signs'],
  ['social-history', 'Observation.social-history'],
  ['survey', 'Observation.survey'],
];

function observationKind(resource: FhirResource): Kind {
  const categories = objectsOf(resource['category'])
    .flatMap(codingsOf)
    .map((coding) => coding.code);
  const found = observationKinds.find(([code]) => categories.includes(code));
  return found?.[1] ?? 'Observation';
}

function valueOf(holder: JsonObject): FactValue | undefined {
  const value = choiceOf(holder, 'value');
  if (value !== undefined) return value;
  const reason = conceptOf(holder['dataAbsentReason']);
  return reason === undefined ? undefined : { dataAbsentReason: reason };
}

/** A Component as a fact, named by its source, with its own range, flag and meaning. */
function componentFact(component: JsonObject): Fact {
  const ranges = rangesOf(component);
  const interpretation = eachConceptOf(component['interpretation'] ?? []);
  return defined({
    name: 'component' as const,
    label: conceptOf(component['code']),
    value: valueOf(component) ?? { noValue: true as const },
    range: ranges.length === 0 ? undefined : ranges,
    flag: flagOf(component, ranges),
    interpretation: interpretation.length === 0 ? undefined : interpretation,
  });
}

function rangesOf(holder: JsonObject): ReferenceRange[] {
  return objectsOf(holder['referenceRange']).flatMap((range) => referenceRangeOf(range) ?? []);
}

/** What the source says about the value; where it says nothing, how the value stands to the one range given with it. */
function flagOf(holder: JsonObject, ranges: readonly ReferenceRange[]): Flag | undefined {
  const interpretations = eachConceptOf(holder['interpretation'] ?? []);
  return interpretations.length > 0
    ? flagOfInterpretations(interpretations)
    : flagAgainstRange(holder, ranges);
}

/** Only where value and range are of one unit, and the range is for everybody. */
function flagAgainstRange(
  holder: JsonObject,
  [range, ...others]: readonly ReferenceRange[],
): Flag | undefined {
  const quantity = quantityOf(holder['valueQuantity']);
  if (quantity === undefined || range === undefined || others.length > 0) return undefined;
  if (objectsOf(holder['referenceRange']).length > 1 || !isForEverybody(range)) return undefined;
  const { low, high } = boundsFor(range, quantity);
  const value = Number(quantity.value);
  const { comparator = '' } = quantity;
  // "> 200" is above 200 itself; of "< 5" it is only known that it is below 5.
  const isAbove = (bound: Bound) =>
    !comparator.startsWith('<') &&
    (value > bound.number || (value === bound.number && (comparator === '>' || !bound.isWithin)));
  const isBelow = (bound: Bound) =>
    !comparator.startsWith('>') &&
    (value < bound.number || (value === bound.number && (comparator === '<' || !bound.isWithin)));
  if (high !== undefined && isAbove(high)) return 'high';
  return low !== undefined && isBelow(low) ? 'low' : undefined;
}

/** The ends of a range that are of the quantity's unit: its numbers, or where it has none its text. */
function boundsFor(
  range: ReferenceRange,
  quantity: Quantity,
): { readonly low?: Bound; readonly high?: Bound } {
  const { low, high, text } = range;
  if (low === undefined && high === undefined) {
    const written = text === undefined ? undefined : writtenRange(text);
    return written !== undefined && isUnitOf(written.unit, quantity) ? written : {};
  }
  const bound = (end: Quantity | undefined): Bound | undefined =>
    end === undefined || end.comparator !== undefined || !isSameUnit(end, quantity)
      ? undefined
      : { number: Number(end.value), isWithin: true };
  return defined({ low: bound(low), high: bound(high) });
}

/** Whether nothing says for whom it is, and its text is a range alone. */
function isForEverybody({ appliesTo, age, type, text, low, high }: ReferenceRange): boolean {
  if (appliesTo !== undefined || age !== undefined) return false;
  if (type !== undefined && !type.coding?.some(({ code }) => code === 'normal')) return false;
  if (text === undefined || writtenRange(text) !== undefined) return true;
  const unit = high?.unit ?? low?.unit ?? '';
  return !/\p{L}/u.test(unit === '' ? text : text.replaceAll(unit, ''));
}

/** A report of several results, an image or a letter. @see https://hl7.org/fhir/R4/diagnosticreport.html */
export function describeReport(resource: FhirResource): Description {
  const results = objectsOf(resource['result']);
  const conclusion = textOf(resource['conclusion']);
  const notes = [...notesOf(resource), ...facts('note', noteTextsOf(notesOfR5(resource)))];
  const said = [conclusion ?? '', ...plainValues(notes)];
  return defined({
    category: 'results' as const,
    kind: 'DiagnosticReport',
    title: conceptOf(resource['code']),
    date: firstDate(resource, 'effectiveDateTime', 'effectivePeriod', 'issued'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...listOf(resource['specimen']).flatMap((one) => referenceFact('specimen', resource, one)),
      ...fact('conclusion', conclusion),
      ...conceptFacts('conclusionCode', resource['conclusionCode'] ?? resource['codedDiagnosis']),
      ...facts('narrative', reportTexts(resource, said)),
      ...results.filter(leadsInside).flatMap((one) => referenceFact('result', resource, one)),
      ...fact('result', results.length === 0 ? undefined : { number: String(results.length) }),
      ...notes,
    ],
    ...organisationIn(resource, 'performer', 'resultsInterpreter'),
  });
}

/** R4 has no place for the notes of a report. */
function notesOfR5(report: FhirResource): unknown[] {
  return extensionsOf(report, /DiagnosticReport\.note$/).map(extensionValue);
}
