import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a text is written, by its byte order mark; UTF-8 without one. @see Unicode 23.8 */
export function encodingOf(head: Bytes): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** A whole file's text without its byte order mark. @throws file-unreadable where it is not text */
export function wholeText(bytes: Bytes): string {
  try {
    const encoding = encodingOf(bytes);
    if (encoding === 'utf-8') return fromUtf8(bytes).replace(/^\ufeff/, '');
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('file-unreadable', { cause });
  }
}

/** The text of a file's first bytes, which may end in the middle of a letter; `undefined` where they are no text. */
export function headText(head: Bytes): string | undefined {
  const encoding = encodingOf(head);
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
