import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { unicodeOf, xmlEncodingOf } from '../../../shared/base/text-encoding.ts';

/**
 * A whole file's text without its byte order mark: Unicode or, of XML, in the encoding that its declaration names.
 * @throws file-unreadable where it is not text
 */
export function wholeText(bytes: Bytes): string {
  try {
    const encoding = unicodeOf(bytes);
    const named = encoding === 'utf-8' ? xmlEncodingOf(bytes) : encoding;
    if (named === undefined || /^utf-?8$/i.test(named))
      return fromUtf8(bytes).replace(/^\ufeff/, '');
    return new TextDecoder(named, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('file-unreadable', { cause });
  }
}

/** The text of a file's first bytes, which may end in the middle of a letter; `undefined` where they are no text. */
export function headText(head: Bytes): string | undefined {
  const encoding = unicodeOf(head);
  const text = decodedHead(head, encoding) ?? decodedHead(head, 'windows-1252');
  return text === undefined || hasControls(text) ? undefined : text;
}

function decodedHead(head: Bytes, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return undefined; // not of this encoding
  }
}

/** What stands in no text: anything below the space but tab, line ends, form feed and the ESC of old printers. */
function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- it is control characters that are looked for
  return /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text);
}
