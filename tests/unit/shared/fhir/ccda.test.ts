import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../../../shared/fhir/ccda/read-ccda.ts';
import { objectsOf } from '../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../shared/record/describe.ts';
import { sectionTextOf } from '../../../../shared/fhir/ccda/section-text.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const template = (leaf: string) => `<templateId root="2.16.840.1.113883.10.20.22.4.${leaf}"/>`;
const snomed = 'codeSystem="2.16.840.1.113883.6.96"';

type Section = { readonly code?: string; readonly title?: string; readonly text?: string };

function aDocument(
  entries: string,
  { code = '48765-2', title = 'Section', text = '' }: Section = {},
) {
  return `<?xml version="1.0"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sdtc="urn:hl7-org:sdtc">
  <title>Summary</title><effectiveTime value="20240503"/>
  <recordTarget><patientRole><id root="1.2.3" extension="77"/><patient>
    <name use="L"><given>Eve</given><family>Hale</family></name><birthTime value="1975"/>
  </patient></patientRole></recordTarget>
  <component><structuredBody><component><section>
    <code code="${code}" codeSystem="2.16.840.1.113883.6.1"/><title>${title}</title><text>${text}</text>
    ${entries === '' ? '' : `<entry>${entries}</entry>`}
  </section></component></structuredBody></component>
</ClinicalDocument>`;
}

function read(entries: string, section?: Section) {
  const document = readCcda(aDocument(entries, section), hash);
  return {
    ...document,
    clinical: document.resources.map(({ resource }) => resource).slice(1),
    stayed: document.sections.map(({ stayedText }) => stayedText),
  };
}

function allergy(parts: {
  observation?: string;
  negated?: boolean;
  status?: string;
  within?: string;
}) {
  return `<act classCode="ACT" moodCode="EVN">${template('30')}<statusCode code="${parts.status ?? 'active'}"/>
    <entryRelationship typeCode="SUBJ"><observation moodCode="EVN" ${parts.negated === true ? 'negationInd="true"' : ''}>
    ${template('7')}<id root="9.9" extension="a1"/>${parts.observation ?? ''}
    <value xsi:type="CD" code="416098002" ${snomed}/>${parts.within ?? ''}</observation></entryRelationship></act>`;
}

function substance(code: string) {
  return `<participant typeCode="CSM"><participantRole><playingEntity>${code}</playingEntity></participantRole></participant>`;
}

const rash = `<entryRelationship typeCode="MFST"><observation moodCode="EVN">${template('9')}
  <value xsi:type="CD" code="271807003" ${snomed} displayName="Rash"/></observation></entryRelationship>`;
const penicillin =
  '<code code="70618" codeSystem="2.16.840.1.113883.6.88" displayName="Penicillin"/>';

