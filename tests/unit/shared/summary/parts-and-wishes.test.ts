import { describe, expect, it } from 'vitest';
import { textCardContentOf } from '../../../../renderer/vault/share/text-card-content.ts';
import { base64, utf8 } from '../../../../shared/base/bytes.ts';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import type { SectionView, SummaryView } from '../../../../shared/summary/view.ts';
import { english } from '../../../../shared/words/english.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { aPrescription, aProblem, now, recordOf } from './builders.ts';

function viewOf(...resources: readonly FhirResource[]): SummaryView {
  const view = readSummary(summarise(recordOf(...resources), { now }).text, english);
  if (view === undefined) throw new Error('it is a summary');
  return view;
}

const sectionOf = (view: SummaryView, code: string): SectionView => {
  const section = view.sections.find((one) => one.code === code);
  if (section === undefined) throw new Error('it has this section');
  return section;
};

const resuscitation = { system: 'http://snomed.info/sct', code: '304251008' };

const stopped = (text: string, members: JsonObject = {}) =>
  aPrescription({
    status: 'stopped',
    medicationCodeableConcept: { text },
    authoredOn: '2026-10-01',
    ...members,
  });

describe('medicines that are over', () => {
  it('stand apart under a heading of their own', () => {
    const { items, over, notes } = sectionOf(
      viewOf(aPrescription(), stopped('Amlodipine 5 mg')),
      '10160-0',
    );
    expect(items.map(({ title }) => title)).toEqual(['Ramipril 5 mg capsules', 'Amlodipine 5 mg']);
    expect(over).toEqual({ from: 1, heading: english.stoppedMedicines });
    expect(notes).toEqual([]);
  });

  it('make the summary say that none is current, where none is', () => {
    const { over, notes } = sectionOf(viewOf(stopped('Amlodipine 5 mg')), '10160-0');
    expect(over?.from).toBe(0);
    expect(notes.map(({ kind }) => kind)).toEqual(['none-current']);
  });

  it('are more than no information, where they are too old to be listed', () => {
    const section = sectionOf(
      viewOf(stopped('Amlodipine 5 mg', { authoredOn: '2011-10-01' })),
      '10160-0',
    );
    expect(section.items).toEqual([]);
    expect(section.emptyWords).toBeUndefined();
    expect(section.notes.map(({ kind }) => kind)).toEqual(['none-current', 'beyond']);
  });

  it('are nothing that is said where there is no medicine at all', () => {
    const section = sectionOf(viewOf(), '10160-0');
    expect(section.notes).toEqual([]);
    expect(section.emptyWords).toBe(english.emptyReasons.unavailable);
  });
});

describe('problems that are over', () => {
  const problems = '11450-4';
  const over = aProblem({
    code: { text: 'Pneumonia' },
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'resolved' },
      ],
    },
  });

  it('make the summary say that none is current, where none is', () => {
    const section = sectionOf(viewOf(over), problems);
    expect(section.emptyWords).toBeUndefined();
    expect(section.notes.map(({ words }) => words)).toEqual([
      'No current problems in the sources.',
    ]);
  });

  it('say nothing beside one that is current, and no information where there is no problem', () => {
    expect(sectionOf(viewOf(over, aProblem()), problems).notes).toEqual([]);
    expect(sectionOf(viewOf(), problems).notes).toEqual([]);
    expect(sectionOf(viewOf(), problems).emptyWords).toBe(english.emptyReasons.unavailable);
  });
});

