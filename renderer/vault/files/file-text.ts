import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { unicodeOf, unicodeText, xmlEncodingOf } from '../../../shared/base/text-encoding.ts';
import { isLikelyWindows1252, windows1252Text } from './windows-1252.ts';

/** How a text was read where nothing in it says so, or it says something that cannot be. */
export type AssumedEncoding = 'utf-8' | 'windows-1252';

/** A whole file's text, without its byte order mark. */
export type FileText = { readonly text: string; readonly assumed?: AssumedEncoding };

/**
 * A whole file's text: Unicode or, of XML, in the encoding that its declaration names. Where that cannot be, it is read
 * as what it surely is, and else not at all: a letter that is lost or mistaken may change a word.
 * @throws file-letters-unknown where nobody can tell how it is written
 */
export function readText(bytes: Bytes): FileText {
  try {
    const form = unicodeOf(bytes);
    if (form !== 'utf-8') return { text: unicodeText(bytes, form) };
    const named = xmlEncodingOf(bytes);
    if (named !== undefined && !/^utf-?8$/i.test(named)) return declaredText(bytes, named);
    const text = utf8Text(bytes);
    return text === undefined ? likelyWindows1252(bytes) : { text };
  } catch (cause) {
    throw new AppError('file-letters-unknown', { cause });
  }
}

/** The text alone, of what is ASCII. @throws file-letters-unknown */
export function wholeText(bytes: Bytes): string {
  return readText(bytes).text;
}

/** No text in an encoding of single bytes is UTF-8 by chance, unless it is ASCII. */
function declaredText(bytes: Bytes, named: string): FileText {
  const decoder = new TextDecoder(named, { fatal: true });
  const isSingleBytes = /^(?:windows-125|iso-8859-|macintosh)/.test(decoder.encoding);
  const text = isSingleBytes && bytes.some((byte) => byte > 0x7f) ? utf8Text(bytes) : undefined;
  if (text !== undefined) return { text, assumed: 'utf-8' };
  const isWindows = decoder.encoding === 'windows-1252';
  return { text: isWindows ? windows1252Text(bytes) : decoder.decode(bytes) };
}

/** @throws TypeError where it is likelier to be something else */
function likelyWindows1252(bytes: Bytes): FileText {
  const text = windows1252Text(bytes);
  if (!isLikelyWindows1252(text)) throw new TypeError('Windows-1252');
  return { text, assumed: 'windows-1252' };
}

function utf8Text(bytes: Bytes): string | undefined {
  try {
    return fromUtf8(bytes).replace(/^\ufeff/, '');
  } catch {
    return undefined; // not UTF-8
  }
}

/** The text of a file's first bytes, which may end in the middle of a letter; `undefined` where they are no text. */
export function headText(head: Bytes): string | undefined {
  const text = unicodeHead(head) ?? windows1252Text(head);
  return isText(text) ? text : undefined;
}

function unicodeHead(head: Bytes): string | undefined {
  try {
    return unicodeText(head, unicodeOf(head), true);
  } catch {
    return undefined; // not of this form
  }
}

/** In a text that some program spoiled there is a stray control character now and then; in what is no text there are many. */
const lettersForOneControl = 100;

function isText(text: string): boolean {
  if (text.includes('\0')) return false;
  // What stands in no text: anything below the space but tab, line ends, form feed and the ESC of old printers.
  // eslint-disable-next-line no-control-regex -- it is control characters that are looked for
  const controls = text.match(/[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  return controls <= 2 || controls * lettersForOneControl <= text.length;
}
