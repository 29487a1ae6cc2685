import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../../../shared/fhir/ccda/read-ccda.ts';
import { sectionTextOf } from '../../../../shared/fhir/ccda/section-text.ts';
import { describe as describeResource } from '../../../../shared/record/describe.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const template = (leaf: string) =>
  leaf === '' ? '' : `<templateId root="2.16.840.1.113883.10.20.22.4.${leaf}"/>`;
const medicines = '10160-0';
const plan = '18776-5';

function read(entry: string, section: string) {
  const document = readCcda(
    `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <recordTarget><patientRole><patient><name><family>Hale</family></name></patient></patientRole></recordTarget>
      <component><structuredBody><component><section>
      <code code="${section}" codeSystem="2.16.840.1.113883.6.1"/><title>Section</title><text/>
      <entry>${entry}</entry></section></component></structuredBody></component></ClinicalDocument>`,
    hash,
  );
  const [, ...others] = document.resources.map(({ resource }) => resource);
  const kept = others.flatMap((one) => sectionTextOf(one)?.text ?? []);
  return { entries: others.filter((one) => sectionTextOf(one) === undefined), kept };
}

type Medicine = {
  readonly mood: string;
  readonly negated?: boolean;
  readonly status?: string;
  readonly leaf?: string;
  readonly code?: string;
  readonly within?: string;
};

const warfarin =
  '<code code="11289" codeSystem="2.16.840.1.113883.6.88" displayName="Warfarin 3 mg"/>';

function medicine({
  mood,
  negated = false,
  status = 'active',
  leaf = '16',
  code = warfarin,
  within = '',
}: Medicine) {
  return `<substanceAdministration moodCode="${mood}" ${negated ? 'negationInd="true"' : ''}>${template(leaf)}
    <statusCode code="${status}"/>${within}<consumable><manufacturedProduct><manufacturedMaterial>
    ${code}</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>`;
}

const span = (low: string, high = '') =>
  `<effectiveTime xsi:type="IVL_TS"><low value="${low}"/>${high === '' ? '' : `<high value="${high}"/>`}</effectiveTime>`;
const twiceADay =
  '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="12" unit="h"/></effectiveTime>';

describe('a medicine of a clinical document', () => {
  it.each(['16', ''])('that was taken is taken (template "%s")', (leaf) => {
    const { entries } = read(medicine({ mood: 'EVN', leaf }), medicines);
    expect(entries).toMatchObject([{ resourceType: 'MedicationStatement', status: 'active' }]);
  });

  it.each([
    ['INT', '16', medicines, 'order', 'current'],
    ['INT', '', medicines, 'order', 'current'],
    ['RQO', '16', medicines, 'order', 'current'],
    ['RQO', '', medicines, 'order', 'current'],
    ['PRMS', '16', medicines, 'plan', 'current'],
    ['PRP', '16', medicines, 'proposal', 'planned'],
    ['PRP', '', medicines, 'proposal', 'planned'],
    ['ARQ', '16', medicines, 'proposal', 'planned'],
    ['INT', '16', plan, 'plan', 'current'],
    ['INT', '42', plan, 'plan', 'current'],
    ['INT', '42', medicines, 'plan', 'current'],
    ['RQO', '42', plan, 'order', 'current'],
  ])('in the mood %s (template "%s", section %s) is a request: %s', (...row) => {
    const [mood, leaf, section, intent, standing] = row;
    const { entries } = read(medicine({ mood, leaf }), section);
    expect(entries).toMatchObject([
      { resourceType: 'MedicationRequest', status: 'active', intent },
    ]);
    expect(entries.map((one) => describeResource(one).standing)).toEqual([standing]);
  });

  it('inside the act of a discharge is read by its own mood', () => {
    const within = `<entryRelationship typeCode="SUBJ">${medicine({ mood: 'PRP' })}</entryRelationship>`;
    const act = `<act moodCode="EVN">${template('35')}${within}</act>`;
    expect(read(act, '10183-2').entries).toMatchObject([{ intent: 'proposal' }]);
  });

  it('in a mood that is no request stays text, and says that it did not happen', () => {
    const { entries, kept } = read(medicine({ mood: 'DEF' }), medicines);
    expect(entries).toEqual([]);
    expect(kept.join()).toContain('Not said to have happened: Warfarin 3 mg');
  });

  it.each(['INT', 'RQO', 'PRP'])('that is negated in the mood %s is not to be given', (mood) => {
    const { entries } = read(medicine({ mood, negated: true }), medicines);
    expect(entries).toMatchObject([{ resourceType: 'MedicationRequest', doNotPerform: true }]);
  });

  it.each([
    '<code nullFlavor="NI"><originalText>No known medications</originalText></code>',
    '<code code="787481004" codeSystem="2.16.840.1.113883.6.96" displayName="No known medications"/>',
  ])('says in the mood of a prescription, too, that there is none: %s', (code) => {
    const { entries } = read(medicine({ mood: 'INT', code }), medicines);
    expect(entries).toMatchObject([
      {
        resourceType: 'MedicationStatement',
        medicationCodeableConcept: { coding: [{ code: '787481004' }] },
      },
    ]);
  });

  it('says so, too, where "a medicine" is negated', () => {
    const code =
      '<code code="410942007" codeSystem="2.16.840.1.113883.6.96" displayName="Drug or medicament"/>';
    const { entries } = read(medicine({ mood: 'INT', negated: true, code }), medicines);
    expect(entries).toMatchObject([
      { medicationCodeableConcept: { coding: [{ code: '787481004' }] } },
    ]);
  });

  it('keeps from when to when it is prescribed, with its rhythm', () => {
    const within = `${span('20260901', '20261001')}${twiceADay}`;
    const [one] = read(medicine({ mood: 'INT', within }), medicines).entries;
    expect(one).toMatchObject({
      dosageInstruction: [
        {
          timing: {
            repeat: {
              frequency: 1,
              period: 12,
              periodUnit: 'h',
              boundsPeriod: { start: '2026-09-01', end: '2026-10-01' },
            },
          },
        },
      ],
    });
  });

  it('keeps the one day for which it is ordered', () => {
    const within = '<effectiveTime value="20261010"/>';
    const [one] = read(medicine({ mood: 'RQO', within }), medicines).entries;
    expect(one).toMatchObject({ dosageInstruction: [{ timing: { event: ['2026-10-10'] } }] });
  });

  it('tells in words what does not fit beside its rhythm', () => {
    const within = `<effectiveTime value="20261010"/>${twiceADay}`;
    const [one] = read(medicine({ mood: 'RQO', within }), medicines).entries;
    expect(one).toMatchObject({ note: [{ text: 'When, as written: 2026-10-10' }] });
  });
});

describe('a finding about a relative that has not happened', () => {
  it('is none', () => {
    const { entries } = read(
      `<organizer moodCode="EVN">${template('45')}<subject><relatedSubject><code displayName="Father"/></relatedSubject></subject>
       <component><observation moodCode="RSK">${template('46')}
       <value xsi:type="CD" code="1" codeSystem="2.16.840.1.113883.6.96" displayName="Stroke"/></observation></component></organizer>`,
      '10157-6',
    );
    expect(JSON.stringify(entries)).not.toContain('Stroke');
  });
});
