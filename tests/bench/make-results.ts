import { LosslessNumber } from 'lossless-json';
import {
  atOrganisation,
  base,
  concept,
  loinc,
  subject,
  visitOf,
  type Draft,
  type Resource,
} from './resource-parts.ts';
import * as words from './vocabulary.ts';

/** A laboratory result or a vital sign with its range. */
export function observation(draft: Draft): Resource {
  const { random, day } = draft;
  const measured = random.pick(words.measurements);
  const { unit, low, high, vital } = measured;
  const value = low + (random.next() * 1.5 - 0.25) * (high - low);
  const quantity = (written: string) => ({
    value: new LosslessNumber(written),
    unit,
    system: 'http://unitsofmeasure.org',
    code: unit,
  });
  return {
    ...base('Observation', draft, measured.display),
    status: 'final',
    category: [
      concept('http://terminology.hl7.org/CodeSystem/observation-category', {
        code: vital ? 'vital-signs' : 'laboratory',
        display: vital ? 'Vital Signs' : 'Laboratory',
      }),
    ],
    code: concept(loinc, measured),
    subject,
    encounter: visitOf(draft),
    effectiveDateTime: `${day}T09:30:00+00:00`,
    issued: `${day}T16:05:12.000+00:00`,
    performer: [atOrganisation(random)],
    // One in ten ends in a zero, which the record keeps.
    valueQuantity: quantity(value.toFixed(1)),
    referenceRange: [{ low: quantity(String(low)), high: quantity(String(high)) }],
  };
}

/** A report of six results. */
export function report(draft: Draft): Resource {
  const { random, day, number } = draft;
  const kind = random.pick(words.reports);
  return {
    ...base('DiagnosticReport', draft, kind.display),
    status: 'final',
    category: [
      concept('http://terminology.hl7.org/CodeSystem/v2-0074', {
        code: 'LAB',
        display: 'Laboratory',
      }),
    ],
    code: concept(loinc, kind),
    subject,
    encounter: visitOf(draft),
    effectiveDateTime: `${day}T09:30:00+00:00`,
    issued: `${day}T16:05:12.000+00:00`,
    performer: [atOrganisation(random)],
    result: Array.from({ length: 6 }, (_, offset) => ({
      reference: `Observation/observation-${String(Math.max(0, number - offset))}`,
      display: random.pick(words.measurements).display,
    })),
  };
}
