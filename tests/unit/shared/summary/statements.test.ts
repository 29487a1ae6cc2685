import { describe, expect, it } from 'vitest';
import { sectionTextResource } from '../../../../shared/fhir/ccda/section-text.ts';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../shared/record/describe.ts';
import { listStateOf, type ListState } from '../../../../shared/record/list-warnings.ts';
import { isLongAgo, newestOf } from '../../../../shared/record/newest-entry.ts';
import { textSectionOf } from '../../../../shared/summary/kept-text.ts';
import { recordStatements } from '../../../../shared/summary/record-statements.ts';
import {
  documentStatement,
  readDocumentStatements,
} from '../../../../shared/summary/statements.ts';
import { english } from '../../../../shared/words/english.ts';

const now = new Date('2026-11-30T12:00:00Z');
const whole = { missing: [], isStillReading: false };

function aList(members: object): FhirResource {
  return {
    resourceType: 'List',
    status: 'current',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '933361000000108' }] },
    ...members,
  };
}

function stateOf(list: FhirResource): ListState | undefined {
  return listStateOf({ resourceType: 'List', ...describeResource(list) });
}

function saidOf(...lists: readonly FhirResource[]) {
  const states = lists.flatMap((list) => stateOf(list) ?? []);
  const source = { name: 'Surgery', lists: states, isIncomplete: false };
  return recordStatements([source], whole, now);
}

const warning = (code: string) => ({
  url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1',
  valueCode: code,
});

describe('what a source says of a list', () => {
  it.each([
    'data-in-transit',
    'data-awaiting-filing',
    'confidential-items',
    'incomplete',
    'new-one',
  ])('that it is not whole (%s) stands in its section, with the words of its note', (code) => {
    const list = aList({ extension: [warning(code)], note: [{ text: 'Before 2019 is missing.' }] });
    const [one] = saidOf(list).sections.medications ?? [];
    expect(one).toEqual({
      kind: 'list-warning',
      code,
      source: 'Surgery',
      quote: 'Before 2019 is missing.',
    });
    expect(one && english.statement(one)).toContain('Before 2019 is missing.');
  });

  it('that it is empty is no statement that there is none', () => {
    const list = aList({ emptyReason: { coding: [{ code: 'no-content-recorded' }] } });
    const [one] = saidOf(list).sections.medications ?? [];
    expect(one).toEqual({ kind: 'none-recorded', source: 'Surgery' });
    expect(one && english.statement(one)).toContain('does not say that there are none');
  });

  it('of allergies that have ended says nothing of allergies as a whole', () => {
    const ended = { coding: [{ system: 'http://snomed.info/sct', code: '1103671000000101' }] };
    const list = aList({ code: ended, emptyReason: { coding: [{ code: 'no-content-recorded' }] } });
    expect(saidOf(list).sections.allergies).toEqual([]);
  });

  it('stands once for each reason at the head, and its words once, however many lists and files say it', () => {
    const list = (code: string, reason: string, ...notes: string[]) =>
      stateOf(
        aList({
          code: { coding: [{ system: 'http://snomed.info/sct', code }] },
          extension: [warning(reason)],
          note: notes.map((text) => ({ text })),
        }),
      );
    const medicines = '933361000000108';
    const allergies = '886921000000105';
    const lists = [
      list(medicines, 'data-in-transit', 'Before June is missing.'),
      list(allergies, 'data-in-transit', 'Before June is missing.'),
      list(allergies, 'confidential-items', 'Ask the patient.'),
    ].flatMap((one) => one ?? []);
    const files = ['a.json', 'b.json'].map((name) => ({ name, lists, isIncomplete: false }));
    const said = recordStatements(files, whole, now);
    const source = 'a.json\nb.json';
    expect(said.whole).toEqual([
      { kind: 'list-warning', code: 'data-in-transit', source },
      { kind: 'list-warning', code: 'confidential-items', source },
      { kind: 'list-note', source, quote: 'Before June is missing.' },
      { kind: 'list-note', source, quote: 'Ask the patient.' },
    ]);
    expect(said.sections.allergies).toEqual([
      { kind: 'list-warning', code: 'data-in-transit', source },
      { kind: 'list-warning', code: 'confidential-items', source },
    ]);
    expect(said.whole.map((one) => english.statement(one)).join(' ')).toContain(
      'a.json and b.json say of their lists: “Before June is missing.”',
    );
  });

  it('counts no more once the list was replaced or taken back', () => {
    for (const status of ['retired', 'entered-in-error']) {
      const list = aList({ status, extension: [warning('incomplete')] });
      expect(stateOf(list)).toBeUndefined();
    }
  });

  it('of no section is said of the whole, once', () => {
    const code = { text: 'Consultations' };
    const one = aList({ code, extension: [warning('data-in-transit')] });
    expect(saidOf(one, one).whole).toEqual([
      { kind: 'list-warning', code: 'data-in-transit', source: 'Surgery' },
    ]);
  });
});

describe('what a summary says of the record', () => {
  it('is read back from its document, and as it stands where its words are others', () => {
    const { whole: said } = recordStatements(
      [{ name: 'Surgery', lists: [], newest: '2021-01-19', isIncomplete: true }],
      { missing: [{ what: 'allergies', count: 1 }], isStillReading: true },
      now,
    );
    const extension = said.map((one) => documentStatement(one, english));
    const read = readDocumentStatements({ extension }, english);
    expect(read.map(({ kind }) => kind)).toEqual(said.map(({ kind }) => kind));
    expect(read.map(({ words }) => words).join(' ')).toMatch(/1 allergy.*19 January 2021/);
    const other = JSON.parse(
      JSON.stringify(extension).replaceAll('19 January 2021', '19 January 2026'),
    ) as object[]; // as it was written
    const others = readDocumentStatements({ extension: other }, english);
    expect(others.at(-1)).toEqual({ words: expect.stringContaining('2026') as string });
  });

  it('calls a record old after three months, by what has happened alone', () => {
    expect(newestOf(['2020', '2021-01', '2027-05-01', 'x'], '2026-11-30')).toBe('2021-01');
    expect(isLongAgo('2026-08-15', now)).toBe(true);
    expect(isLongAgo('2026-09', now)).toBe(false);
    expect(isLongAgo('2026', now)).toBe(false);
  });
});

describe('a section that stayed text', () => {
  const text = (code: string) =>
    describeResource(
      sectionTextResource(
        {
          title: 'Title',
          section: { system: 'http://loinc.org', code },
          text: 'Words',
          extent: 'whole',
        },
        { id: '1', patient: undefined, date: undefined, authors: [], custodian: undefined },
      ),
    );

  it.each([
    ['48765-2', 'allergies', 'allergies'],
    ['10183-2', 'medications', 'medicines'],
    ['11535-2', 'problems', 'problems'],
    ['42348-3', 'advance-directives', 'documents'],
  ])('with the code %s stands in %s, and on the shelf %s', (code, section, shelf) => {
    expect(textSectionOf(text(code))).toBe(section);
    expect(text(code).category).toBe(shelf);
  });

  it('of which no section is known stays a document', () => {
    expect(textSectionOf(text('8648-8'))).toBeUndefined();
    expect(text('8648-8').category).toBe('documents');
  });
});
