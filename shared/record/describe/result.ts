import { own } from '../../base/own.ts';
import { defined } from '../../base/defined.ts';
import { codeOfConcept, codingsOf, conceptOf } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import type { Fact, FactValue, Flag } from '../fact.ts';
import type { Kind } from '../kind.ts';
import {
  choiceOf,
  conceptFact,
  conceptFacts,
  fact,
  firstDate,
  notesOf,
  organisationIn,
  referenceRangeOf,
} from './reading.ts';
import { readStatus } from './status.ts';

/** A measurement, a laboratory result, a vital sign or an answer. @see https://hl7.org/fhir/R4/observation.html */
export function describeObservation(resource: FhirResource): Description {
  const ranges = objectsOf(resource['referenceRange']).flatMap(
    (range) => referenceRangeOf(range) ?? [],
  );
  const components = objectsOf(resource['component']);
  return defined({
    category: 'results' as const,
    kind: observationKind(resource),
    title: conceptOf(resource['code']),
    date: firstDate(resource, 'effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'issued'),
    dateMeaning: 'measured' as const,
    ...readStatus(resource['status']),
    value: valueOf(resource),
    referenceRange: ranges.length === 0 ? undefined : ranges,
    flag: flagOf(resource) ?? components.map(flagOf).find((flag) => flag !== undefined),
    facts: [
      ...components.flatMap(componentFact),
      ...conceptFacts('interpretation', resource['interpretation']),
      ...conceptFact('bodySite', resource['bodySite']),
      ...conceptFact('method', resource['method']),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer'),
  });
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

/** A Component as a fact, named by its source, with its own range and flag. */
function componentFact(component: JsonObject): Fact[] {
  const value = valueOf(component);
  if (value === undefined) return [];
  return [
    defined({
      name: 'component' as const,
      label: conceptOf(component['code']),
      value,
      range: referenceRangeOf(objectsOf(component['referenceRange'])[0]),
      flag: flagOf(component),
    }),
  ];
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
    return interpretations.map(({ code }) => own(flags, code)).find((flag) => flag !== undefined);
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
    kind: 'DiagnosticReport',
    title: conceptOf(resource['code']),
    date: firstDate(resource, 'effectiveDateTime', 'effectivePeriod', 'issued'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...fact('conclusion', textOf(resource['conclusion'])),
      ...conceptFacts('conclusionCode', resource['conclusionCode'] ?? resource['codedDiagnosis']),
      ...fact('result', results.length === 0 ? undefined : { number: String(results.length) }),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer', 'resultsInterpreter'),
  });
}