describe('a wish for care', () => {
  const living = (attachment: JsonObject): FhirResource => ({
    resourceType: 'DocumentReference',
    id: 'd1',
    status: 'current',
    type: { text: 'Living will' },
    subject: { reference: 'Patient/1' },
    date: '2026-03-01T10:00:00Z',
    content: [{ attachment }],
  });
  const text = (words: string) => ({
    contentType: 'text/plain',
    data: base64(utf8(words)),
    title: 'My living will',
  });
  const detailsOf = (resource: FhirResource, code = '42348-3') =>
    sectionOf(viewOf(resource), code).items.flatMap(({ details }) =>
      details.map(({ words }) => words),
    );

  it('says what its document says', () => {
    expect(detailsOf(living(text('No ventilation.\nNo feeding tube.')))).toContain(
      'It says: No ventilation.; No feeding tube.',
    );
  });

  it('says the beginning of a long one, and where the whole is', () => {
    const details = detailsOf(living(text('I want to be at home. '.repeat(40))));
    const told = details.find((words) => words.startsWith('It says: ')) ?? '';
    expect(told.length).toBeLessThan(420);
    expect(told).toMatch(/…$/);
    expect(details).toContain('Shortened here: the whole text is in My living will');
  });

  it('says of one that cannot be read here that it is a document', () => {
    const pdf = { contentType: 'application/pdf', url: 'https://example.org/a.pdf', title: 'Will' };
    expect(detailsOf(living(pdf)).join(' ')).toMatch(/document that is not part of this summary/);
  });

  it('is told first by what it says of resuscitation, whatever it is called', () => {
    const bare = { ...living({ contentType: 'application/pdf' }), id: 'd0', date: '2026-09-01' };
    const said = living(
      text('I like tea.\nIf my heart stops, I do not\nwant CPR. Ring my sister.'),
    );
    const view = viewOf(bare, said);
    expect(view.redFlags[0]).toMatch(
      /^Wishes for care: My living will \(“If my heart stops, I do not want CPR\.”; “I like tea.*1 March 2026\)$/,
    );
    const { wishes = [] } = textCardContentOf(view, english);
    expect(wishes[0]?.wordings[0]).toContain('“If my heart stops, I do not want CPR.”');
    expect(wishes[0]?.first).toBe(true);
  });

  it('says of resuscitation what stands far behind in its text', () => {
    const late = `${'I want to be at home. '.repeat(40)}No CPR for me, please.`;
    expect(detailsOf(living(text(late)))).toContain('“No CPR for me, please.”');
  });

  it('is read where its text is not in UTF-8', () => {
    const data = base64(new Uint8Array([...utf8('No CPR, says Zo'), 0xeb, 0x2e]));
    expect(detailsOf(living({ contentType: 'text/plain', data }))).toContain(
      'It says: No CPR, says Zoë.',
    );
  });

  const observed = (words: string, members: JsonObject = {}): FhirResource => ({
    resourceType: 'Observation',
    id: words.replaceAll(/\W/g, ''),
    status: 'final',
    code: { text: words },
    subject: { reference: 'Patient/1' },
    effectiveDateTime: '2026-01-11',
    ...members,
  });

  it('has its note in the first lines', () => {
    const place = observed('Preferred place of death: hospital', {
      note: [{ text: 'Second choice' }],
    });
    expect(viewOf(place).redFlags).toEqual([
      'Wishes for care: Preferred place of death: hospital (“Second choice”; 11 January 2026)',
    ]);
  });

  it('is no talk of one', () => {
    const { redFlags } = viewOf(
      observed('Preferred place of death discussed with patient'),
      observed('Family member informed of resuscitation decision'),
      observed('Not for resuscitation, discussed with patient'),
    );
    expect(redFlags).toEqual([
      'Wishes for care: Not for resuscitation, discussed with patient (11 January 2026)',
    ]);
  });

  it('is called by its value where its title only asks', () => {
    const status = observed('Advance directive status', { valueString: 'Not for resuscitation' });
    expect(viewOf(status).redFlags[0]).toMatch(
      /^Wishes for care: Not for resuscitation \(Advance directive status; /,
    );
  });

  it('says what a plan says', () => {
    const plan: FhirResource = {
      resourceType: 'CarePlan',
      id: 'c1',
      status: 'active',
      intent: 'plan',
      title: 'ReSPECT plan',
      description: 'Comfort first. Not for intensive care.',
      subject: { reference: 'Patient/1' },
    };
    expect(detailsOf(plan, '75320-2')).toContain('It says: Comfort first. Not for intensive care.');
  });
});

describe('the card', () => {
  const psychosis = aProblem({ code: { text: 'Schizophrenia' } });
  const asthma = aProblem({ code: { text: 'Asthma' } });
  const named = (withPrivate: boolean) =>
    textCardContentOf(viewOf(psychosis, asthma), english, { withPrivate }).problems.map(
      ({ wordings }) => wordings[0],
    );

  it('leaves out what may be private, and says that something is left out', () => {
    expect(named(false)).toEqual([english.privateOnCard, 'Asthma']);
  });

  it('has it where the person says so', () => {
    expect(named(true).toSorted()).toEqual(['Asthma', 'Schizophrenia']);
  });
});

describe('wishes for care', () => {
  const refusal = (what: string, members: JsonObject = {}): FhirResource => ({
    resourceType: 'Consent',
    id: what,
    status: 'active',
    scope: { coding: [{ code: 'adr' }] },
    category: [{ text: 'Advance decision to refuse treatment' }],
    patient: { reference: 'Patient/p' },
    dateTime: '2020-02-02',
    provision: { type: 'deny', code: [{ text: what }], ...members },
  });

  it('that were meant for a time that is over are not told as standing', () => {
    const { redFlags } = viewOf(
      refusal('Antibiotics', { period: { start: '2020-01-01', end: '2021-01-01' } }),
      refusal('Dialysis', { period: { end: '2040' } }),
    );
    expect(redFlags.filter((flag) => /Antibiotics/.test(flag))).toEqual([]);
    expect(redFlags.filter((flag) => /Dialysis \(until 2040\)/.test(flag))).toHaveLength(1);
  });

  it.each([
    ['that there is no directive is none', 'Advance healthcare directive status', 'Absent', []],
    ['"resuscitation: no" is told with its answer', 'Resuscitation', 'No', [/Resuscitation.*No/]],
    [
      'an order against it that is denied, too',
      'DNACPR',
      'No',
      [/^Wishes for care: DNACPR: No \(/],
    ],
  ])('%s', (_, question, answer, expected) => {
    const { redFlags } = viewOf({
      resourceType: 'Observation',
      id: 'asked',
      status: 'final',
      code: { text: question, ...(question === 'Resuscitation' && { coding: [resuscitation] }) },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2026-01-01',
      valueCodeableConcept: { text: answer },
    });
    expect(redFlags).toHaveLength(expected.length);
    for (const [at, words] of expected.entries()) expect(redFlags[at]).toMatch(words);
  });

  it('that tell only who may see what are none', () => {
    const { redFlags } = viewOf({
      resourceType: 'Consent',
      id: 'sharing',
      status: 'active',
      category: [{ coding: [{ code: 'EMRGONLY' }] }],
      patient: { reference: 'Patient/p' },
      dateTime: '2020-02-02',
    });
    expect(redFlags).toEqual([]);
  });

  it('are no test results where their source files them as advance directives', () => {
    const intubation: FhirResource = {
      resourceType: 'Observation',
      id: 'intubation',
      status: 'final',
      category: [{ text: 'Advance Directives' }],
      code: { text: 'Transfusion of blood product' },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2026-01-01',
      valueBoolean: false,
    };
    const view = viewOf(intubation);
    expect(sectionOf(view, '75320-2').items.map(({ title }) => title)).toEqual([
      'Transfusion of blood product',
    ]);
    expect(view.redFlags.join()).toMatch(/Transfusion of blood product: No \(/);
    expect(textCardContentOf(view, english, { withPrivate: false }).wishes).toHaveLength(1);
  });

  it.each<[string, string, RegExp]>([
    ['no order', 'DNACPR in place', /^Wishes for care: DNACPR in place: No \(/],
    ['no wish', 'For resuscitation?', /^Wishes for care: For resuscitation\? No \(/],
  ])('are never turned round by their answer: %s', (_, question, words) => {
    const { redFlags } = viewOf({
      resourceType: 'Observation',
      id: 'filed',
      status: 'final',
      category: [{ text: 'Advance Directives' }],
      code: { text: question },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2026-01-01',
      valueBoolean: false,
    });
    expect(redFlags.join()).toMatch(words);
    expect(redFlags.join()).not.toMatch(/Do not attempt|For resuscitation;/);
  });

  it('are the answers to a form, and a goal of advance care planning', () => {
    const subject = { reference: 'Patient/p' };
    const view = viewOf(
      {
        resourceType: 'QuestionnaireResponse',
        id: 'form',
        status: 'completed',
        subject,
        authored: '2026-01-01',
        item: [
          { linkId: '1', text: 'Would you want CPR?', answer: [{ valueBoolean: false }] },
          { linkId: '2', text: 'Do you smoke?', answer: [{ valueBoolean: false }] },
        ],
      },
      {
        resourceType: 'Goal',
        id: 'goal',
        lifecycleStatus: 'active',
        category: [{ text: 'Advance care planning' }],
        description: { text: 'To die at home' },
        subject,
      },
      {
        resourceType: 'QuestionnaireResponse',
        id: 'other',
        status: 'completed',
        subject,
        authored: '2026-01-01',
        item: [{ linkId: '1', text: 'Have you had CPR?', answer: [{ valueBoolean: false }] }],
      },
    );
    expect(view.redFlags[0]).toMatch(/^Wishes for care: Would you want CPR\? No \(/);
    expect(view.redFlags[0]).not.toMatch(/smoke/);
    expect(view.redFlags[1]).toMatch(/^Wishes for care: To die at home \(/);
    expect(view.redFlags).toHaveLength(2);
    expect(sectionOf(view, '75320-2').items).toHaveLength(2);
  });

  it('quote a sentence once', () => {
    const text = 'I want full treatment including CPR. I do not want a nursing home.';
    const { redFlags } = viewOf({
      resourceType: 'CarePlan',
      id: 'plan',
      status: 'active',
      intent: 'plan',
      title: 'ReSPECT plan',
      description: text,
      subject: { reference: 'Patient/p' },
    });
    expect(redFlags.join().split('full treatment')).toHaveLength(2);
  });
});