describe('an allergy of a clinical document', () => {
  it('says its kind and no more than it says', () => {
    const [resource] = read(allergy({ within: substance(penicillin) })).clinical;
    expect(resource).toMatchObject({
      resourceType: 'AllergyIntolerance',
      type: 'allergy',
      category: ['medication'],
      code: { text: 'Penicillin' },
      clinicalStatus: { coding: [{ code: 'active' }] },
    });
    expect(resource).not.toHaveProperty('verificationStatus');
    expect(resource).not.toHaveProperty('criticality');
  });

  it('that is negated of nothing in particular is "no known drug allergy"', () => {
    const none = allergy({ negated: true, within: substance('<code nullFlavor="NA"/>') });
    expect(read(none).clinical[0]).toMatchObject({ code: { coding: [{ code: '409137002' }] } });
  });

  it('that is negated of a substance is refuted, and no allergy', () => {
    const [refuted] = read(allergy({ negated: true, within: substance(penicillin) })).clinical;
    expect(refuted).toMatchObject({
      code: { text: 'Penicillin' },
      verificationStatus: { coding: [{ code: 'refuted' }] },
    });
  });

  it('keeps every reaction with its own severity', () => {
    const reaction = (name: string, severity: string) =>
      `<entryRelationship typeCode="MFST"><observation moodCode="EVN">${template('9')}
       <value xsi:type="CD" code="1" ${snomed} displayName="${name}"/>
       <entryRelationship typeCode="SUBJ"><observation moodCode="EVN">${template('8')}
       <value xsi:type="CD" code="${severity}" ${snomed} displayName="x"/></observation></entryRelationship>
       </observation></entryRelationship>`;
    const within = `${substance(penicillin)}${reaction('Rash', '255604002')}${reaction('Anaphylaxis', '24484000')}`;
    expect(read(allergy({ within })).clinical[0]).toMatchObject({
      reaction: [
        { manifestation: [{ text: 'Rash' }], severity: 'mild' },
        { manifestation: [{ text: 'Anaphylaxis' }], severity: 'severe' },
      ],
    });
  });

  it('of two substances at once is an allergy to each, and says that they stood together', () => {
    const latex = '<code code="1" codeSystem="2.16.840.1.113883.6.88" displayName="Latex"/>';
    const both = allergy({ within: substance(penicillin) + substance(latex) });
    const note = [{ text: 'Written as one allergy: Penicillin; Latex' }];
    const { clinical, stayed } = read(both);
    expect(clinical).toMatchObject([
      { code: { text: 'Penicillin' }, note },
      { code: { text: 'Latex' }, note },
    ]);
    expect(clinical.flatMap((one) => one['identifier'] ?? [])).toEqual([]);
    expect(stayed).toEqual([0]);
  });

  const severe = (code: string, name: string) =>
    `<entryRelationship typeCode="SUBJ"><observation moodCode="EVN">${template('8')}
     <value xsi:type="CD" code="${code}" ${snomed} displayName="${name}"/></observation></entryRelationship>`;
  const general = [{ text: 'Severity of the allergy as a whole: severe' }];
  const mild = rash.replace('</observation>', `${severe('255604002', 'Mild')}</observation>`);

  it.each([
    ['in its only reaction', rash, [{ severity: 'severe' }], undefined],
    ['of the allergy without a reaction', '', undefined, general],
    ['beside several reactions', rash + rash, [{}, {}], general],
    ['beside a reaction with its own', mild, [{ severity: 'mild' }], general],
  ])('has a severity %s, and no reaction that nobody saw', (_, within, reaction, note) => {
    const whole = severe('24484000', 'Severe');
    const [one] = read(allergy({ within: substance(penicillin) + whole + within })).clinical;
    expect(one?.['reaction'] ?? []).toHaveLength(reaction?.length ?? 0);
    expect(one).toMatchObject({
      ...(reaction === undefined ? {} : { reaction }),
      ...(note === undefined ? {} : { note }),
    });
    expect(one && describeResource(one).flag).toBe('critical');
  });

  it('tells its severity as a whole in its source’s words, once', () => {
    const whole = severe('371924009', 'Moderate to severe');
    const [one] = read(allergy({ within: substance(penicillin) + whole + mild })).clinical;
    const facts = one === undefined ? [] : describeResource(one).facts;
    expect(facts.filter(({ name }) => name === 'severity')).toMatchObject([
      { value: { concept: { text: 'Moderate to severe' } } },
    ]);
    expect(facts.filter(({ name }) => name === 'note')).toEqual([]);
  });

  it('has the severity that is said of its concern', () => {
    const concern = allergy({ within: substance(penicillin) + rash }).replace(
      '</act>',
      `${severe('399166001', 'Fatal')}</act>`,
    );
    expect(read(concern).clinical[0]).toMatchObject({
      reaction: [{ severity: 'severe' }],
      note: [{ text: 'Severity of the allergy as a whole: Fatal' }],
    });
  });

  it.each([
    ['<code nullFlavor="NA"><originalText>No known allergies</originalText></code>', '716186003'],
    ['<code nullFlavor="NI"><originalText>NKDA</originalText></code>', '409137002'],
    [`<code code="716186003" ${snomed} displayName="No known allergy"/>`, '716186003'],
    [`<code code="160244002" ${snomed} displayName="No known allergies"/>`, '716186003'],
  ])('with the substance %s says that none is known, negated or not', (code, none) => {
    for (const negated of [false, true]) {
      const [one] = read(allergy({ negated, within: substance(code) })).clinical;
      expect(one).toMatchObject({ code: { coding: [{ code: none }] } });
      expect(one).not.toHaveProperty('verificationStatus');
    }
  });
});

