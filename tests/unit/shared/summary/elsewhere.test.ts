import { describe, expect, it } from 'vitest';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { elsewhereIn } from '../../../../shared/summary/elsewhere.ts';
import { makeLedger } from '../../../../shared/summary/ledger.ts';
import { sectionNotes } from '../../../../shared/summary/section-notes.ts';
import {
  documentStatement,
  readDocumentStatements,
} from '../../../../shared/summary/statements.ts';
import { english } from '../../../../shared/words/english.ts';
import { countsText } from '../../../../shared/words/statement.ts';
import { aProblem, aResult, now, recordOf } from './builders.ts';

function ledgerOf(...resources: readonly FhirResource[]) {
  const { cards } = recordOf(...resources);
  const person = cards.find(({ resourceType }) => resourceType === 'Patient')?.key;
  const record = { cards, person, isSetAside: () => false, entryAt: () => undefined };
  return makeLedger(record, now);
}

let count = 0;
function an(resourceType: string, members: JsonObject): FhirResource {
  count += 1;
  return { resourceType, id: `x${String(count)}`, subject: { reference: 'Patient/1' }, ...members };
}

const elsewhereOf = (...resources: readonly FhirResource[]) => elsewhereIn(ledgerOf(...resources));

const saidOf = (...resources: readonly FhirResource[]) => {
  const elsewhere = elsewhereIn(ledgerOf(...resources));
  return english.statement({ kind: 'elsewhere', what: countsText(elsewhere) });
};

describe('what a record holds beside a summary', () => {
  it('is counted by what it is', () => {
    const letter = () =>
      an('DocumentReference', { status: 'current', type: { text: 'Clinic letter' } });
    expect(
      saidOf(
        letter(),
        letter(),
        an('Procedure', { status: 'preparation', code: { text: 'Cataract operation' } }),
        an('Procedure', { status: 'not-done', code: { text: 'CABG' } }),
        an('CarePlan', { status: 'active', intent: 'plan', title: 'Asthma plan' }),
        an('Immunization', { status: 'not-done', vaccineCode: { text: 'MMR' } }),
        an('QuestionnaireResponse', { status: 'completed' }),
      ),
    ).toBe(
      'In the patient’s record and not on this page: 1 planned procedure, 1 care plan, 2 letters and documents, 1 questionnaire, 1 procedure not done, 1 vaccination not given.',
    );
  });

  it('holds what belongs to a section that is not written, and nothing that a section tells', () => {
    const stay = an('Encounter', {
      status: 'finished',
      class: { code: 'IMP' },
      period: { start: '2019-01-01', end: '2019-01-05' },
    });
    expect(elsewhereIn(ledgerOf(stay))).toEqual([{ what: 'stays', count: 1 }]);
    const recent = an('Encounter', {
      status: 'finished',
      class: { code: 'IMP' },
      period: { start: '2026-10-01', end: '2026-10-05' },
    });
    expect(elsewhereIn(ledgerOf(stay, recent))).toEqual([]);
  });

  it('says nothing of what is private, of bookkeeping, of money, or of what is in error', () => {
    const elsewhere = elsewhereOf(
      aProblem({ code: { text: 'Victim of domestic abuse' } }),
      aProblem({ verificationStatus: { coding: [{ code: 'entered-in-error' }] } }),
      an('List', { status: 'current', mode: 'working' }),
      an('Coverage', { status: 'active' }),
    );
    expect(elsewhere).toEqual([]);
  });

  it('is read back from a document', () => {
    const statement = { kind: 'elsewhere', what: 'goals 2, documents 1' } as const;
    const extension = [documentStatement(statement, english)];
    expect(readDocumentStatements({ extension }, english)).toEqual([
      {
        kind: 'elsewhere',
        words: 'In the patient’s record and not on this page: 2 goals, 1 letter or document.',
        short: english.shortStatement(statement),
      },
    ]);
  });
});

describe('results that a section has no room for', () => {
  const result = (at: number, code: string) =>
    aResult({
      code: { text: `Test ${String(at)}` },
      interpretation: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
              code,
            },
          ],
        },
      ],
    });

  it('are counted apart where they are marked as abnormal or critical', () => {
    const all = Array.from({ length: 22 }, (_, at) => result(at, 'HH'));
    const abnormal = Array.from({ length: 3 }, (_, at) => result(100 + at, 'H'));
    const usual = Array.from({ length: 4 }, (_, at) => result(200 + at, 'N'));
    const { sections } = ledgerOf(...all, ...abnormal, ...usual);
    const left = sections.find(({ section }) => section === 'results')?.left ?? [];
    const notes = sectionNotes({
      section: { code: '30954-2', name: 'results', need: 'recommended' },
      resources: [],
      leftOutByPatient: 0,
      isWhole: true,
      left,
      over: 0,
      isContradicted: false,
    });
    expect(notes.map(({ kind, count }) => english.note(kind, count, 'results'))).toEqual([
      '9 other results are not shown here.',
      '5 of these other results are marked as high, low or abnormal.',
      '2 of these other results are marked as critical.',
    ]);
  });
});
