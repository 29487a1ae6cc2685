import type { Bytes } from './bytes.ts';

export type Unicode = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/**
 * Which form of Unicode a text has by its first bytes: its byte order mark, or the NULs beside the first letter of markup
 * or JSON, which are ASCII. UTF-8 without either.
 * @see Unicode 23.8, XML 1.0 appendix F, RFC 4627 section 3
 */
export function unicodeOf([first = 0, second = 0, third = 1, fourth = 1]: Bytes): Unicode {
  const opens = first === 0xff && second === 0xfe;
  if (third === 0 && fourth === 0 && (opens || (second === 0 && isOpening(first)))) {
    return 'utf-32le';
  }
  const closes = third === 0xfe && fourth === 0xff;
  if (first === 0 && second === 0 && (closes || (third === 0 && isOpening(fourth)))) {
    return 'utf-32be';
  }
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && isOpening(first)) return 'utf-16le';
  return first === 0 && isOpening(second) ? 'utf-16be' : 'utf-8';
}

/**
 * The text of Unicode bytes, without a byte order mark. `isHead`: they may end in the middle of a letter.
 * @throws TypeError, RangeError where they are not of that form
 */
export function unicodeText(bytes: Bytes, form: Unicode, isHead = false): string {
  if (form === 'utf-32le' || form === 'utf-32be') {
    return fromUtf32(bytes, form === 'utf-32le').replace(/^\ufeff/, '');
  }
  return new TextDecoder(form, { fatal: true }).decode(bytes, { stream: isHead });
}

/** No browser reads it, and old database programs write it. @see Unicode 3.10, D99 and D100 */
function fromUtf32(bytes: Bytes, isLittle: boolean): string {
  if (bytes.length % 4 !== 0) throw new RangeError('UTF-32');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle);
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError('UTF-32');
    letters.push(String.fromCodePoint(code));
  }
  return letters.join('');
}

function isOpening(byte: number): boolean {
  return '<{['.includes(String.fromCharCode(byte));
}

/**
 * The encoding that an XML declaration names. UTF-16 is not believed: whoever reads its letters one byte at a time sees
 * that it is none.
 * @see XML 1.0 section 4.3.3
 */
export function xmlEncodingOf(bytes: Bytes): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const named = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1];
  return named === undefined || /^(?:utf-?16|ucs-?2|iso-10646)/i.test(named) ? undefined : named;
}

/** The text with a space for each control character that XML forbids, so that every other sign stays where it was. */
export function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- it is control characters that are looked for
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, ' ');
}
