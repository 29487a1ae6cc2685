import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../../../shared/fhir/ccda/read-ccda.ts';
import { parseFhirObject } from '../../../../shared/fhir/json.ts';
import { readRecord } from '../../../../shared/fhir/read-record.ts';
import type { FhirResource } from '../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../shared/record/describe.ts';
import type { Dosage } from '../../../../shared/record/fact.ts';
import { eventTimings, type EventTiming } from '../../../../shared/words/dose-words.ts';
import { english } from '../../../../shared/words/english.ts';
import { sayValue } from '../../../../shared/words/say-value.ts';
import { say } from '../../../../shared/words/say.ts';
import { sharedData } from '../../../places.ts';

/** What a person reads of a medicine's dose. */
function doseIn(resource: FhirResource): string | undefined {
  const { facts } = say(describeResource(resource), english);
  return facts.find(({ is }) => is === 'dosage')?.value;
}

/** The same of dose instructions as a source writes them: JavaScript has no value for "0.50". */
function doseOf(...dosages: readonly string[]): string | undefined {
  const dosageInstruction = parseFhirObject(`{"all":[${dosages.join()}]}`)?.['all'];
  return doseIn({ resourceType: 'MedicationRequest', dosageInstruction });
}

const timing = (repeat: string) => `{"timing":{"repeat":{${repeat}}}}`;
const dose = (amount: string) => `{"doseAndRate":[{${amount}}]}`;
const daily = '"frequency":1,"period":1,"periodUnit":"d"';

