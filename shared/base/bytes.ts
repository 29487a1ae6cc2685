const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export type Bytes = Uint8Array<ArrayBuffer>;

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** `utf8` of each of many short texts: making room once costs less than making it for each. */
export function eachUtf8(texts: readonly string[]): Bytes[] {
  const room = new Uint8Array(texts.reduce((length, text) => length + text.length, 0));
  let end = 0;
  return texts.map((text) => {
    const start = end;
    end += text.length;
    const bytes = room.subarray(start, end);
    // There is a byte for each letter: where one takes more, as all beyond ASCII do, they do not all fit.
    return encoder.encodeInto(text, bytes).read === text.length ? bytes : utf8(text);
  });
}

/** The text of UTF-8 bytes. @throws TypeError where the bytes are not UTF-8 */
export function fromUtf8(bytes: Uint8Array): string {
  return strictDecoder.decode(bytes);
}

export function concatBytes(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const base64urlAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64url without padding. @see RFC 4648 section 5 */
export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const characters = Math.min(4, bytes.length - at + 1);
    for (let place = 0; place < characters; place += 1) {
      text += base64urlAlphabet.charAt((group >> (18 - 6 * place)) & 63);
    }
  }
  return text;
}

/** Base64 with padding. @see RFC 4648 section 4 */
export function base64(bytes: Uint8Array): string {
  const text = base64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** The bytes of base64url or base64 text, padding and white space allowed; `undefined` where it is neither. @see RFC 4648 */
export function fromBase64(text: string): Bytes | undefined {
  const clean = text.replace(/[\s=]/g, '').replaceAll('+', '-').replaceAll('/', '_');
  if (!/^[\w-]*$/.test(clean) || clean.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const character of clean) {
    held = ((held << 6) | base64urlAlphabet.indexOf(character)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 255;
    at += 1;
  }
  return bytes;
}

/** SHA-256. @see FIPS 180-4 */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
