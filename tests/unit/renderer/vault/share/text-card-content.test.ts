import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import type { FhirResource } from '../../../../../shared/fhir/resource.ts';
import {
  composeTextCard,
  maxCardBytes,
  type ComposedTextCard,
} from '../../../../../shared/share/text-card.ts';
import type { TextCardEntry } from '../../../../../shared/share/text-card-content.ts';
import { readSummary } from '../../../../../shared/summary/read-summary.ts';
import type { SummaryInput } from '../../../../../shared/summary/summary-input.ts';
import { textCardContentOf } from '../../../../../renderer/vault/share/text-card-content.ts';
import {
  readRecordFile,
  aRecord,
  summarise,
  type ARecord,
} from '../../../../conformance/a-record.ts';
import { someKeys } from '../../../shared/share/fixtures.ts';
import {
  anAllergy,
  aPatient,
  aPrescription,
  aProblem,
  aResult,
  coded,
  now,
  recordOf,
} from '../../../shared/summary/builders.ts';
import { english } from '../../../../../shared/words/english.ts';

function contentOf(record: ARecord, input: Partial<SummaryInput> = {}) {
  const view = readSummary(summarise(record, { now, ...input }).text, english);
  if (view === undefined) throw new Error('it is a summary');
  return textCardContentOf(view, english);
}

const cardOf = async (record: ARecord) => composeTextCard(contentOf(record), await someKeys());
const lineOf = ({ text }: ComposedTextCard, label: string) =>
  new RegExp(`^${label}: (.*)$`, 'm').exec(text)?.[1];
const briefly = (entries: readonly TextCardEntry[] = []) =>
  entries.map(({ wordings }) => wordings[0]);
const wholly = (entries: readonly TextCardEntry[] = []) =>
  entries.map(({ wordings }) => wordings.at(-1));

const observationFlags = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const reaction = (words: string, members: object = {}) => ({
  manifestation: [{ text: words }],
  ...members,
});
const verified = (code: string) => ({
  verificationStatus: coded(
    'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
    code,
  ),
});

describe('the card of the UK patient', () => {
  let card: ComposedTextCard;

  beforeAll(async () => {
    const sources = ['gp', 'hospital', 'community', 'social-care'].map(
      (name) => [name, readRecordFile(`tests/fixtures/uk-patient/${name}.json`)] as const,
    );
    card = await cardOf(aRecord(Object.fromEntries(sources)));
    expect(utf8(card.text).length).toBeLessThanOrEqual(maxCardBytes);
  });

  it('names every allergy with what it did, the severe one first', () => {
    expect(lineOf(card, 'ALLERGIES')).toMatch(
      /^Allergy to penicillin \(severe: Anaphylaxis\)\*; Penicillin \(Skin rash; not confirmed\)\*; Latex \(Itching of the hands(?:, mild\)|\)\*)$/,
    );
  });

  it('names medicines and problems rather than doses, but for those that are dangerous', () => {
    const medicines = lineOf(card, 'MEDICINES') ?? '';
    const problems = lineOf(card, 'PROBLEMS') ?? '';
    expect(medicines).toMatch(
      /^Apixaban 5mg tablets, One tablet twice a day\. Do not miss a dose\.; /,
    );
    expect(medicines).toMatch(/; \+\d more and \d past$/);
    // What is important whatever became of it takes the room of one.
    expect(medicines.split('; ').length).toBeGreaterThanOrEqual(4);
    expect(problems.split('; ').length).toBeGreaterThanOrEqual(4);
    expect(card.text).not.toMatch(/Two tablets|Warfarin/);
  });

  it('names a wish, an implant, the next of kin and the sources', () => {
    expect(lineOf(card, 'WISHES')).toMatch(
      /^What matters to me in an emergency, “If my heart stops, I do not want resuscitation to be tried.” \(10 February 2026\)\*; \+1 more$/,
    );
    expect(lineOf(card, 'IMPLANTS/DEVICES')).toMatch(/^Right hip prosthesis/);
    expect(lineOf(card, 'CONTACT')).toBe('Helen Zając-Hollinby (Next-of-Kin) 07700 900518');
    expect(lineOf(card, 'SOURCES')).toMatch(/^gp/);
  });
});

