import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../../../shared/fhir/ccda/read-ccda.ts';
import { sectionTextOf } from '../../../../shared/fhir/ccda/section-text.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

const sections = {
  allergies: '48765-2',
  problems: '11450-4',
  medicines: '10160-0',
  procedures: '47519-4',
  results: '30954-2',
  immunizations: '11369-6',
  equipment: '46264-8',
  others: '8648-8',
} as const;

function read(section: keyof typeof sections, entry: string, narrative = '') {
  const { resources } = readCcda(
    `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <component><structuredBody><component><section>
      <code code="${sections[section]}" codeSystem="2.16.840.1.113883.6.1"/><title>A section</title>
      <text>${narrative}</text>${entry === '' ? '' : `<entry>${entry}</entry>`}
      </section></component></structuredBody></component></ClinicalDocument>`,
    hash,
  );
  return {
    types: resources.map(({ resource }) => resource.resourceType),
    first: resources[0]?.resource,
    kept: resources.flatMap(({ resource }) => sectionTextOf(resource)?.text.split('\n') ?? []),
  };
}

const named = (element: string, name: string, type = '') =>
  `<${element} ${type} code="1" codeSystem="2.999" displayName="${name}"/>`;
const value = (name: string) => named('value', name, 'xsi:type="CD"');
const assertion = '<code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/>';
const ofSubstance = (name: string) =>
  `<participant typeCode="CSM"><participantRole><playingEntity>${named('code', name)}</playingEntity></participantRole></participant>`;
const product = (name: string) =>
  `<consumable><manufacturedProduct><manufacturedMaterial>${named('code', name)}</manufacturedMaterial></manufacturedProduct></consumable>`;
const act = (inside: string) =>
  `<act classCode="ACT" moodCode="EVN"><code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/>
   <entryRelationship typeCode="SUBJ">${inside}</entryRelationship></act>`;
const observation = (inside: string, more = '') =>
  `<observation classCode="OBS" moodCode="EVN"${more}>${inside}</observation>`;

describe('an entry that follows no template known here', () => {
  it('is an allergy in a section of allergies, by its substance or its value, alone or in an act', () => {
    const penicillin = observation(`${assertion}${ofSubstance('Penicillin')}`);
    const { types, first } = read('allergies', penicillin);
    expect(types).toEqual(['AllergyIntolerance']);
    expect(first).toMatchObject({ code: { coding: [{ display: 'Penicillin' }] } });
    expect(first).not.toHaveProperty('criticality');
    expect(first?.['clinicalStatus']).not.toHaveProperty('coding.0.code', 'active');
    const inAct = read('allergies', act(observation(`${assertion}${value('Latex allergy')}`)));
    expect(inAct.types).toEqual(['AllergyIntolerance']);
    expect(inAct.first).toMatchObject({ clinicalStatus: { coding: [{ code: 'active' }] } });
  });

  it('is a refuted allergy where it is negated', () => {
    const { first } = read(
      'allergies',
      observation(`${assertion}${ofSubstance('Penicillin')}`, ' negationInd="true"'),
    );
    expect(first).toMatchObject({ verificationStatus: { coding: [{ code: 'refuted' }] } });
  });

  it('is a problem in a section of problems', () => {
    expect(read('problems', observation(`${assertion}${value('Asthma')}`))).toMatchObject({
      types: ['Condition'],
      first: { code: { coding: [{ display: 'Asthma' }] } },
    });
    expect(read('problems', act(observation(`${assertion}${value('Asthma')}`))).types).toEqual([
      'Condition',
    ]);
  });

  it('stays a finding where it answers a question or is a number, and in another section', () => {
    const question = observation(`${named('code', 'Smoking status')}${value('Smoker')}`);
    expect(read('problems', question).types).toEqual(['Observation']);
    const number = `<value xsi:type="PQ" value="120" unit="kU/L"/>`;
    const total = observation(`${named('code', 'Total IgE')}${number}`);
    expect(read('allergies', total).types).toEqual(['Observation']);
    expect(read('others', observation(`${assertion}${value('Asthma')}`)).types).toEqual([
      'Observation',
    ]);
  });

  it('is a medicine, a vaccination, a procedure or a laboratory result where it stands among these', () => {
    const given = `<substanceAdministration classCode="SBADM" moodCode="EVN"><statusCode code="completed"/>${product('Warfarin')}</substanceAdministration>`;
    expect(read('medicines', given).types).toEqual(['MedicationStatement']);
    expect(read('medicines', act(given)).types).toEqual(['MedicationStatement']);
    expect(read('immunizations', given).types).toEqual(['Immunization']);
    const done = `<procedure classCode="PROC" moodCode="EVN">${named('code', 'Splenectomy')}</procedure>`;
    expect(read('procedures', done)).toMatchObject({
      types: ['Procedure'],
      first: { status: 'unknown', code: { coding: [{ display: 'Splenectomy' }] } },
    });
    const potassium = `${named('code', 'Potassium')}<value xsi:type="PQ" value="4.1" unit="mmol/L"/>`;
    expect(read('results', observation(potassium)).first).toMatchObject({
      resourceType: 'Observation',
      category: [{ coding: [{ code: 'laboratory' }] }],
    });
  });

  it('is nobody’s where it is about somebody else, and no deed where it is planned', () => {
    const mother =
      '<subject><relatedSubject><code code="MTH" codeSystem="2.16.840.1.113883.5.111"/></relatedSubject></subject>';
    const hers = observation(`${assertion}${value('Asthma')}${mother}`);
    expect(read('problems', hers).types).toEqual(['DocumentReference']);
    const planned = `<procedure classCode="PROC" moodCode="RQO">${named('code', 'Splenectomy')}</procedure>`;
    expect(read('procedures', planned).types).toEqual(['ServiceRequest']);
  });
});

