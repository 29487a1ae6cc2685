import { expect, it } from 'vitest';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import { english } from '../../../../shared/words/english.ts';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { aPrescription, aProblem, coded, now, recordOf } from './builders.ts';

function itemsOf(resource: FhirResource) {
  const view = readSummary(summarise(recordOf(resource), { now }).text, english);
  return view?.sections.flatMap(({ items }) => items) ?? [];
}

const resolved = coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'resolved');

it('an end before its beginning is told as a contradiction, with both dates as written', () => {
  const dates = { onsetDateTime: '2013-07-03', abatementDateTime: '2008-08-14' };
  const [item] = itemsOf(aProblem({ clinicalStatus: resolved, ...dates }));
  const said = item?.details.map(({ words }) => words) ?? [];
  expect(said).toContain(english.endBeforeStart);
  expect(said).toContain('Ended: 14 August 2008');
  expect(item?.dateWords).toBe('from 3 July 2013');
});

it('an end on the day of the beginning is none', () => {
  const dates = { onsetDateTime: '2013-07-03T10:00:00Z', abatementDateTime: '2013-07-03' };
  const [item] = itemsOf(aProblem({ clinicalStatus: resolved, ...dates }));
  expect(item?.details.map(({ words }) => words)).not.toContain(english.endBeforeStart);
});

it('a medicine that was stopped does not seem to have been stopped when it was prescribed', () => {
  const [item] = itemsOf(
    aPrescription({
      status: 'stopped',
      authoredOn: '2026-10-02',
      dispenseRequest: { validityPeriod: { end: '2026-11-14' } },
    }),
  );
  expect(item?.dateWords).toBe('date not given; recorded 2 October 2026');
  expect(item?.details.map(({ words }) => words)).toContain('Valid until: 14 November 2026');
});
