import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64,
  base64url,
  concatBytes,
  eachUtf8,
  fromBase64,
  fromUtf8,
  hex,
  utf8,
} from '../../../../shared/base/bytes.ts';

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

describe('bytes as text', () => {
  it('are what Node makes of them, and come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(hex(bytes)).toBe(buffer.toString('hex'));
        expect(base64(bytes)).toBe(buffer.toString('base64'));
        expect(base64url(bytes)).toBe(buffer.toString('base64url'));
        expect(fromBase64(base64(bytes))).toEqual(bytes.slice());
        expect(fromBase64(base64url(bytes))).toEqual(bytes.slice());
      }),
    );
  });

  it.each([
    ['without its padding', 'Pz8_Pw'],
    ['with too little of it', 'Pz8_Pw='],
    ['in both alphabets at once', 'Pz8/Pz8_'],
    ['broken into lines', ' Pz8/\r\n\tPw==\n'],
    ['with spare bits that should be zero', 'Pz8/Px=='],
  ])('are read %s', (_, text) => {
    expect(fromUtf8(fromBase64(text) ?? utf8('none'))).toMatch(/^\?+$/);
  });

  it.each(['Pz8/P', 'A', 'Pz8*', 'Pz8é', '\u{1f48a}Pz'])('are not found in "%s"', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  it('are none where the text is empty', () => {
    expect(fromBase64(' \n')).toEqual(utf8(''));
  });
});
