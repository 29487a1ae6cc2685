import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../../../shared/fhir/ccda/read-ccda.ts';
import { sectionTextOf } from '../../../../shared/fhir/ccda/section-text.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const ccda = (leaf: string) => `<templateId root="2.16.840.1.113883.10.20.22.4.${leaf}"/>`;
const ihe = (leaf: string) => `<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.${leaf}"/>`;
const snomed = 'codeSystem="2.16.840.1.113883.6.96"';
const rxnorm = 'codeSystem="2.16.840.1.113883.6.88"';

function read(entry: string, patient = '<name><family>Hale</family></name>') {
  const document = readCcda(
    `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <recordTarget><patientRole><patient>${patient}</patient></patientRole></recordTarget>
      <component><structuredBody><component><section><title>Section</title><text/>
      <entry>${entry}</entry></section></component></structuredBody></component></ClinicalDocument>`,
    hash,
  );
  const [person, ...others] = document.resources.map(({ resource }) => resource);
  const kept = others.flatMap((one) => sectionTextOf(one)?.text ?? []);
  return { person, entries: others.filter((one) => sectionTextOf(one) === undefined), kept };
}

const value = (name: string, within = '') =>
  `<value xsi:type="CD" code="1" ${snomed} displayName="${name}">${within}</value>`;

type Parts = {
  readonly concern?: string;
  readonly status?: string;
  readonly mood?: string;
  readonly within?: string;
};

function problem({ concern = '', status = 'active', mood = 'EVN', within = '' }: Parts) {
  return `<act moodCode="EVN" ${concern}>${ccda('3')}<statusCode code="${status}"/><entryRelationship typeCode="SUBJ">
    <observation moodCode="${mood}">${ccda('4')}<statusCode code="completed"/>${value('Gout')}${within}</observation></entryRelationship></act>`;
}

function allergy({ concern = '', status = 'active', within = '' }: Parts, part = 'CSM') {
  return `<act moodCode="EVN" ${concern}>${ccda('30')}<statusCode code="${status}"/><entryRelationship typeCode="SUBJ">
    <observation moodCode="EVN">${ccda('7')}<statusCode code="completed"/><value xsi:type="CD" code="416098002" ${snomed}/>
    <participant typeCode="${part}"><participantRole><playingEntity><code code="2" ${rxnorm} displayName="Codeine"/></playingEntity></participantRole></participant>
    ${within}</observation></entryRelationship></act>`;
}

describe('what a concern says of what it holds', () => {
  it.each([
    ['a problem', problem],
    ['an allergy', allergy],
  ])('denies %s', (_, made) => {
    expect(read(made({ concern: 'negationInd="true"' })).entries[0]).toMatchObject({
      verificationStatus: { coding: [{ code: 'refuted' }] },
    });
  });

  it.each([
    ['a problem', problem],
    ['an allergy', allergy],
  ])('calls %s an error', (_, made) => {
    const [one] = read(made({ status: 'nullified' })).entries;
    expect(one).toMatchObject({ verificationStatus: { coding: [{ code: 'entered-in-error' }] } });
    expect(one).not.toHaveProperty('clinicalStatus');
  });

  it('makes no problem of the patient of a relative’s, or of a risk', () => {
    const mother =
      '<subject><relatedSubject><code code="MTH" codeSystem="2.16.840.1.113883.5.111"/></relatedSubject></subject>';
    for (const [made, label] of [
      [problem({ within: mother }), 'About somebody else'],
      [problem({ mood: 'RSK' }), 'A risk'],
      [allergy({ within: mother }), 'About somebody else'],
    ] as const) {
      const { entries, kept } = read(made);
      expect(entries).toEqual([]);
      expect(kept).toEqual([expect.stringMatching(new RegExp(`${label}: .*(?:Gout|Codeine)`))]);
    }
  });

  it('keeps a status that FHIR does not know', () => {
    const suspected = `<entryRelationship typeCode="REFR"><observation moodCode="EVN">${ccda('6')}${value('Suspected')}</observation></entryRelationship>`;
    expect(read(problem({ within: suspected })).entries[0]).toMatchObject({
      note: [{ text: 'Status in the document: Suspected' }],
    });
  });
});

describe('what takes part in an allergy', () => {
  it('is no substance where it wrote it down', () => {
    expect(JSON.stringify(read(allergy({}, 'AUT')).entries)).not.toContain('Codeine');
  });
});

describe('a code with qualifiers', () => {
  it('says its side', () => {
    const site = `<targetSiteCode code="71341001" ${snomed} displayName="Femur"><qualifier><name code="272741003" ${snomed}/><value code="7771000" ${snomed} displayName="Left"/></qualifier></targetSiteCode>`;
    expect(read(problem({ within: site })).entries[0]).toMatchObject({
      bodySite: [{ text: 'Femur, Left' }],
    });
  });
});

function medicine(within: string) {
  return `<substanceAdministration moodCode="EVN">${ccda('16')}<statusCode code="active"/>${within}<consumable><manufacturedProduct>
    <manufacturedMaterial><code code="3" ${rxnorm} displayName="Prednisolone"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>`;
}
const time = (type: string, within: string, attributes = '') =>
  `<effectiveTime xsi:type="${type}" ${attributes}>${within}</effectiveTime>`;

