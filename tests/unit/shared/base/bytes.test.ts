import { describe, expect, it } from 'vitest';
import { concatBytes, eachUtf8, fromUtf8, utf8 } from '../../../../shared/base/bytes.ts';

describe('many texts in UTF-8', () => {
  const texts = [
    'Glucose',
    '',
    '5.0 µmol/L',
    'Żółć, 37 °C',
    'twice 💊 a day',
    'half of a pair: \ud83d',
    '\udc8a',
    'x',
  ];

  it('are the bytes of each, whatever letters it and its neighbours have', () => {
    expect(eachUtf8(texts)).toEqual(texts.map(utf8));
    expect(eachUtf8([])).toEqual([]);
  });

  it('follow one another without a gap where they are put together', () => {
    expect(fromUtf8(concatBytes(...eachUtf8(texts.slice(0, 5))))).toBe(texts.slice(0, 5).join(''));
  });
});
