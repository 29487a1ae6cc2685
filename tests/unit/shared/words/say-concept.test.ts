import { describe, expect, it } from 'vitest';
import { conceptOf } from '../../../../shared/fhir/concept.ts';
import { english } from '../../../../shared/words/english.ts';
import { sayBriefly, sayConcept } from '../../../../shared/words/say-concept.ts';

const snomed = 'http://snomed.info/sct';
const said = (value: unknown) => {
  const concept = conceptOf(value);
  return concept === undefined ? undefined : sayConcept(concept, english);
};
const named = (text: string | undefined, ...displays: string[]) =>
  said({
    text,
    coding: displays.map((display, at) => ({ system: snomed, code: String(at), display })),
  });

describe('what a concept is called', () => {
  it.each([
    ['Nausea', 'Penicillin G'],
    ['Type 1 diabetes', 'Type 2 diabetes mellitus'],
    ['Right knee pain', 'Left knee pain'],
    ['Allergy', 'Allergy to penicillin'],
    ['Knee pain', 'Pain in left knee'],
    ['No known latex allergy', 'Latex allergy'],
    ['Mother has asthma', 'Asthma'],
    ['Prednisone', 'Prednisolone'],
  ])('has both words where "%s" is coded as "%s"', (text, display) => {
    expect(named(text, display)).toBe(`${text} (also: ${display})`);
  });

  it.each([
    ['Asthma', 'Asthma (disorder)'],
    ['Latex allergy', 'Allergy to latex'],
    ['type 2 Diabetes', 'Diabetes type 2'],
    ['Warfarin 3 mg tablets', 'Warfarin'],
    ['Haemophilia', 'Hemophilia'],
    ['Allergy to nuts', 'Nut allergy'],
  ])('is "%s" alone where the code "%s" says no more', (text, display) => {
    expect(named(text, display)).toBe(text);
  });

  it('leaves coarser classifications to the page of the entry, but not what they say of a side', () => {
    expect(named('Knee pain', 'Knee pain', 'Pain, unspecified')).toBe('Knee pain');
    expect(named('Knee pain', 'Knee pain', 'Pain in left knee')).toBe(
      'Knee pain (also: Pain in left knee)',
    );
    expect(named('Asthma', 'Asthma', 'Emphysema')).toBe('Asthma (also: Emphysema)');
  });

  it.each([
    ['Amlodipine 5 mg tablets', 'Warfarin 5 mg tablets'],
    ['Carbamazepine 200 mg', 'Oxcarbazepine 200 mg'],
    ['Diabetes type 2', 'Type 1 diabetes mellitus'],
    ['Digoxin level', 'Lithium level'],
    ['Product containing anastrozole', 'ANASTROZOL 1MG TABLET'],
  ])(
    'has both codes where "%s" and "%s" are two things, or one tells the strength',
    (one, other) => {
      expect(named(undefined, one, other)).toBe(`${one} (also: ${other})`);
    },
  );

  it('has the words of other languages, and the term that was chosen', () => {
    const translation = (content: string) => ({
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/translation',
          extension: [
            { url: 'lang', valueCode: 'en' },
            { url: 'content', valueString: content },
          ],
        },
      ],
    });
    expect(said({ text: 'Erdnuss', _text: translation('Peanut') })).toBe('Erdnuss (also: Peanut)');
    expect(said({ coding: [{ display: 'Niesen', _display: translation('Sneezing') }] })).toBe(
      'Niesen (also: Sneezing)',
    );
    const chosen = {
      url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-coding-sctdescid',
      extension: [{ url: 'descriptionDisplay', valueString: 'Wheezy bronchitis' }],
    };
    expect(said({ coding: [{ display: 'Asthma', extension: [chosen] }] })).toBe(
      'Asthma (also: Wheezy bronchitis)',
    );
  });

  it('is never a bare number', () => {
    expect(said({ coding: [{ system: snomed, code: '195967001' }] })).toBe(
      'code 195967001 (SNOMED CT), no name given',
    );
    expect(said({ coding: [{ code: 'J45.9' }] })).toBe('code J45.9, no name given');
    expect(said({ coding: [{ code: 'encounter-diagnosis' }] })).toBe('encounter-diagnosis');
  });

  it('is never the code for what could not be passed on', () => {
    const code = {
      system: snomed,
      code: '196411000000103',
      display: 'Transfer-degraded record entry',
    };
    expect(said({ text: 'Gout', coding: [code] })).toBe('Gout');
    expect(said({ coding: [code, { display: 'Gout' }] })).toBe('Gout');
  });
});

describe('a strength or a form', () => {
  const medicine = (text: string | undefined, ...displays: string[]) => ({
    ...(text === undefined ? {} : { text }),
    coding: displays.map((display) => ({ system: 'http://snomed.info/sct', display })),
  });

  it('is read where only a further code has it', () => {
    expect(sayConcept(medicine('Warfarin', 'Warfarin', 'Warfarin 3 mg tablets'), english)).toBe(
      'Warfarin (also: Warfarin 3 mg tablets)',
    );
    expect(sayConcept(medicine(undefined, 'Fentanyl', 'Fentanyl patch'), english)).toBe(
      'Fentanyl (also: Fentanyl patch)',
    );
    expect(sayBriefly(medicine('Warfarin', 'Warfarin', 'Warfarin 3 mg'), english)).toBe(
      'Warfarin (also: Warfarin 3 mg)',
    );
  });

  it('is not read twice', () => {
    const paracetamol = medicine(
      undefined,
      'Paracetamol 500mg tablets',
      'Paracetamol 500 mg oral tablet',
    );
    expect(sayConcept(paracetamol, english)).toBe('Paracetamol 500mg tablets');
  });
});
