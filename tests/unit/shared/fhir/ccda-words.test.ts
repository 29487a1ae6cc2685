import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../../../shared/fhir/ccda/read-ccda.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const template = (leaf: string) => `<templateId root="2.16.840.1.113883.10.20.22.4.${leaf}"/>`;
const snomed = 'codeSystem="2.16.840.1.113883.6.96"';

/** What the entries of a section with this narrative become. */
function read(entries: string, text = '') {
  const document = readCcda(
    `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <recordTarget><patientRole><patient><name><family>Hale</family></name></patient></patientRole></recordTarget>
      <component><structuredBody><component><section><title>Section</title><text>${text}</text>
      ${entries}</section></component></structuredBody></component></ClinicalDocument>`,
    hash,
  );
  return document.resources.map(({ resource }) => resource).slice(1);
}

const row = `<table><thead><tr><th>Medicine</th><th>Dose</th></tr></thead><tbody>
  <tr ID="row"><td ID="name">Warfarin</td><td ID="dose"><paragraph>3 mg once a day</paragraph><paragraph>at six</paragraph></td></tr></tbody></table>`;
const warfarin = '<code code="11289" codeSystem="2.16.840.1.113883.6.88" displayName="Warfarin"/>';

function aMedicine(within: string, code = warfarin) {
  return `<entry><substanceAdministration moodCode="EVN">${template('16')}<statusCode code="active"/>${within}
    <consumable><manufacturedProduct><manufacturedMaterial>${code}</manufacturedMaterial></manufacturedProduct></consumable>
    </substanceAdministration></entry>`;
}
const pointing = (to: string) => `<text><reference value="#${to}"/></text>`;
const indication = (within: string, attributes = '') =>
  `<entryRelationship typeCode="RSON"><observation moodCode="EVN" ${attributes}>${template('19')}${within}</observation></entryRelationship>`;
const assertion = '<code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/>';
const fibrillation = `<value xsi:type="CD" code="49436004" ${snomed} displayName="Atrial fibrillation"/>`;

describe('the words of a dose', () => {
  it.each([
    ['a cell, of several lines', 'dose', [{ text: '3 mg once a day; at six' }], undefined],
    ['the name of the medicine', 'name', undefined, undefined],
    [
      'a whole row',
      'row',
      undefined,
      [{ text: 'The document’s table says: Warfarin | 3 mg once a day at six' }],
    ],
  ])('are those of %s', (_, to, dosage, note) => {
    const [one] = read(aMedicine(pointing(to)), row);
    expect(one?.['dosage']).toEqual(dosage);
    expect(one?.['note']).toEqual(note);
  });
});

describe('what says only of what kind a statement is', () => {
  it('is no reason', () => {
    const [one] = read(
      aMedicine(
        indication(`${assertion}<value xsi:type="CD" nullFlavor="UNK"/>`) +
          indication(`${assertion}${fibrillation}`) +
          indication(`<value xsi:type="CD" code="55607006" ${snomed} displayName="Problem"/>`) +
          indication(fibrillation, 'negationInd="true"'),
      ),
    );
    expect(one?.['reasonCode']).toMatchObject([{ text: 'Atrial fibrillation' }]);
  });

  it('is nothing for which a medicine is needed', () => {
    const needed = `<precondition><criterion>${assertion}<value xsi:type="CD" nullFlavor="NI"/></criterion></precondition>`;
    const [one] = read(aMedicine(needed));
    expect(one?.['dosage']).toEqual([{ asNeededBoolean: true }]);
  });

  it.each(['55607006', '404684003', '282291009'])('%s is the name of no problem', (code) => {
    const value = `<value xsi:type="CD" code="${code}" ${snomed} displayName="Kind"><originalText>Chronic pain</originalText></value>`;
    const problem = `<entry><observation moodCode="EVN">${template('4')}<statusCode code="completed"/>${value}</observation></entry>`;
    expect(read(problem)[0]).toMatchObject({
      resourceType: 'Condition',
      code: { text: 'Chronic pain' },
    });
    const bare = problem.replace(/<originalText>.*<\/originalText>/, '');
    expect(read(bare).filter(({ resourceType }) => resourceType === 'Condition')).toEqual([]);
  });

  it('is the name of no goal, plan or finding', () => {
    const asserted = (mood: string) =>
      `<entry><observation moodCode="${mood}">${assertion}<statusCode code="active"/>${fibrillation}</observation></entry>`;
    expect(
      JSON.stringify(['GOL', 'INT', 'EVN'].flatMap((mood) => read(asserted(mood)))),
    ).not.toMatch(/ASSERTION/);
    expect(read(asserted('INT'))[0]).toMatchObject({ code: { text: 'Atrial fibrillation' } });
  });
});

