import { defined } from '../../base/defined.ts';
import { codeOfConcept, codesOf, codingsOf, eachWordsOf, wordsOf } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { rangeWords } from '../../fhir/quantity.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../fhir/resource.ts';
import type { Description, Fact, Flag } from '../card.ts';
import { choiceWords, fact, factOfAll, firstDate, notesOf, organisationIn } from './reading.ts';
import { readStatus } from './status.ts';

/** A measurement, a laboratory result, a vital sign or an answer. @see https://hl7.org/fhir/R4/observation.html */
export function describeObservation(resource: FhirResource): Description {
  const ranges = objectsOf(resource['referenceRange']);
  const components = objectsOf(resource['component']);
  return defined({
    category: 'results' as const,
    kind: observationKind(resource),
    title: wordsOf(resource['code']),
    date: firstDate(resource, 'effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued'),
    dateMeaning: 'measured' as const,
    ...readStatus(resource['status']),
    value: bloodPressure(components) ?? valueOf(resource),
    range: textOf(ranges.flatMap((range) => namedRange(range) ?? []).join('; ')),
    flag: flagOf(resource) ?? components.map(flagOf).find((flag) => flag !== undefined),
    facts: [
      ...components.flatMap(componentFact),
      ...factOfAll('Meaning', eachWordsOf(resource['interpretation'])),
      ...fact('Body site', wordsOf(resource['bodySite'])),
      ...fact('Method', wordsOf(resource['method'])),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer'),
    codes: codesOf(resource['code']),
  });
}

function observationKind(resource: FhirResource): string {
  const categories = objectsOf(resource['category'])
    .flatMap(codingsOf)
    .map((coding) => coding.code);
  if (categories.includes('vital-signs')) return 'Vital sign';
  if (categories.includes('social-history')) return 'Lifestyle';
  if (categories.includes('survey')) return 'Questionnaire answer';
  return 'Test result';
}

function valueOf(holder: JsonObject): string | undefined {
  const value = choiceWords(holder, 'value');
  if (value !== undefined) return value;
  const absent = wordsOf(holder['dataAbsentReason']);
  return absent === undefined ? undefined : `No value: ${absent}`;
}

/** A Component as a fact, with its own range and flag in words. */
function componentFact(component: JsonObject): Fact[] {
  const value = valueOf(component);
  const range = rangeWords(objectsOf(component['referenceRange'])[0]);
  const words = value !== undefined && range !== undefined ? `${value} (usual: ${range})` : value;
  return fact(wordsOf(component['code']) ?? 'Part', words);
}

const systolic = '8480-6';
const diastolic = '8462-4';

// Written as every clinician writes it, when both halves are there in the same unit.
function bloodPressure(components: readonly JsonObject[]): string | undefined {
  const half = (loinc: string) =>
    objectOf(
      components.find((part) => codingsOf(part['code']).some(({ code }) => code === loinc))?.[
        'valueQuantity'
      ],
    );
  const upper = half(systolic);
  const lower = half(diastolic);
  const high = numberTextOf(upper?.['value']);
  const low = numberTextOf(lower?.['value']);
  if (high === undefined || low === undefined || upper?.['unit'] !== lower?.['unit'])
    return undefined;
  return [`${high}/${low}`, textOf(upper?.['unit'])].filter((part) => part !== undefined).join(' ');
}

function namedRange(range: JsonObject): string | undefined {
  const words = rangeWords(range);
  const type = wordsOf(range['type']);
  const code = codeOfConcept(range['type']);
  if (words === undefined || type === undefined || code === 'normal') return words;
  return `${type}: ${words}`;
}

const flags: Readonly<Record<string, Flag>> = {
  H: 'high',
  HU: 'high',
  HH: 'critical',
  LL: 'critical',
  AA: 'critical',
  L: 'low',
  LU: 'low',
  A: 'abnormal',
  '>': 'high',
  '<': 'low',
};

/** What the source says about the value; where it says nothing, how the value stands to the one range given with it. */
function flagOf(holder: JsonObject): Flag | undefined {
  const interpretations = [holder['interpretation']].flat().flatMap(codingsOf);
  if (interpretations.length > 0) {
    return interpretations.map(({ code }) => flags[code ?? '']).find((flag) => flag !== undefined);
  }
  return flagAgainstRange(holder);
}

function flagAgainstRange(holder: JsonObject): Flag | undefined {
  const quantity = objectOf(holder['valueQuantity']);
  const ranges = objectsOf(holder['referenceRange']);
  const [range] = ranges;
  const value = Number(numberTextOf(quantity?.['value']) ?? NaN);
  if (ranges.length !== 1 || range === undefined || quantity?.['comparator'] !== undefined)
    return undefined;
  if (range['appliesTo'] !== undefined || range['age'] !== undefined) return undefined;
  if (range['type'] !== undefined && codeOfConcept(range['type']) !== 'normal') return undefined;
  const limit = (side: 'low' | 'high') => {
    const bound = objectOf(range[side]);
    const sameUnit = bound?.['unit'] === undefined || bound['unit'] === quantity?.['unit'];
    return sameUnit ? Number(numberTextOf(bound?.['value']) ?? NaN) : NaN;
  };
  if (value > limit('high')) return 'high';
  return value < limit('low') ? 'low' : undefined;
}

/** A report of several results, an image or a letter. @see https://hl7.org/fhir/R4/diagnosticreport.html */
export function describeReport(resource: FhirResource): Description {
  const results = objectsOf(resource['result']);
  return defined({
    category: 'results' as const,
    kind: 'Report',
    title: wordsOf(resource['code']),
    date: firstDate(resource, 'effectiveDateTime', 'effectivePeriod', 'issued'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...fact('Conclusion', textOf(resource['conclusion'])),
      ...factOfAll(
        'Coded conclusion',
        eachWordsOf(resource['conclusionCode'] ?? resource['codedDiagnosis']),
      ),
      ...fact('Results in this report', results.length === 0 ? undefined : String(results.length)),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer', 'resultsInterpreter'),
    codes: codesOf(resource['code']),
  });
}