describe('a problem of a clinical document', () => {
  const problem = (status: string, time: string, negated = '') =>
    `<act moodCode="EVN">${template('3')}<statusCode code="${status}"/><entryRelationship typeCode="SUBJ">
     <observation moodCode="EVN" ${negated}>${template('4')}<effectiveTime>${time}</effectiveTime>
     <value xsi:type="CD" code="233604007" ${snomed} displayName="Pneumonia"/></observation></entryRelationship></act>`;
  const section = { code: '11450-4' };

  it.each([
    ['active', '<low value="2013"/>', { is: 'active', from: '2013' }],
    ['completed', '<low value="201307"/>', { is: 'inactive', from: '2013-07' }],
    [
      'active',
      '<low value="20130703"/><high value="20130801"/>',
      { is: 'resolved', from: '2013-07-03', until: '2013-08-01' },
    ],
    [
      'active',
      '<low value="20130703"/><high nullFlavor="UNK"/>',
      { is: 'resolved', from: '2013-07-03' },
    ],
  ])(
    'that is %s with %s is %o',
    (status, time, expected: { is: string; from: string; until?: string }) => {
      const [condition] = read(problem(status, time), section).clinical;
      expect(condition).toMatchObject({
        clinicalStatus: { coding: [{ code: expected.is }] },
        onsetDateTime: expected.from,
      });
      expect(condition?.['abatementDateTime']).toBe(expected.until);
    },
  );

  it('that is negated is refuted', () => {
    const [condition] = read(problem('active', '', 'negationInd="true"'), section).clinical;
    expect(condition).toMatchObject({ verificationStatus: { coding: [{ code: 'refuted' }] } });
  });
});

describe('a clinical document that denies something', () => {
  const kind = (code: string, name: string) =>
    `<value xsi:type="CD" code="${code}" ${snomed} displayName="${name}"/>`;
  const anAllergy = (value: string, words = '', within = '') =>
    `<observation moodCode="EVN" negationInd="true">${template('7')}
     ${words === '' ? '' : `<text>${words}</text>`}${value}${within}</observation>`;
  const nobody = substance('<code nullFlavor="UNK"/>');
  const aProblem = (value: string, words = '') =>
    `<observation moodCode="EVN" negationInd="true">${template('4')}
     ${words === '' ? '' : `<text>${words}</text>`}${value}</observation>`;
  const aMedicine = (code: string, words = '') =>
    `<substanceAdministration moodCode="EVN" negationInd="true">${template('16')}
     ${words === '' ? '' : `<text>${words}</text>`}<consumable><manufacturedProduct><manufacturedMaterial>
     ${code}</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>`;
  const unknown = '<value xsi:type="CD" nullFlavor="OTH"/>';
  const drug = kind('416098002', 'Drug allergy');

  it.each([
    ['No latex allergy', anAllergy(unknown, 'No latex allergy')],
    ['Not allergic to latex', anAllergy(kind('419199007', 'x'), 'Not allergic to latex', nobody)],
    ['Penicillin: NOT allergic', anAllergy(drug, 'Penicillin: NOT allergic (tested 2021)')],
    ['Not to dander', anAllergy(kind('232347008', 'Dander allergy'), 'Not to dander')],
    ['No history of stroke', aProblem(unknown, 'No history of stroke')],
    ['Denies stroke', aProblem(kind('55607006', 'Problem'), 'Denies stroke')],
    ['Aspirin: not given', aMedicine('<code nullFlavor="UNK"/>', 'Aspirin: not given')],
    ['No aspirin', aMedicine(kind('410942007', 'Drug').replace('value', 'code'), 'No aspirin')],
  ])('of its own, "%s", keeps the sentence and says nothing of all the others', (words, entry) => {
    const { clinical, stayed } = read(entry);
    expect(clinical.map(({ resourceType }) => resourceType)).toEqual(['DocumentReference']);
    expect(clinical.map(sectionTextOf)).toMatchObject([
      { text: expect.stringContaining(words) as string },
    ]);
    expect(stayed).toEqual([1]);
  });

  const code = (system: string, name: string) =>
    substance(`<code code="373873005" codeSystem="${system}" displayName="${name}"/>`);
  const snomedOid = '2.16.840.1.113883.6.96';
  it.each([
    ['Dander allergy', anAllergy(kind('232347008', 'Dander allergy'))],
    ['Intolerance to food', anAllergy(kind('235719002', 'Intolerance to food'))],
    ['Latex allergy', anAllergy(kind('419199007', 'Latex allergy'))],
    ['Amoxicillin', anAllergy(drug, '', code('2.999.1', 'Amoxicillin'))],
    ['Amoxicillin', anAllergy(drug, '', code(snomedOid, 'Amoxicillin'))],
    ['Stroke', aProblem(kind('55607006', 'Stroke'))],
    ['Stroke', aProblem(kind('55607006', 'Stroke').replace(snomedOid, '2.999.1'))],
  ])('that it names, %s, finds that one not to be so', (text, entry) => {
    expect(read(entry).clinical).toMatchObject([
      { code: { text }, verificationStatus: { coding: [{ code: 'refuted' }] } },
    ]);
  });

  const any = code(snomedOid, 'Pharmaceutical / biologic product');
  const words = 'No known allergies; Active; 2020';
  it.each([
    ['716186003', anAllergy(kind('419199007', 'Allergy to substance'))],
    ['716186003', anAllergy(kind('419199007', 'x'), 'No known allergies', nobody)],
    ['716186003', anAllergy(kind('419199007', 'x'), words, nobody)],
    ['716186003', anAllergy(unknown, 'No known allergies.')],
    ['409137002', anAllergy(kind('419199007', 'x'), 'No known drug allergies', nobody)],
    ['409137002', anAllergy(drug, 'No known allergies', any)],
    ['160245001', aProblem(kind('55607006', 'Problem'))],
    ['160245001', aProblem(unknown, 'No known problems')],
    ['787481004', aMedicine('<code nullFlavor="NA"/>', 'No known medications')],
    ['787481004', aMedicine(kind('410942007', 'Drug or medicament').replace('value', 'code'))],
  ])('of a kind in general says %s, and no more than its words', (none, entry) => {
    const [one, ...others] = read(entry).clinical;
    const said = one?.['code'] ?? one?.['medicationCodeableConcept'];
    expect(said).toMatchObject({ coding: [{ code: none }] });
    expect(others).toEqual([]);
  });
});