describe('what a card says', () => {
  it('of an allergy: its first reaction briefly, the others and the story where there is room', () => {
    const { allergies } = contentOf(
      recordOf(
        anAllergy({ code: { text: 'Latex' }, reaction: [reaction('Rash')] }),
        anAllergy({
          code: { text: 'Nuts' },
          criticality: 'high',
          reaction: [reaction('Hives'), reaction('Wheeze', { description: 'At a wedding.' })],
        }),
      ),
    );
    expect(allergies.map(({ wordings }) => wordings)).toEqual([
      [
        'Nuts (severe: Hives)',
        'Nuts (severe: Hives)',
        'Nuts (severe: Hives; Wheeze, At a wedding.)',
        'Nuts (severe: Hives; Wheeze, At a wedding.)',
      ],
      ['Latex', 'Latex (Rash)', 'Latex (Rash)', 'Latex (Rash)'],
    ]);
  });

  it.each([
    ['unconfirmed', 'Latex (not confirmed)'],
    ['refuted', 'Latex (Found not to be so)'],
  ])('of an allergy that is %s: so, in every wording', (code, words) => {
    const { allergies } = contentOf(recordOf(anAllergy(verified(code))));
    expect(allergies.map(({ wordings }) => [...new Set(wordings)])).toEqual([[words]]);
  });

  it('of a medicine: its name as written, then its dose, and never a part of either', () => {
    const name = `Beclometasone 100micrograms/dose breath actuated inhaler ${'CFC free '.repeat(4)}pack`;
    const { medicines } = contentOf(
      recordOf(aPrescription({ medicationCodeableConcept: { text: name } })),
    );
    expect(medicines.map(({ wordings }) => wordings)).toEqual([
      [name, name, `${name}, One in the morning`],
    ]);
  });

  it('of a medicine: how strong it is, however little room there is', () => {
    const medication = {
      resourceType: 'Medication',
      id: 'm',
      code: { text: 'Insulin human' },
      ingredient: [
        {
          itemCodeableConcept: { text: 'Insulin human' },
          strength: {
            numerator: { value: 500, unit: 'unit' },
            denominator: { value: 1, unit: 'mL' },
          },
        },
      ],
    };
    const insulin = aPrescription({
      medicationCodeableConcept: undefined,
      medicationReference: { reference: 'Medication/m' },
    });
    for (const words of contentOf(recordOf(insulin, medication)).medicines[0]?.wordings ?? ['']) {
      expect(words).toContain('500 units/mL');
    }
  });

  it('of medicines: blood thinners first, those that ended last and marked', () => {
    const named = (text: string, status = 'active') =>
      aPrescription({ medicationCodeableConcept: { text }, status, dosageInstruction: [] });
    const { medicines } = contentOf(
      recordOf(named('Amoxicillin', 'stopped'), named('Bisoprolol'), named('Warfarin 1mg')),
    );
    expect(briefly(medicines)).toEqual(['Warfarin 1mg', 'Bisoprolol', 'Amoxicillin (Stopped)']);
    expect(medicines.map(({ past }) => past)).toEqual([false, false, true]);
  });

  it('of an entry with a condition that nobody here can read: that there is one', () => {
    const { problems } = contentOf(recordOf(aProblem({ modifierExtension: [{ url: 'urn:x' }] })));
    expect(wholly(problems)).toEqual([
      'Asthma (a condition attached could not be read: ask the source)',
    ]);
  });
});

describe('what a card says of sources that are not whole', () => {
  const warning = (code: string) => ({ kind: 'list-warning' as const, code, source: 'Surgery' });
  const record = recordOf(anAllergy(), aPrescription());
  const statements = {
    whole: [warning('confidential-items')],
    sections: {
      allergies: [warning('data-in-transit')],
      medications: [warning('data-in-transit'), warning('confidential-items')],
    },
  };

  it('is said once for all lists, and counted as no entry', async () => {
    const content = contentOf(record, { statements });
    expect(content.notWhole).toHaveLength(2);
    expect(content.warnings).toEqual([]);
    expect(content.allergies).toHaveLength(1);
    expect(content.medicines).toHaveLength(1);
    const { text, leftOut } = await composeTextCard(content, await someKeys());
    expect(text.match(/moved there from another surgery/g)).toHaveLength(1);
    expect(text).toMatch(/^NOT WHOLE: /m);
    expect(leftOut).toEqual([]);
  });
});

