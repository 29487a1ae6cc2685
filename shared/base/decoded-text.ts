import type { Bytes } from './bytes.ts';
import { unicodeOf, xmlEncodingOf } from './text-encoding.ts';

/**
 * A text as its byte order mark, its content type or its own first lines say that it is written; without any of them UTF-8,
 * or Windows-1252 where it cannot be UTF-8. A letter that cannot be read shows as "\ufffd".
 */
export function decodedText(bytes: Bytes, contentType: string): string {
  const declared = /charset\s*=\s*["']?([\w-]+)/i;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const said =
    wideOf(bytes) ??
    declared.exec(contentType)?.[1] ??
    xmlEncodingOf(bytes) ??
    (/<meta/i.test(head) ? declared.exec(head)?.[1] : undefined);
  const texts = [said, 'utf-8'].map((encoding) => decodedAs(encoding, bytes));
  return texts.find((text) => text !== undefined) ?? new TextDecoder('windows-1252').decode(bytes);
}

/** UTF-8 is only tried: a text that names another encoding is to be believed. */
function wideOf(bytes: Bytes): string | undefined {
  const unicode = unicodeOf(bytes);
  return unicode === 'utf-8' ? undefined : unicode;
}

function decodedAs(encoding: string | undefined, bytes: Bytes): string | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // of another encoding than it says, or of one that nobody knows
  }
}