describe('a code of a clinical document', () => {
  const severity = (attributes: string) =>
    `<entryRelationship typeCode="SUBJ"><observation moodCode="EVN">${template('8')}
     <value xsi:type="CD" ${attributes}/></observation></entryRelationship>`;

  it.each([
    ['code="L" codeSystem="2.999.1" displayName="Life-threatening"', 'severe'],
    ['code="L" codeSystem="2.999.1" displayName="Loud"', undefined],
    ['code="L" displayName="Loud"', undefined],
    ['code="L" codeSystem="2.16.840.1.113883.5.1063" displayName="Low"', 'mild'],
    [`code="255604002" ${snomed} displayName="Severe"`, 'severe'],
  ])('counts in its own system, and its words where they are worse: %s', (attributes, level) => {
    const within = substance(penicillin) + severity(attributes) + rash;
    const [one] = read(allergy({ within })).clinical;
    const [{ severity: found } = {}] = objectsOf(one?.['reaction']);
    expect(found).toBe(level);
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'is none of the language’s own names: %s',
    (name) => {
      const own = `<code code="${name}" codeSystem="2.16.840.1.113883.6.96" displayName="Kiwi"/>`;
      const entry = allergy({ within: substance(own) }).replace('416098002', name);
      const named = entry.replaceAll('code="active"', `code="${name}"`);
      expect(read(named).clinical).toMatchObject([{ code: { text: 'Kiwi' } }]);
      expect(read(named).clinical[0]).not.toHaveProperty('type');
    },
  );
});

describe('a vaccination of a clinical document', () => {
  const vaccination = (attributes: string, status = 'completed') =>
    `<substanceAdministration ${attributes}>${template('52')}<statusCode code="${status}"/>
     <effectiveTime value="199911"/><consumable><manufacturedProduct><manufacturedMaterial>
     <code code="88" codeSystem="2.16.840.1.113883.12.292" displayName="Influenza"/>
     </manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>`;

  it('keeps the month that was written', () => {
    expect(read(vaccination('moodCode="EVN"')).clinical[0]).toMatchObject({
      status: 'completed',
      occurrenceDateTime: '1999-11',
    });
  });

  it('that was not given is not given', () => {
    const [refused] = read(vaccination('moodCode="EVN" negationInd="true"')).clinical;
    expect(refused).toMatchObject({ status: 'not-done' });
  });

  it('keeps the words that only the entry has, with the entry and in its section', () => {
    const advice = `<entryRelationship><act moodCode="INT"><code code="1" displayName="Advice"/>
      <text>Rest if the arm hurts.<reference value="#all"/></text></act></entryRelationship>`;
    const entry = vaccination('moodCode="EVN"').replace('<consumable>', `${advice}<consumable>`);
    const { clinical, sections } = read(entry, { text: 'Influenza, 1999' });
    expect(clinical[0]).toMatchObject({ note: [{ text: 'Advice: Rest if the arm hurts.' }] });
    expect(sections[0]?.text).toBe('Influenza, 1999\nBeside an entry: Rest if the arm hurts.');
  });

  it('says nothing twice that its section says', () => {
    const entry = vaccination('moodCode="EVN"').replace(
      '<consumable>',
      '<text>Flu jab</text><consumable>',
    );
    const { clinical, sections } = read(entry, { text: '<paragraph>Flu  jab, 1999</paragraph>' });
    expect(clinical[0]).not.toHaveProperty('note');
    expect(sections[0]?.text).toBe('Flu jab, 1999');
  });

  it('that is only planned is a plan, and no vaccination', () => {
    const { clinical, stayed } = read(vaccination('moodCode="INT"', 'active'));
    expect(clinical).toMatchObject([{ resourceType: 'MedicationRequest', intent: 'plan' }]);
    expect(stayed).toEqual([0]);
  });
});

describe('a medicine of a clinical document', () => {
  const medicine = (parts: string) =>
    `<substanceAdministration moodCode="EVN">${template('16')}<statusCode code="active"/>${parts}
     <consumable><manufacturedProduct><manufacturedMaterial>
     <code code="197380" codeSystem="2.16.840.1.113883.6.88" displayName="Atenolol 25 mg tablet"/>
     </manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>`;

  it('keeps its dose as it was written, to the letter and without a unit that nobody wrote', () => {
    const { resources } = read(medicine('<doseQuantity value="1.0"/>'));
    expect(resources[1]?.text).toContain('"doseQuantity":{"value":1.0}');
  });

  it('leaves a timing that FHIR cannot say whole to the words', () => {
    const times = '<effectiveTime xsi:type="SXPR_TS"/><text>every other day, not on Sundays</text>';
    const [one] = read(medicine(times)).clinical;
    expect(one).toMatchObject({ dosage: [{ text: 'every other day, not on Sundays' }] });
    expect(JSON.stringify(one)).not.toContain('timing');
  });
});

describe('a result of a clinical document', () => {
  const result = (value: string, more = '') =>
    `<organizer moodCode="EVN">${template('1')}<code code="58410-2" codeSystem="2.16.840.1.113883.6.1" displayName="CBC"/>
     <statusCode code="completed"/><component><observation moodCode="EVN" ${more}>${template('2')}
     <code code="718-7" codeSystem="2.16.840.1.113883.6.1" displayName="Haemoglobin"/><statusCode code="completed"/>
     <effectiveTime value="20080319083000-0800"/>${value}</observation></component></organizer>`;

  it('keeps decimals, its time with its offset and its usual range', () => {
    const range =
      '<referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="12.0" unit="g/dL"/><high value="15.5" unit="g/dL"/></value></observationRange></referenceRange>';
    const { resources } = read(result(`<value xsi:type="PQ" value="7.0" unit="g/dL"/>${range}`));
    const text = resources[2]?.text;
    expect(text).toContain('"value":7.0');
    expect(text).toContain('"low":{"value":12.0');
    expect(text).toContain('"effectiveDateTime":"2008-03-19T08:30:00-08:00"');
  });

  it.each([
    [
      '<value xsi:type="IVL_PQ"><high value="5" unit="mg" inclusive="false"/></value>',
      { valueQuantity: { value: 5, comparator: '<' } },
    ],
    ['<value xsi:type="ST">trace</value>', { valueString: 'trace' }],
    [
      '<value xsi:type="PQ" nullFlavor="UNK"/>',
      { dataAbsentReason: { coding: [{ code: 'unknown' }] } },
    ],
  ])('of %s is read', (value, expected) => {
    expect(read(result(value)).clinical[1]).toMatchObject(expected);
  });

  it('of a kind that FHIR has no place for stays text, and is an entry as such', () => {
    const { clinical, stayed } = read(result('<value xsi:type="SLIST_PQ"/>'));
    expect(stayed).toEqual([1]);
    expect(clinical.map(sectionTextOf)).toMatchObject([
      {
        extent: 'whole',
        text: 'In an entry: CBC\nIn an entry: Haemoglobin; 2008-03-19T08:30:00-08:00',
      },
    ]);
  });

  it.each([
    ['<value xsi:type="ST">trace</value>', 'Not trace'],
    [`<value xsi:type="CD" code="1" ${snomed} displayName="Detected"/>`, 'Not detected'],
    [`<value xsi:type="CD" code="1" ${snomed} displayName="MRSA"/>`, 'Not MRSA'],
    ['', 'Not found, or not done'],
  ])('of %s that is negated says so in its words', (value, words) => {
    const [, one] = read(result(value, 'negationInd="true"')).clinical;
    expect(one).toMatchObject({ valueString: words });
    expect(one).not.toHaveProperty('valueCodeableConcept');
  });

  it.each([
    ['<value xsi:type="PQ" value="&gt;60" unit="mL/min"/>', '>60 mL/min'],
    ['<value xsi:type="PQ" value="1-2" unit="g"/>', '1-2 g'],
    ['<value xsi:type="INT" value="3.5"/>', '3.5'],
    [
      '<value xsi:type="IVL_PQ"><low value="5" unit="g"/><high value="many" unit="g"/></value>',
      '5 g to many g',
    ],
    [
      '<value xsi:type="IVL_PQ"><low value="5" unit="g"/><high value="7" unit="g" inclusive="false"/></value>',
      '5 g to less than 7 g',
    ],
  ])('that is no number is kept as it is written: %s', (value, words) => {
    expect(read(result(value)).clinical[1]).toMatchObject({ valueString: words });
  });

  it('that cannot be read costs nobody else in its panel', () => {
    const bad = `</component><component><observation moodCode="EVN">${template('2')}
      <code code="2" codeSystem="2.16.840.1.113883.6.1" displayName="Odd"/><value xsi:type="SLIST_PQ"/></observation>`;
    const panel = result('<value xsi:type="PQ" value="7" unit="g"/>').replace(
      '</component>',
      `${bad}</component>`,
    );
    const { clinical, stayed } = read(panel, { text: 'See entries' });
    expect(clinical.map(({ resourceType }) => resourceType)).toEqual([
      'DiagnosticReport',
      'Observation',
      'DocumentReference',
    ]);
    expect(clinical.slice(2).map(sectionTextOf)).toMatchObject([{ extent: 'part', text: 'Odd' }]);
    expect(stayed).toEqual([1]);
  });

  it('has its own time, and the time of the panel only where it says nothing of it', () => {
    const around = (own: string) =>
      result('<value xsi:type="PQ" value="7" unit="g"/>')
        .replace(/<effectiveTime[^>]*>/, own)
        .replace('<statusCode', '<effectiveTime value="200001020304"/><statusCode');
    expect(read(around('')).clinical[1]).toMatchObject({
      effectiveDateTime: '2000-01-02',
      note: [{ text: 'Time of day, as written: 03:04' }],
    });
    expect(read(around('<effectiveTime nullFlavor="UNK"/>')).clinical[1]).not.toHaveProperty(
      'effectiveDateTime',
    );
  });

  it('with two values keeps both', () => {
    const two = '<value xsi:type="ST">A</value><value xsi:type="ST">B</value>';
    expect(read(result(two)).clinical[1]).toMatchObject({
      component: [{ valueString: 'A' }, { valueString: 'B' }],
    });
  });
});

describe('a clinical document', () => {
  it('says nothing of a relative as of the patient', () => {
    const father = `<organizer moodCode="EVN">${template('45')}<component><observation moodCode="EVN">${template('46')}
      <value xsi:type="CD" code="22298006" ${snomed}/></observation></component></organizer>`;
    const { clinical, stayed } = read(father, { title: 'Family history', code: '10157-6' });
    expect(clinical.map(({ resourceType }) => resourceType)).toEqual(['DocumentReference']);
    expect(stayed).toEqual([1]);
  });

  it('keeps a year of birth a year', () => {
    expect(read('').resources[0]?.resource).toMatchObject({ birthDate: '1975' });
  });

  it('keeps the words of a section in their order', () => {
    const text =
      '<paragraph>Take <content styleCode="Bold">two</content> tablets</paragraph><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>';
    expect(read('', { text }).sections[0]?.text).toBe('Take two tablets\na | b');
  });

  it('keeps the words of an entry that stays text', () => {
    const note = '<act moodCode="EVN"><text>Weight loss of 10%</text></act>';
    const { sections } = read(note, { text: 'Plan' });
    expect(sections).toMatchObject([
      { stayedText: 1, text: 'Plan\nBeside an entry: Weight loss of 10%' },
    ]);
  });

  it('gives the PDF that stands in the place of sections', () => {
    const text = aDocument('').replace(
      /<component><structuredBody>[\s\S]*<\/structuredBody><\/component>/,
      '<component><nonXMLBody><text mediaType="application/pdf" representation="B64">JVBERi0x</text></nonXMLBody></component>',
    );
    expect(readCcda(text, hash).body).toEqual({
      contentType: 'application/pdf',
      bytes: new TextEncoder().encode('%PDF-1'),
    });
  });

  it('with a document type is refused: it could name entities', () => {
    const text = aDocument('').replace('<Clin', '<!DOCTYPE x [<!ENTITY a "b">]><Clin');
    expect(() => readCcda(text, hash)).toThrow('file-unreadable');
  });

  it('that ends in the middle is told from one that is none', () => {
    expect(() => readCcda(aDocument('').slice(0, -30), hash)).toThrow('file-truncated');
    expect(() => readCcda('<ClinicalDocument xmlns="urn:hl7-org:v3"><a></b>', hash)).toThrow(
      'file-ill-formed',
    );
  });

  it('with an entity of HTML is read, and the entity as it is written', () => {
    const text = aDocument('').replace('</title>', '&nbsp;here</title>');
    expect(text).toContain('&nbsp;');
    expect(readCcda(text, hash).title).toContain('&nbsp;here');
  });

  it('of two patients is refused', () => {
    const text = aDocument('').replace(/<recordTarget>[\s\S]*<\/recordTarget>/, (one) => one + one);
    expect(() => readCcda(text, hash)).toThrow('file-several-people');
  });

  it('of two persons under one number is refused', () => {
    const second = '</patient><patient><name><given>Bob</given></name></patient>';
    const text = aDocument('').replace('</patient>', second);
    expect(() => readCcda(text, hash)).toThrow('file-several-people');
  });

  const hidden = '<section><title>More</title><text>Hidden</text></section>';
  const body = `<structuredBody><component>${hidden}</component></structuredBody>`;
  it.each([
    ['a second body', '</structuredBody>', `</structuredBody>${body}`],
    [
      'a second component',
      '</ClinicalDocument>',
      `<component>${body}</component></ClinicalDocument>`,
    ],
    ['a second text', '</text>', '</text><text>Hidden</text>'],
  ])('with %s has what stands there', (_, at, more) => {
    const { sections } = readCcda(aDocument('').replace(at, more), hash);
    expect(sections.map(({ text }) => text).join('')).toContain('Hidden');
  });

  it('hashes a long statement a few times, however many entries it makes', () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      substance(`<code code="${String(at)}" displayName="S${String(at)}"/>`),
    );
    let hashed = 0;
    const text = aDocument(allergy({ within: many.join('') }).replace(/<id [^>]*>/, ''));
    const { resources } = readCcda(text, (one) => {
      hashed += one.length;
      return hash(one);
    });
    expect(new Set(resources.map(({ resource }) => resource.id)).size).toBe(61);
    expect(hashed).toBeLessThan(text.length * 12);
  });

  it('has no words of the language in place of a table’s', () => {
    const odd = allergy({ within: substance(penicillin) })
      .replace('2.16.840.1.113883.6.88', 'constructor')
      .replace('root="9.9"', 'root="constructor"');
    const document = aDocument(odd).replace('use="L"', 'use="constructor"');
    const resources = readCcda(document, hash).resources.map(({ resource }) => resource);
    expect(structuredClone(resources)).toEqual(resources);
    expect(resources[0]?.['name']).toEqual([{ family: 'Hale', given: ['Eve'] }]);
  });

  it('keeps beside each entry what it was made from, to the letter', () => {
    const entry = allergy({ within: substance(penicillin) });
    expect(read(entry).resources[1]?.original).toEqual({
      text: entry,
      format: 'xml',
      version: 'C-CDA',
    });
  });
});