describe('whom a card says to call', () => {
  const phone = (value: string, members: object = {}) => ({ system: 'phone', value, ...members });
  const related = (text: string, role: string, members: object = {}) => ({
    relationship: [
      { text, coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: role }] },
    ],
    name: { text: `A ${text}` },
    telecom: [phone('01 1')],
    ...members,
  });
  const contactOf = (members: object) => {
    const patient: FhirResource = aPatient({ ...members });
    const record = aRecord({ Surgery: [{ resource: patient, text: JSON.stringify(patient) }] });
    return wholly(contentOf(record).contact);
  };

  it('is the next of kin before an emergency contact and before others', () => {
    const contact = [related('friend', 'U'), related('son', 'C'), related('wife', 'N')];
    expect(contactOf({ contact, telecom: [phone('02 2')] })).toEqual([
      'A wife (wife) 01 1',
      'A son (son) 01 1',
      'A friend (friend) 01 1',
    ]);
  });

  it('is nobody who insures or employs, and no number that is no longer theirs', () => {
    const contact = [
      related('insurer', 'I'),
      related('son', 'N', { period: { end: '2019' } }),
      related('aunt', 'N', { telecom: [phone('03 3', { use: 'old' })] }),
    ];
    expect(contactOf({ contact })).toEqual(['A aunt (aunt)']);
  });

  it("is else the patient, and then it is called the patient's own phone", () => {
    const telecom = [phone('02 2', { use: 'home' }), phone('07 7', { use: 'mobile' })];
    const email = { system: 'email', value: 'ada@example.org' };
    expect(contactOf({ telecom: [email, ...telecom] })).toEqual([
      "patient's own phone 07 7",
      "patient's own phone 02 2",
    ]);
  });
});

describe('what must not be behind a count', () => {
  it('is a grave history that is over, and a critical result', () => {
    const resolved = coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'resolved');
    const { important } = contentOf(
      recordOf(
        aProblem({ code: { text: 'Adrenal crisis' }, clinicalStatus: resolved }),
        aProblem({ code: { text: 'Sore throat' }, clinicalStatus: resolved }),
        aResult({
          code: { text: 'Platelets' },
          valueQuantity: { value: 9, unit: '10*9/L' },
          interpretation: [coded(observationFlags, 'LL')],
        }),
      ),
    );
    expect(briefly(important)[0]).toMatch(/^Adrenal crisis \(Resolved/);
    expect(briefly(important)[1]).toMatch(/^Platelets: 9 .*\(critically low; /);
    expect(important).toHaveLength(2);
    expect(important?.every(({ first }) => first === true)).toBe(true);
  });

  it('is the name of a dangerous medicine, however long its dose is', async () => {
    const dose = [{ text: 'as the scale says '.repeat(30) }];
    const dangerous = ['Insulin aspart', 'Prednisolone', 'Morphine'].map((text) =>
      aPrescription({ medicationCodeableConcept: { text }, dosageInstruction: dose }),
    );
    const others = ['Alendronic acid', 'Cetirizine'].map((text) =>
      aPrescription({ medicationCodeableConcept: { text } }),
    );
    const line = lineOf(await cardOf(recordOf(...others, ...dangerous)), 'MEDICINES') ?? '';
    expect(line).toMatch(/Insulin aspart.*; .*Alendronic acid/);
    expect(line).toMatch(/Prednisolone/);
    expect(line).toMatch(/Morphine/);
  });

  it('is what a wish says of resuscitation, to the last word, before organs are spoken of', () => {
    const asked = 'DNACPR discussed with the patient, declined by the patient - remains for CPR';
    const observed = (text: string) => aResult({ code: { text }, valueQuantity: undefined });
    const { wishes } = contentOf(
      recordOf(observed('Organ donation: advance statement'), observed(asked)),
    );
    expect(briefly(wishes)[0]).toContain(asked);
  });

  it('is the note of an allergy without a name, and the side of a problem', () => {
    const { allergies, problems } = contentOf(
      recordOf(
        anAllergy({ code: undefined, note: [{ text: 'Reacted to an antibiotic' }] }),
        aProblem({ code: { text: 'Cataract' }, bodySite: [{ text: 'Left eye' }] }),
      ),
    );
    expect(briefly(allergies)[0]).toContain('(Reacted to an antibiotic)');
    expect(briefly(problems)[0]).toBe('Cataract (Left eye)');
  });
});
