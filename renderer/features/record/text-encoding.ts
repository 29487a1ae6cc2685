type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A text as its byte order mark, its content type or its own first lines say that it is written; without any of them UTF-8,
 * or Windows-1252 where it cannot be UTF-8. A letter that cannot be read shows as "\ufffd".
 */
export function decodedText(bytes: Bytes, contentType: string): string {
  const declared = /charset\s*=\s*["']?([\w-]+)/i;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const said =
    markOf(bytes) ??
    declared.exec(contentType)?.[1] ??
    /<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1] ??
    (/<meta/i.test(head) ? declared.exec(head)?.[1] : undefined);
  const texts = [said, 'utf-8'].map((encoding) => decodedAs(encoding, bytes));
  return texts.find((text) => text !== undefined) ?? new TextDecoder('windows-1252').decode(bytes);
}

/** @see Unicode 23.8 */
function markOf([first, second]: Bytes): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function decodedAs(encoding: string | undefined, bytes: Bytes): string | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // of another encoding than it says, or of one that nobody knows
  }
}
