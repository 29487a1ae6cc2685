import { describe, expect, it } from 'vitest';
import { quantityOf } from '../../../../shared/fhir/quantity.ts';
import { english } from '../../../../shared/words/english.ts';
import { roundedNumber } from '../../../../shared/words/rounded-number.ts';
import {
  sayAmountOf,
  sayQuantity,
  sayRatio,
  sayStrength,
  writtenOut,
} from '../../../../shared/words/say-quantity.ts';

const ucum = 'http://unitsofmeasure.org';
const said = (quantity: object, words = english) =>
  sayQuantity(quantityOf(quantity) ?? { value: 'nothing' }, words);
const amount = (quantity: object) =>
  sayAmountOf(quantityOf(quantity) ?? { value: 'nothing' }, english);

describe('a unit as people write it', () => {
  it.each([
    ['mm[Hg]', '7 mmHg'],
    ['10*9/L', '7 ×10⁹/L'],
    ['10^12/L', '7 ×10¹²/L'],
    ['x10(3)/uL', '7 ×10³/µL'],
    ['Cel', '7 °C'],
    ['[degF]', '7 °F'],
    ['umol/L', '7 µmol/L'],
    ['ug/L', '7 micrograms/L'],
    ['mL/min/{1.73_m2}', '7 mL/min/1.73 m²'],
    ['kg/m2', '7 kg/m²'],
    ['{beats}/min', '7 /min'],
    ['%{HemoglobinSaturation}', '7 %'],
    ['{score}', '7'],
    ['1', '7'],
    ['/[HPF]', '7 /HPF'],
    ['[iU]/L', '7 IU/L'],
    ['/d', '7 /day'],
    ['U/L', '7 U/L'],
    ['mmol/L', '7 mmol/L'],
    ['mol/m', '7 mol/m'],
  ])('%s', (unit, words) => {
    expect(said({ value: 7, unit })).toBe(words);
    expect(said({ value: 7, code: unit, system: ucum })).toBe(words);
  });

  it('is the word of the source where that is one', () => {
    expect(said({ value: 7, unit: 'millimole per liter', code: 'mmol/L', system: ucum })).toBe(
      '7 millimole per liter',
    );
    expect(said({ value: 2, unit: 'tablet', code: '1', system: ucum })).toBe('2 tablets');
  });

  it('of time is a word', () => {
    expect(said({ value: 52, code: 'a', system: ucum })).toBe('52 years');
    expect(said({ value: 1, unit: 'wk' })).toBe('1 week');
    expect(said({ value: 5, unit: 'm', code: 'min', system: ucum })).toBe('5 minutes');
  });

  it('is never a letter that can be misread', () => {
    expect(said({ value: 18, unit: 'U' })).toBe('18 units');
    expect(said({ value: 400, unit: '[iU]' })).toBe('400 international units');
    expect(said({ value: 0.1, unit: 'ug/kg/min' })).toBe('0.1 microgram/kg/min');
    expect(said({ value: 75, unit: 'ug' })).toBe('75 micrograms');
  });
});

describe('a number', () => {
  it('keeps its sign', () => {
    expect(said({ value: 0.5, comparator: '<=', unit: 'mg/L' })).toBe('≤ 0.5 mg/L');
    expect(said({ value: 90, comparator: '>', unit: 'mL/min' })).toBe('> 90 mL/min');
  });

  it.each([
    ['6.80', '6.80'],
    ['1.00', '1.00'],
    ['123456', '123456'],
    ['12345678', '12345678'],
    ['80.12345678', '80.1235'],
    ['1234567.89', '1234568'],
    ['0.000123456789', '0.000123457'],
    ['-6.123456789', '-6.12346'],
    ['1.5e-7', '1.5e-7'],
    ['>60', '>60'],
  ])('of more than six digits is rounded behind its point alone: %s', (written, rounded) => {
    expect(roundedNumber(written)).toBe(rounded);
  });

  it('has all its digits where they are asked for, and in a dose', () => {
    expect(said({ value: 6.123456789, unit: 'mmol/L' })).toBe('6.12346 mmol/L');
    expect(said({ value: 6.123456789, unit: 'mmol/L' }, writtenOut(english))).toBe(
      '6.123456789 mmol/L',
    );
    expect(amount({ value: 6.123456789, unit: 'mg' })).toBe('6.123456789 mg');
  });
});

describe('how much of a medicine', () => {
  it('has no nought behind a point that could be read as ten times as much', () => {
    expect(amount({ value: '1.0', unit: 'mg' })).toBe('1 mg');
    expect(amount({ value: '2.50', unit: 'mg' })).toBe('2.50 mg');
    expect(said({ value: '1.0', unit: 'mmol/L' })).toBe('1.0 mmol/L');
  });

  it('says what is counted', () => {
    expect(amount({ value: 2, unit: '{tablet}' })).toBe('2 tablets');
    expect(amount({ value: 1, unit: 'patch' })).toBe('1 patch');
    expect(amount({ value: 3, unit: 'patch' })).toBe('3 patches');
    expect(amount({ value: 0.5, unit: 'tablet' })).toBe('0.5 tablet');
  });
});

describe('a ratio', () => {
  const ratio = (numerator: object | undefined, denominator: object | undefined) => ({
    ...(numerator === undefined ? {} : { numerator: quantityOf(numerator) ?? { value: '' } }),
    ...(denominator === undefined ? {} : { denominator: quantityOf(denominator) ?? { value: '' } }),
  });
  it('of bare numbers is a titre', () => {
    expect(sayRatio(ratio({ value: 1 }, { value: 160 }), english)).toBe('1:160');
    expect(sayRatio(ratio({ value: 1, unit: '1' }, { value: 160, comparator: '>' }), english)).toBe(
      '1:> 160',
    );
  });

  it('of a substance is a strength', () => {
    const strength = (numerator: object, denominator?: object) =>
      sayStrength(ratio(numerator, denominator), english);
    expect(strength({ value: 500, unit: 'unit' }, { value: 1, unit: 'mL' })).toBe('500 units/mL');
    expect(strength({ value: 75, unit: 'ug' }, { value: 1, unit: 'h' })).toBe('75 micrograms/hour');
    expect(strength({ value: 30, unit: 'mg' }, { value: '1.0', unit: 'tablet' })).toBe(
      '30 mg per tablet',
    );
    expect(strength({ value: 250, unit: 'mg' }, { value: 5, unit: 'mL' })).toBe('250 mg per 5 mL');
    expect(strength({ value: 500, unit: 'mg' })).toBe('500 mg');
  });
});
