import { describe, expect, it } from 'vitest';
import { graveHistoryIn } from '../../../../shared/summary/grave-history.ts';
import { graveHistories } from '../../../../shared/summary/grave-history-names.ts';
import { listed, plainWords } from '../../../../shared/summary/plain-words.ts';
import { isSnomedIdentifier } from './snomed-identifier.ts';

describe('grave histories', () => {
  it.each([
    ['Malignant hyperthermia', 'malignant-hyperthermia'],
    ['Splenectomy, no vaccines given', 'asplenia'],
    ["Addison's disease", 'adrenal-insufficiency'],
    ['Difficult intubation (finding)', 'difficult-airway'],
    ['History of renal transplant (situation)', 'transplant'],
    ['Allogeneic stem cell transplantation', 'transplant'],
    ['Haemophilia A', 'bleeding-disorder'],
    ['Congenital long QT syndrome', 'dangerous-rhythm'],
    ['H/O: anaphylactic shock', 'anaphylaxis'],
    ['Hereditary angio-oedema', 'angioedema'],
    ['Acute intermittent porphyria', 'porphyria'],
    ['Sickle cell anaemia', 'sickle-cell'],
    ['Myasthenia gravis', 'myasthenia'],
  ])('knows %s', (words, kind) => {
    expect(graveHistoryIn(words, [])).toBe(kind);
  });

  it.each([
    'Family history of haemophilia',
    'FH: Sickle cell disease',
    'Sickle cell trait',
    'Sickle cell screening test',
    'No history of anaphylaxis',
    'Awaiting transplantation of kidney (situation)',
    'Corneal transplant',
    'Suspected adrenal insufficiency',
    'Anaphylaxis risk assessment leaflet',
    'Asthma',
    'Spleen normal',
  ])('does not take %s for one', (words) => {
    expect(graveHistoryIn(words, [])).toBeUndefined();
  });

  it('knows codes where names are missing or in another language', () => {
    expect(graveHistoryIn('Maligne Hyperthermie', ['http://snomed.info/sct|405501007'])).toBe(
      'malignant-hyperthermia',
    );
    expect(graveHistoryIn('', ['http://hl7.org/fhir/sid/icd-10|E27.1'])).toBe(
      'adrenal-insufficiency',
    );
    expect(graveHistoryIn('', ['http://hl7.org/fhir/sid/icd-10-cm|D57.3'])).toBeUndefined();
  });

  it.each([
    ['an operation of the American edition', 'http://www.cms.gov/Medicare/Coding/ICD10|D7000ZZ'],
    ['hypoalbuminaemia', 'http://hl7.org/fhir/sid/icd-10-cm|E88.09'],
    ['a selective deficiency of IgA', 'http://hl7.org/fhir/sid/icd-10|D80.2'],
    ['Kallmann syndrome', 'http://hl7.org/fhir/sid/icd-10|E23.0'],
    ['a skin graft that was rejected', 'http://hl7.org/fhir/sid/icd-10-cm|T86.820'],
  ])('does not take the code of %s for one', (_, code) => {
    expect(graveHistoryIn('', [code])).toBeUndefined();
  });

  it('holds only names that can be found', () => {
    for (const { names } of Object.values(graveHistories)) {
      for (const name of listed(names)) expect(plainWords(name)).toBe(` ${name} `);
    }
  });

  it('holds only codes that can be one of SNOMED CT', () => {
    const codes = Object.values(graveHistories).flatMap(({ snomed }) => listed(snomed));
    expect(codes.filter((code) => !isSnomedIdentifier(code))).toEqual([]);
  });
});