describe('a dose that changes', () => {
  it('is told step by step, in their order', () => {
    const step = (at: number, dose: string, when = '') =>
      `<entryRelationship typeCode="COMP"><sequenceNumber value="${String(at)}"/>${medicine(`${when}<doseQuantity value="${dose}" unit="mg"/>`)}</entryRelationship>`;
    const days = time('IVL_TS', '<width value="5" unit="d"/>');
    const [one] = read(medicine(step(2, '10') + step(1, '40', days))).entries;
    const doses = JSON.stringify(one?.['dosage']).match(/"sequence":\d|"value":\{[^}]*\}|40|10/g);
    expect(one?.['dosage']).toHaveLength(2);
    expect(doses?.join(' ')).toMatch(/40.*10/);
  });

  it.each([
    [
      time(
        'PIVL_TS',
        '<frequency><numerator value="2"/><denominator value="1" unit="d"/></frequency>',
      ),
      /"frequency":.*"periodUnit":"d"/,
    ],
    [
      time('PIVL_TS', '<period value="1" unit="d"/>') +
        time('PIVL_TS', '<period value="7" unit="d"/>', 'operator="E"'),
      /every 1 day; except every 7 days/,
    ],
    [
      time('PIVL_TS', '<period value="1" unit="d"/>') +
        time('IVL_TS', '<low value="20261105"/><high value="20261107"/>', 'operator="E"'),
      /except from 2026-11-05 to 2026-11-07/,
    ],
    [
      time('PIVL_TS', '<phase><low value="20261102"/></phase><period value="7" unit="d"/>'),
      /every 7 days, starting 2026-11-02/,
    ],
  ])('says all of its rhythm: %s', (when, said) => {
    const [one] = read(medicine(when)).entries;
    expect(JSON.stringify(one?.['dosage'])).toMatch(said);
    expect(one).not.toHaveProperty('effectivePeriod');
  });
});

describe('a document by the templates of IHE', () => {
  it('is read as what it says', () => {
    const reaction = `<entryRelationship typeCode="MFST"><observation moodCode="EVN">${ihe('5')}<code code="64572001" ${snomed}/>${value('Anaphylaxis')}</observation></entryRelationship>`;
    const concern = allergy({ within: reaction })
      .replace(ccda('30'), ihe('5.1') + ihe('5.3'))
      .replace(ccda('7'), ihe('5') + ihe('6'));
    expect(read(concern).entries).toMatchObject([
      {
        resourceType: 'AllergyIntolerance',
        code: { text: 'Codeine' },
        reaction: [{ manifestation: [{ text: 'Anaphylaxis' }] }],
      },
    ]);
    const diagnosis = problem({})
      .replace(ccda('3'), ihe('5.1') + ihe('5.2'))
      .replace(ccda('4'), ihe('5'));
    expect(read(diagnosis).entries).toMatchObject([{ resourceType: 'Condition' }]);
    expect(read(medicine('').replace(ccda('16'), ihe('7'))).entries).toMatchObject([
      { resourceType: 'MedicationStatement' },
    ]);
  });
});

describe('the patient of a document', () => {
  it('has a name of now beside that of birth, and a language', () => {
    const { person } = read(
      problem({}),
      `<name use="L"><given>Eve</given><family qualifier="BR">Smith</family><family>Hale</family></name>
       <languageCommunication><languageCode code="pl"/><preferenceInd value="true"/></languageCommunication>`,
    );
    expect(person).toMatchObject({
      name: [
        { use: 'official', family: 'Hale' },
        { use: 'maiden', family: 'Smith' },
      ],
      communication: [{ language: { coding: [{ code: 'pl' }] }, preferred: true }],
    });
  });
});

describe('a quantity in a unit that is no unit of UCUM', () => {
  it('keeps what it is counted in', () => {
    const glucose = `<observation moodCode="EVN">${ccda('2')}<code code="1" codeSystem="2.999" displayName="Glucose"/><statusCode code="completed"/>
      <value xsi:type="PQ" value="7.20"><translation value="7.20"><originalText>mmol per litre</originalText></translation></value></observation>`;
    expect(read(glucose).entries[0]).toMatchObject({
      valueQuantity: { unit: 'mmol per litre' },
    });
  });
});

describe('a panel that was written down in error', () => {
  it('holds results that were', () => {
    const panel = `<organizer moodCode="EVN">${ccda('1')}<statusCode code="nullified"/><component><observation moodCode="EVN">${ccda('2')}
      <code code="1" codeSystem="2.999" displayName="Glucose"/><statusCode code="completed"/><value xsi:type="PQ" value="7" unit="g"/></observation></component></organizer>`;
    expect(read(panel).entries).toMatchObject([{ status: 'entered-in-error' }]);
  });
});

describe('the strength of a product', () => {
  it('is told where it stands in an extension of CDA', () => {
    const ingredient = `<x:ingredient xmlns:x="urn:hl7-org:pharm"><x:quantity><numerator value="2.5" unit="mg"/><denominator value="1" unit="{tablet}"/></x:quantity>
      <x:ingredient><x:code code="L01BA01" displayName="prednisolone"/></x:ingredient></x:ingredient>`;
    const [one] = read(
      medicine('').replace('</manufacturedMaterial>', `${ingredient}</manufacturedMaterial>`),
    ).entries;
    expect(one?.['note']).toEqual([
      { text: 'Strength in the document: prednisolone 2.5 mg in 1 {tablet}' },
    ]);
  });
});
