import type { Bytes } from './bytes.ts';

export type Unicode = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Which form of Unicode a text has by its first bytes: its byte order mark, or the NULs beside the first letter of markup
 * or JSON, which are ASCII. UTF-8 without either.
 * @see Unicode 23.8, XML 1.0 appendix F, RFC 4627 section 3
 */
export function unicodeOf([first = 0, second = 0]: Bytes): Unicode {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && isOpening(first)) return 'utf-16le';
  return first === 0 && isOpening(second) ? 'utf-16be' : 'utf-8';
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
