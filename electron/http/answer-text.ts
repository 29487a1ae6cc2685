import { fromUtf8 } from '../../shared/base/bytes.ts';
import type { HttpAnswer } from './http.ts';

/**
 * An answer's text, without the byte order mark. FHIR is UTF-8; where the bytes are not, the one other set of letters
 * that a server may name counts: Latin-1, in the form that every browser reads it (windows-1252).
 * @throws TypeError where the bytes are neither: a replacement character would alter what is clinical
 */
export function textOf({ bytes, headers }: Pick<HttpAnswer, 'bytes' | 'headers'>): string {
  try {
    return withoutMark(fromUtf8(bytes));
  } catch (thrown) {
    if (!latin1.test(headers.get('content-type') ?? '')) throw thrown;
    return new TextDecoder('windows-1252').decode(bytes).replace(/[\u0080-\u009f]/g, asWindows1252);
  }
}

/** Node reads windows-1252 as plain Latin-1, with control characters where there are 27 letters and signs. */
function asWindows1252(letter: string): string {
  return highControls[letter.charCodeAt(0) - 0x80] ?? letter;
}

const highControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const latin1 = /;\s*charset="?(?:iso-8859-1|latin1|windows-1252)"?\s*(?:;|$)/i;

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
