import { concatBytes, sha256, utf8, type Bytes } from '../../../shared/base/bytes.ts';

/*
 * A recovery code is 30 symbols of Crockford's base32 in six groups of five: 150 bits.
 *   bits   0–127   the secret: 128 random bits
 *   bits 128–149   check: the first 22 bits of SHA-256("patient-held-record/1/recovery-check" || secret)
 * Typing is forgiven: case, spaces and hyphens, O for 0, I and L for 1.
 */
export const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const recoverySymbols = 30;
export const recoveryGroupLength = 5;
const checkBits = 22n;
const checkLabel = utf8('patient-held-record/1/recovery-check');

export const recoverySecretLength = 16;

/** The code as a person writes it down: `7ZQ4K-…` in six groups. */
export async function recoveryCodeOf(secret: Bytes): Promise<string> {
  let bits = (numberOf(secret) << checkBits) | (await checkOf(secret));
  let code = '';
  for (let at = 0; at < recoverySymbols; at += 1) {
    code = recoveryAlphabet.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return (code.match(new RegExp(`.{${recoveryGroupLength}}`, 'g')) ?? []).join('-');
}

/** The secret of a typed code, or `undefined` where it is no code or its check does not agree. */
export async function recoverySecretOf(typed: string): Promise<Bytes | undefined> {
  return secretOf(forgive(typed));
}

/** The secret of symbols as `forgive` gives them, or `undefined`. */
export async function secretOf(symbols: string): Promise<Bytes | undefined> {
  if (symbols.length !== recoverySymbols) return undefined;
  let bits = 0n;
  for (const symbol of symbols) {
    const value = recoveryAlphabet.indexOf(symbol);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  const secret = bytesOf(bits >> checkBits);
  const check = bits & ((1n << checkBits) - 1n);
  return check === (await checkOf(secret)) ? secret : undefined;
}

/**
 * The symbols of what was typed, in the alphabet's letters and without spaces and hyphens.
 * @see https://www.crockford.com/base32.html
 */
export function forgive(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

async function checkOf(secret: Bytes): Promise<bigint> {
  const digest = await sha256(concatBytes(checkLabel, secret));
  return numberOf(digest.subarray(0, 3)) >> (24n - checkBits);
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function bytesOf(number: bigint): Bytes {
  const bytes = new Uint8Array(recoverySecretLength);
  for (let at = recoverySecretLength - 1; at >= 0; at -= 1) {
    bytes[at] = Number(number & 255n);
    number >>= 8n;
  }
  return bytes;
}
