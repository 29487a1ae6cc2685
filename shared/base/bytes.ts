import { base64 as base64Codec, base64url as base64urlCodec, hex as hexCodec } from '@scure/base';

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
  return hexCodec.encode(bytes);
}

/** Base64url without padding. @see RFC 4648 section 5 */
export function base64url(bytes: Uint8Array): string {
  return base64urlCodec.encode(bytes).replace(/={1,2}$/, '');
}

/** Base64 with padding. @see RFC 4648 section 4 */
export function base64(bytes: Uint8Array): string {
  return base64Codec.encode(bytes);
}

/** The bytes of base64url or base64 text, padding and white space allowed; `undefined` where it is neither. @see RFC 4648 */
export function fromBase64(text: string): Bytes | undefined {
  const clean = text
    .replace(/[\s=]+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (clean.length % 4 === 1) return undefined;
  const length = Math.floor((clean.length * 3) / 4);
  try {
    // Filled up with zeros, the last letter's spare bits are what they may be; servers write anything there.
    const bytes = base64Codec.decode(clean.padEnd(Math.ceil(clean.length / 4) * 4, 'A'));
    return bytes.slice(0, length);
  } catch {
    return undefined;
  }
}

/** SHA-256. @see FIPS 180-4 */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