const doses: readonly (readonly [dosage: string, words: string | undefined])[] = [
  // amounts, to the letter
  [dose('"doseQuantity":{"value":0.50,"unit":"mg"}'), '0.50 mg'],
  [dose('"doseQuantity":{"value":5,"comparator":"<","unit":"mg"}'), '< 5 mg'],
  [
    dose('"doseRange":{"low":{"value":1,"unit":"tablet"},"high":{"value":2,"unit":"tablet"}}'),
    '1 to 2 tablets',
  ],
  [dose('"doseRange":{"high":{"value":2,"unit":"tablet"}}'), 'up to 2 tablets'],
  [
    dose('"type":{"coding":[{"code":"ordered","display":"Ordered"}]},"doseQuantity":{"value":1}'),
    '1',
  ],
  [
    '{"doseAndRate":[{"type":{"text":"Ordered"},"doseQuantity":{"value":5,"unit":"mg"}},{"type":{"text":"Calculated"},"doseQuantity":{"value":0.1,"unit":"mg/kg"}}]}',
    '5 mg (Ordered) - 0.1 mg/kg (Calculated)',
  ],
  [dose('"rateQuantity":{"value":0.10,"unit":"ug/kg/min"}'), 'at a rate of 0.10 microgram/kg/min'],
  [
    dose(
      '"rateRatio":{"numerator":{"value":100,"unit":"mL"},"denominator":{"value":1,"unit":"h"}}',
    ),
    'at a rate of 100 mL per hour',
  ],
  [
    dose(
      '"rateRatio":{"numerator":{"value":100,"unit":"mL"},"denominator":{"value":30,"unit":"minutes"}}',
    ),
    'at a rate of 100 mL per 30 minutes',
  ],
  [
    dose('"rateRange":{"low":{"value":1,"unit":"mL/h"},"high":{"value":2,"unit":"mL/h"}}'),
    'at a rate of 1 to 2 mL/h',
  ],
  // how often
  [timing(daily), 'once a day'],
  [timing('"frequency":2,"period":1.0,"periodUnit":"d"'), 'twice a day'],
  [timing('"frequency":2,"frequencyMax":4,"period":1,"periodUnit":"d"'), '2 to 4 times a day'],
  [timing('"frequencyMax":4,"period":1,"periodUnit":"d"'), 'up to 4 times a day'],
  [timing('"frequency":1,"period":6,"periodMax":8,"periodUnit":"h"'), 'every 6 to 8 hours'],
  [timing('"frequency":2,"period":3,"periodMax":4,"periodUnit":"wk"'), 'twice every 3 to 4 weeks'],
  [timing('"frequency":1,"period":1,"periodUnit":"h"'), 'once an hour'],
  [timing('"frequency":1,"period":0.5,"periodUnit":"h"'), 'every 0.5 hours'],
  [timing('"period":1,"periodUnit":"d"'), 'every day'],
  [timing('"frequency":3'), '3 times'],
  [timing('"frequency":1,"period":6,"periodUnit":"moon"'), 'every 6 moon'],
  ['{"timing":{"code":{"text":"QID"}}}', 'QID'],
  [
    '{"timing":{"code":{"text":"With food"},"repeat":{"frequency":3,"period":1,"periodUnit":"d"}}}',
    '3 times a day - With food',
  ],
  [
    '{"timing":{"event":["2026-05-03T08:30:00Z","2026-05-10"]}}',
    'on 3 May 2026 08:30 and 10 May 2026',
  ],
  // when
  [timing('"when":["ACM"],"offset":30'), '30 minutes before breakfast'],
  [timing('"when":["MORN","HS"]'), 'in the morning and before sleep (at bedtime)'],
  [timing('"when":["MORN"],"offset":30'), '30 minutes after: in the morning'],
  [timing('"when":["FULLMOON"]'), 'FULLMOON'],
  [timing('"dayOfWeek":["mon","wed","fri"]'), 'on Monday, Wednesday and Friday'],
  [timing('"timeOfDay":["08:00:00","20:30:15"]'), 'at 08:00 and 20:30:15'],
  // how long, and how often in all
  [timing('"duration":30,"durationUnit":"min"'), 'over 30 minutes'],
  [timing('"duration":1,"durationMax":2,"durationUnit":"h"'), 'over 1 to 2 hours'],
  [timing('"boundsDuration":{"value":1,"unit":"wk"}'), 'for 1 week'],
  [timing('"boundsDuration":{"value":10,"unit":"days"}'), 'for 10 days'],
  [
    timing('"boundsRange":{"low":{"value":5,"unit":"d"},"high":{"value":7,"unit":"d"}}'),
    'for 5 to 7 days',
  ],
  [
    timing('"boundsPeriod":{"start":"2026-03-01","end":"2026-03-08T18:00:00Z"}'),
    'from 1 March 2026 until 8 March 2026 18:00',
  ],
  [timing('"count":1,"periodUnit":"d"'), 'how often is not clear: the source says only “1 day”'],
  [timing('"count":21'), '21 times in all'],
  [timing('"count":20,"countMax":21'), '20 to 21 times in all'],
  // when needed, and at most
  ['{"asNeededBoolean":true}', 'when needed'],
  [
    '{"asNeededBoolean":true,"asNeededCodeableConcept":{"text":"wheeze"}}',
    'when needed for wheeze',
  ],
  ['{"asNeededBoolean":false}', undefined],
  [
    '{"maxDosePerPeriod":{"numerator":{"value":4,"unit":"g"},"denominator":{"value":24,"unit":"h"}}}',
    'up to a maximum of 4 g in 24 hours',
  ],
  ['{"maxDosePerAdministration":{"value":50.0,"unit":"mg"}}', 'up to a maximum of 50 mg per dose'],
  [
    '{"maxDosePerLifetime":{"value":550,"unit":"mg/m2"}}',
    'up to a maximum of 550 mg/m² in a lifetime',
  ],
  // all of it, in order
  [
    `{"patientInstruction":"Drink plenty","additionalInstruction":[{"text":"With food"},{"text":"Do not crush"}],
      "site":{"text":"Left eye"},"route":{"text":"By mouth"},"method":{"text":"Swallow"},"asNeededBoolean":true,
      "doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}],
      "timing":{"repeat":{${daily},"when":["PCV"],"count":3}}}`,
    'Swallow - 1 tablet - once a day - after dinner - By mouth - Left eye - when needed - 3 times in all - With food - Do not crush - Drink plenty',
  ],
];

describe('how a medicine is to be taken', () => {
  it.each(doses)('%s', (dosage, words) => {
    expect(doseOf(dosage)).toBe(words);
  });

  const whens: Readonly<Record<EventTiming, string>> = {
    MORN: 'in the morning',
    'MORN.early': 'early in the morning',
    'MORN.late': 'late in the morning',
    NOON: 'around noon',
    AFT: 'in the afternoon',
    'AFT.early': 'early in the afternoon',
    'AFT.late': 'late in the afternoon',
    EVE: 'in the evening',
    'EVE.early': 'early in the evening',
    'EVE.late': 'late in the evening',
    NIGHT: 'at night',
    PHS: 'after going to sleep',
    IMD: 'immediately',
    HS: 'before sleep (at bedtime)',
    WAKE: 'after waking',
    C: 'with meals',
    CM: 'with breakfast',
    CD: 'with lunch',
    CV: 'with dinner',
    AC: 'before meals',
    ACM: 'before breakfast',
    ACD: 'before lunch',
    ACV: 'before dinner',
    PC: 'after meals',
    PCM: 'after breakfast',
    PCD: 'after lunch',
    PCV: 'after dinner',
  };

  it.each(eventTimings)('at %s', (code) => {
    expect(doseOf(timing(`"when":["${code}"]`))).toBe(whens[code]);
  });

  it('is said step by step, whatever the order in which the steps were written', () => {
    const step = (sequence: number, value: number, days: number) =>
      `{"sequence":${sequence},"doseAndRate":[{"doseQuantity":{"value":${value},"unit":"mg"}}],
        "timing":{"repeat":{${daily},"boundsDuration":{"value":${days},"unit":"d"}}}}`;
    expect(doseOf(step(3, 10, 2), step(1, 40, 5), step(2, 20, 5))).toBe(
      '40 mg - once a day - for 5 days, then 20 mg - once a day - for 5 days, then 10 mg - once a day - for 2 days',
    );
  });

  it('keeps steps that are the same, and tells those that go together', () => {
    const text = (sequence: number, words: string) => `{"sequence":${sequence},"text":"${words}"}`;
    expect(doseOf(text(1, 'A'), text(2, 'B'), text(3, 'A'), text(4, 'B'), text(4, 'then C'))).toBe(
      'A, then B, then A, then B, then C',
    );
    expect(doseOf(text(1, 'Two'), text(1, 'Three'))).toBe('Two, and Three');
    expect(doseOf('{"text":"Two"}', '{"text":"Three"}')).toBe('Two, Three');
  });
});

