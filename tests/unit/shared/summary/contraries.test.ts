import { describe, expect, it } from 'vitest';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import { english } from '../../../../shared/words/english.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { aPrescription, aProblem, coded, now, recordOf } from './builders.ts';

function summaryOf(...resources: readonly FhirResource[]) {
  const view = readSummary(summarise(recordOf(...resources), { now }).text, english);
  if (view === undefined) throw new Error('it is a summary');
  const items = view.sections.flatMap((section) => section.items);
  return {
    redFlags: view.redFlags,
    lines: items.map(({ title, details }) =>
      [title, ...details.map(({ words }) => words)].join('; '),
    ),
  };
}

const medicine = (text: string, members: JsonObject = {}) =>
  aPrescription({ medicationCodeableConcept: { text }, dosageInstruction: [], ...members });

const stopped = (text: string, authoredOn: string | undefined, reason?: string) =>
  medicine(text, {
    status: 'stopped',
    authoredOn,
    ...(reason === undefined ? {} : { statusReason: { text: reason } }),
  });

const said = /another entry says/i;

describe('a medicine that a later entry calls stopped', () => {
  it('says so in its alert and its line, with the day and the reason', () => {
    const { redFlags, lines } = summaryOf(
      medicine('Warfarin 5 mg', { authoredOn: '2025-01-01' }),
      stopped('Warfarin 5 mg', '2026-11-20', 'Intracranial bleed'),
    );
    const words = 'nother entry says: Stopped, recorded 20 November 2026, Intracranial bleed';
    expect(redFlags).toEqual([`Blood thinner: Warfarin 5 mg, a${words}`]);
    expect(lines[0]).toBe(`Warfarin 5 mg; A${words}`);
  });

  it('says so of what is not taken, and of what is on hold', () => {
    const statement: FhirResource = {
      resourceType: 'MedicationStatement',
      id: 'nt',
      status: 'not-taken',
      subject: { reference: 'Patient/1' },
      medicationCodeableConcept: { text: 'Levetiracetam 500 mg' },
      effectiveDateTime: '2026-11-20',
    };
    const { lines } = summaryOf(
      medicine('Levetiracetam 500 mg'),
      statement,
      medicine('Apixaban 5 mg'),
      medicine('Apixaban 5 mg', { status: 'on-hold', authoredOn: '2026-11-19' }),
    );
    expect(lines.filter((line) => said.test(line))).toEqual([
      'Apixaban 5 mg; Another entry says: On hold, recorded 19 November 2026',
      'Levetiracetam 500 mg; Another entry says: Not taken, from 20 November 2026',
    ]);
  });

  it('hears of another strength that did harm, called by its name, and of none that was only changed', () => {
    const of = (reason?: string) =>
      summaryOf(
        medicine('Bisoprolol 2.5 mg'),
        stopped('Bisoprolol 5 mg', '2026-11-20', reason),
      ).lines.filter((line) => said.test(line));
    expect(of('Heart block')[0]).toContain('nother entry says of Bisoprolol 5 mg: Stopped');
    expect(of('Course completed')).toEqual([]);
    expect(of()).toEqual([]);
  });

  it('hears nothing of what was stopped before it, but of what nobody dated', () => {
    const of = (day: string | undefined) =>
      summaryOf(medicine('Digoxin 125 mcg'), stopped('Digoxin 125 mcg', day)).lines.some((line) =>
        said.test(line),
      );
    expect(of('2020-03-01')).toBe(false);
    expect(of(undefined)).toBe(true);
  });

  it('hears it however long ago the other was stopped', () => {
    const { lines } = summaryOf(
      medicine('Warfarin 3 mg', { authoredOn: '2019-01-01' }),
      stopped('Warfarin 3 mg', '2021-05-05'),
    );
    expect(lines.some((line) => said.test(line))).toBe(true);
  });

  it('hears nothing of a single dose that was not given, or of another medicine', () => {
    const missed: FhirResource = {
      resourceType: 'MedicationAdministration',
      id: 'missed',
      status: 'not-done',
      subject: { reference: 'Patient/1' },
      medicationCodeableConcept: { text: 'Digoxin 125 mcg' },
      effectiveDateTime: '2026-11-20',
      statusReason: [{ text: 'Asleep' }],
    };
    const { lines } = summaryOf(
      medicine('Digoxin 125 mcg'),
      missed,
      stopped('Warfarin 5 mg', '2026-11-20', 'Bleeding'),
    );
    expect(lines.filter((line) => said.test(line))).toEqual([]);
  });
});

describe('a medicine whose time is over by its own dates', () => {
  it('says so in its alert, although its status is active', () => {
    const { redFlags } = summaryOf({
      resourceType: 'MedicationStatement',
      id: 'over',
      status: 'active',
      subject: { reference: 'Patient/1' },
      medicationCodeableConcept: { text: 'Amiodarone 200 mg' },
      effectivePeriod: { start: '2020-01-01', end: '2024-06-01' },
      dosage: [{ text: '1 od' }],
    });
    expect(redFlags).toEqual(['Heart rhythm medicine: Amiodarone 200 mg, 1 od, until 1 June 2024']);
  });
});

describe('a problem that another entry found not to be so', () => {
  const refuted = (members: JsonObject = {}) =>
    aProblem({
      code: { text: 'Breast cancer' },
      verificationStatus: coded(
        'http://terminology.hl7.org/CodeSystem/condition-ver-status',
        'refuted',
      ),
      recordedDate: '2026-05-05',
      ...members,
    });

  it('stands, with the other beside it', () => {
    const { lines } = summaryOf(aProblem({ code: { text: 'Breast cancer' } }), refuted());
    expect(lines).toEqual([
      'Breast cancer; Another entry says: Found not to be so, recorded 5 May 2026',
      'Breast cancer',
    ]);
  });

  it('of another side is another problem, and alone it is not listed', () => {
    const side = (text: string) => ({ bodySite: [{ text }] });
    const { lines } = summaryOf(
      aProblem({ code: { text: 'Breast cancer' }, ...side('Left') }),
      refuted(side('Right')),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(said);
    expect(summaryOf(refuted()).lines).toEqual([]);
  });
});