describe('a whole row of a table', () => {
  it('is the name of nothing', () => {
    const bare =
      '<code code="9" codeSystem="2.999"><originalText><reference value="#row"/></originalText></code>';
    const [one] = read(aMedicine('', bare), row);
    expect(one?.['medicationCodeableConcept']).toEqual({
      coding: [{ system: 'urn:oid:2.999', code: '9' }],
    });
    const problem = `<entry><observation moodCode="EVN">${template('4')}${pointing('row')}<value xsi:type="CD" nullFlavor="OTH"/></observation></entry>`;
    expect(read(problem, row).map(({ resourceType }) => resourceType)).toEqual([
      'DocumentReference',
    ]);
  });
});

describe('the times of a supply', () => {
  it('are not the end of taking', () => {
    const supply = `<entryRelationship typeCode="REFR"><supply moodCode="INT"><effectiveTime><high value="20261231"/></effectiveTime></supply></entryRelationship>`;
    const [one] = read(aMedicine(supply));
    expect(one?.['note']).toEqual([{ text: 'Ordered: end of this order as written 2026-12-31' }]);
    expect(one).not.toHaveProperty('effectivePeriod');
  });

  it('are not the end of using', () => {
    const device = aDevice('Pacemaker');
    const [one] = read(
      `<entry><supply moodCode="EVN">${template('50')}<effectiveTime><high value="199911"/></effectiveTime>${device}</supply></entry>`,
    );
    expect(one?.['note']).toBeUndefined();
    expect(one?.['property']).toEqual([
      { type: { text: 'End of the supply, as written' }, valueCode: [{ text: '1999-11' }] },
    ]);
  });
});

function aDevice(name: string, ids = '') {
  return `<participant typeCode="DEV"><participantRole classCode="MANU">${ids}<playingDevice>
    <code code="1" codeSystem="2.999" displayName="${name}"/></playingDevice></participantRole></participant>`;
}
const udi = '<id root="2.16.840.1.113883.3.3719" extension="(01)123"/>';

function aProcedure(name: string, within: string, attributes = '') {
  return `<entry><procedure moodCode="EVN" ${attributes}>${template('14')}
    <code code="2" codeSystem="2.999" displayName="${name}"/><statusCode code="completed"/>${within}</procedure></entry>`;
}

describe('a device of a procedure', () => {
  it.each([
    ['Colonoscopy', aDevice('Colonoscope', udi)],
    ['Hip replacement', aDevice('Scalpel')],
    ['Cardiac ultrasound', aDevice('Something')],
  ])('is no implant where it was used: %s', (name, device) => {
    const [procedure, ...others] = read(aProcedure(name, device));
    expect(others).toEqual([]);
    expect(procedure?.['usedCode']).toHaveLength(1);
    expect(procedure).not.toHaveProperty('focalDevice');
  });

  it.each([
    ['Hip replacement', aDevice('Ceramic thing')],
    ['Operation', aDevice('Coronary stent')],
    ['Operation', aDevice('Something', udi)],
  ])('is one where it stays: %s', (name, device) => {
    const [procedure, one] = read(aProcedure(name, device));
    expect(one).toMatchObject({ resourceType: 'Device' });
    expect(procedure).not.toHaveProperty('usedCode');
  });

  it.each([
    ['Removal of pacemaker', ''],
    ['Implantation of pacemaker', 'negationInd="true"'],
  ])('is none that was taken out, or not put in: %s', (name, attributes) => {
    const [procedure, ...others] = read(aProcedure(name, aDevice('Pacemaker'), attributes));
    expect(others).toEqual([]);
    expect(procedure).not.toHaveProperty('usedCode');
    expect(procedure?.['note']).toEqual([{ text: 'Device named in the document: Pacemaker' }]);
  });
});