describe('a dose in words and in parts', () => {
  const both = (text: string, parts: string) => doseOf(`{"text":"${text}",${parts}}`);
  const twice = '"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}}';
  const one = '"doseAndRate":[{"doseQuantity":{"value":1,"unit":"tablet"}}]';
  const two = '"doseAndRate":[{"doseQuantity":{"value":2,"unit":"tablets"}}]';

  it.each([
    ['Take one tablet twice a day', `${twice},${one}`, 'Take one tablet twice a day'],
    ['2 tablets BD', `${twice},${two}`, '2 tablets BD'],
    ['1 tablet daily', `"timing":{"repeat":{${daily}}},${one}`, '1 tablet daily'],
    [
      'Six tablets each morning for five days',
      `"timing":{"repeat":{${daily}}},"doseAndRate":[{"doseQuantity":{"value":6,"unit":"tablet"}}]`,
      'Six tablets each morning for five days',
    ],
    ['Take as needed.', '"asNeededBoolean":true', 'Take as needed.'],
  ])('is said once where both say the same: %s', (text, parts, words) => {
    expect(both(text, parts)).toBe(words);
  });

  it.each([
    // What only the parts say stands behind the words.
    ['As directed', `${twice},${one}`, 'As directed - 1 tablet - twice a day'],
    ['1 tablet BD', `${twice},${one},"route":{"text":"Oral"}`, '1 tablet BD - Oral'],
    ['TAKE ONE DAILY', '"patientInstruction":"Drink 2 litres"', 'TAKE ONE DAILY - Drink 2 litres'],
    ['One at night', '"asNeededBoolean":true', 'One at night - when needed'],
    ['Not with meals', '"timing":{"repeat":{"when":["C"]}}', 'Not with meals - with meals'],
    // Where they may differ, neither is hidden.
    [
      'One twice a day',
      `${twice},${two}`,
      'One twice a day (also recorded as: 2 tablets - twice a day)',
    ],
    [
      '1 to 2 tablets BD',
      `${twice},${two}`,
      '1 to 2 tablets BD (also recorded as: 2 tablets - twice a day)',
    ],
    [
      'One twice a day with food',
      '"timing":{"repeat":{"frequency":9,"period":1,"periodUnit":"d"}}',
      'One twice a day with food (also recorded as: 9 times a day)',
    ],
    [
      '1-2 tablets BD',
      `${twice},${two}`,
      '1-2 tablets BD (also recorded as: 2 tablets - twice a day)',
    ],
    [
      'One in the morning, two at night',
      `"timing":{"repeat":{${daily}}}`,
      'One in the morning, two at night (also recorded as: once a day)',
    ],
    [
      '1 tablet every other day in the morning',
      `"timing":{"repeat":{${daily}}},${one}`,
      '1 tablet every other day in the morning (also recorded as: 1 tablet - once a day)',
    ],
    [
      '1 tablet BD',
      `"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d","boundsPeriod":{"start":"2026-03-01"}}},${one}`,
      '1 tablet BD - from 1 March 2026',
    ],
    [
      'Take 1 tablet weekly',
      `"timing":{"repeat":{${daily}}},${one}`,
      'Take 1 tablet weekly (also recorded as: 1 tablet - once a day)',
    ],
    [
      'Two once a day',
      `${twice},${one}`,
      'Two once a day (also recorded as: 1 tablet - twice a day)',
    ],
    [
      '10 mg',
      dose('"doseQuantity":{"value":1.0,"unit":"mg"}').slice(1, -1),
      '10 mg (also recorded as: 1 mg)',
    ],
  ])('is said whole where they do not: %s', (text, parts, words) => {
    expect(both(text, parts)).toBe(words);
  });
});