it('a procedure in an organizer of medical equipment is a procedure', () => {
  const implanted = `<organizer classCode="CLUSTER" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.135"/>
    <component><procedure classCode="PROC" moodCode="EVN"><statusCode code="completed"/>${named('code', 'Insertion of pacemaker')}</procedure></component></organizer>`;
  expect(read('equipment', implanted).first).toMatchObject({
    resourceType: 'Procedure',
    status: 'completed',
  });
});

describe('of an interval', () => {
  it.each([
    ['a centre alone', '<center value="5" unit="mg"/>', 'centre 5 mg'],
    ['a width alone', '<width value="3" unit="d"/>', 'width 3 d'],
    [
      'a beginning and a width',
      '<low value="5" unit="mg"/><width value="2" unit="mg"/>',
      'at least 5 mg, width 2 mg',
    ],
  ])('%s is said as it is written', (_what, inside, words) => {
    const measured = `${named('code', 'Dose')}<value xsi:type="IVL_PQ">${inside}</value>`;
    expect(read('results', observation(measured)).first).toMatchObject({ valueString: words });
  });

  it('of time, how long it lasted is a note', () => {
    const lasted = `${assertion}<effectiveTime><low value="20260101"/><width value="3" unit="wk"/></effectiveTime>${value('Rash')}`;
    expect(read('problems', observation(lasted)).first).toMatchObject({
      onsetDateTime: '2026-01-01',
      note: [{ text: 'Length, as written: 3 wk' }],
    });
  });
});

describe('paragraphs beside entries', () => {
  const penicillin = observation(`${assertion}${ofSubstance('Penicillin')}`);

  it('are kept as text, as rows are', () => {
    const narrative =
      '<paragraph>A section</paragraph><paragraph>Allergic to:</paragraph><paragraph>Anaphylaxis to latex gloves in 2014.</paragraph><paragraph>Penicillin</paragraph><paragraph>Latest list</paragraph><list><item>Penicillin</item></list>';
    expect(read('allergies', penicillin, narrative).kept).toEqual([
      'Anaphylaxis to latex gloves in 2014.',
    ]);
  });

  it('in a row are a part of it', () => {
    const narrative =
      '<table><tbody><tr><td><paragraph>Latex</paragraph></td><td><paragraph>Wheeze</paragraph></td></tr></tbody></table>';
    const { kept } = read('allergies', penicillin, narrative);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatch(/Latex.*Wheeze/);
  });
});
