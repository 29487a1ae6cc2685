import { describe, expect, it } from 'vitest';
import {
  isPicture,
  shownText,
} from '../../../../../renderer/features/record/attachment-content.ts';
import { rtfText } from '../../../../../renderer/features/record/rtf-text.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const shown = (content: Uint8Array<ArrayBuffer>, contentType: string) =>
  shownText({ bytes: content, contentType, fileName: 'letter' });

describe('the words of a document', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Frühling'), 'text/plain'],
    ['UTF-16 with its mark', bytes('\xff\xfeF\0r\0\xfc\0h\0l\0i\0n\0g\0'), 'text/plain'],
    ['UTF-16 without a mark', bytes('<\0p\0>\0F\0r\0\xfc\0h\0l\0i\0n\0g\0'), 'text/xml'],
    ['Windows-1252, which it does not say', bytes('Fr\xfchling'), 'text/plain'],
    ['what its type says', bytes('Fr\x81hling'), 'text/plain; charset=ibm866'],
  ])('are read as %s', (name, content, type) => {
    expect(shown(content, type)).toBe(
      name === 'what its type says'
        ? 'FrБhling'
        : name === 'UTF-16 without a mark'
          ? '<p>Frühling'
          : 'Frühling',
    );
  });

  it('in RTF come without its markup, and nothing in it is carried out', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}\f0 Dear Zo\'eb \u8211?\par {\b Gout}{\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt here}}\par {\pict ffd8ff}}`;
    expect(rtfText(bytes(rtf))).toBe('Dear Zoë –\nGouthere');
  });

  it('are those of what it is, where its source names its type wrongly', () => {
    expect(shown(bytes(String.raw`{\rtf1 Dear Ada}`), 'application/pdf')).toBe('Dear Ada');
    expect(shown(bytes('%PDF-1.4'), 'text/plain')).toBeUndefined();
  });

  it('are none for what cannot be shown here', () => {
    expect(shown(bytes('II*\0'), 'image/tiff')).toBeUndefined();
    expect(isPicture('image/tiff')).toBe(false);
    expect(isPicture('image/png')).toBe(true);
    expect(shown(bytes('\xd0\xcf\x11\xe0'), 'application/msword')).toBeUndefined();
  });
});