describe('a dose elsewhere', () => {
  it('of what was given is read as well', () => {
    const dosage = {
      dose: { value: 5, unit: 'mg' },
      rateQuantity: { value: 10, unit: 'mL/h' },
      route: { text: 'IV' },
    };
    expect(doseIn({ resourceType: 'MedicationAdministration', dosage })).toBe(
      '5 mg - at a rate of 10 mL/h - IV',
    );
  });

  it('of a card that an earlier program made is said as before', () => {
    const earlier: Dosage = {
      doses: [{ quantity: { value: '30', unit: 'mg' } }],
      timing: { frequency: '1', period: '1', periodUnit: 'd' },
      additionalInstruction: { text: 'With food' },
      until: '2026-03-08',
    };
    expect(sayValue({ dosage: earlier }, english)).toBe(
      '30 mg - once a day - until 8 March 2026 - With food',
    );
  });

  it('of a clinical document is said with its instructions', () => {
    const template = (leaf: string) => `<templateId root="2.16.840.1.113883.10.20.22.4.${leaf}"/>`;
    const text = `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <title>Summary</title><effectiveTime value="20240503"/>
      <recordTarget><patientRole><id root="1.2.3" extension="77"/><patient>
      <name use="L"><given>Eve</given><family>Hale</family></name><birthTime value="1975"/></patient></patientRole></recordTarget>
      <component><structuredBody><component><section>
      <code code="10160-0" codeSystem="2.16.840.1.113883.6.1"/><title>Medicines</title><text/>
      <entry><substanceAdministration moodCode="EVN">${template('16')}<statusCode code="active"/>
      <effectiveTime xsi:type="PIVL_TS"><period><low value="6" unit="h"/><high value="8" unit="h"/></period></effectiveTime>
      <doseQuantity value="1.0"/>
      <maxDoseQuantity><numerator value="4" unit="g"/><denominator value="24" unit="h"/></maxDoseQuantity>
      <administrationUnitCode displayName="tablet"/>
      <consumable><manufacturedProduct><manufacturedMaterial>
      <code code="197380" codeSystem="2.16.840.1.113883.6.88" displayName="Atenolol 25 mg tablet"/>
      </manufacturedMaterial></manufacturedProduct></consumable>
      <entryRelationship typeCode="SUBJ"><act classCode="ACT" moodCode="INT">${template('20')}
      <text>Never with grapefruit</text></act></entryRelationship>
      </substanceAdministration></entry></section></component></structuredBody></component></ClinicalDocument>`;
    const hash = (one: string) => createHash('sha256').update(one).digest('hex');
    const { resources } = readCcda(text, hash);
    const medicine = resources.find(({ resource }) => /^Medication/.test(resource.resourceType));
    expect(medicine && doseIn(medicine.resource)).toBe(
      '1 tablet - every 6 to 8 hours - up to a maximum of 4 g in 24 hours - Never with grapefruit',
    );
  });
});

const cases = new URL('cases/', sharedData);
if (!existsSync(cases)) console.log('skipped: no ../shared');

describe.skipIf(!existsSync(cases))('the doses of the cases', () => {
  const dosesIn = (file: string) =>
    readRecord(readFileSync(new URL(file, cases), 'utf8'))
      .resources.filter(({ resource }) =>
        /^Medication(Request|Statement)/.test(resource.resourceType),
      )
      .map(({ resource }) => doseIn(resource));

  it('in parts', () => {
    expect(dosesIn('medicine-structured-doses.json')).toEqual([
      '10 mg - once a week - on Monday - ONCE A WEEK ONLY. Never daily',
      '1 to 2 tablets - every 4 to 6 hours - when needed - up to a maximum of 4 g in 24 hours',
      'Inject - at a rate of 0.1 microgram/kg/min - Intravenous route - Left arm',
      '18 units - before sleep (at bedtime)',
      '40 mg - once a day - for 5 days, then 10 mg - once a day - at 08:00 - for 7 days',
      '100 micrograms - every day',
      'As directed - 10 mg - twice a day - up to a maximum of 40 mg in 1 day - Do not drive',
      '2 puffs - QID - when needed for wheeze',
      expect.stringMatching(/^1000(\.0)? mg - 3 times a day - 21 times in all$/),
    ]);
  });

  it('of an older version', () => {
    expect(dosesIn('dstu2-many-types.json')).toEqual([
      '5 mg - With INR monitoring',
      '15 mg - once a week - up to a maximum of 15 mg in 1 week - WEEKLY ONLY',
      '75 mg',
    ]);
  });
});
