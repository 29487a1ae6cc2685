import { calculateJwkThumbprint } from 'jose';
import { base64url, concatBytes, fromBase64, hex, type Bytes } from '../base/bytes.ts';
import { objectOf } from '../fhir/resource.ts';
import { compressPoint, decompressPoint } from './compressed-point.ts';

/** A person's P-256 key pair: the private key cannot leave the vault, the public key travels in every share. */
export type SigningKeys = { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };

/** A P-256 public key with exactly the members that its thumbprint covers. @see RFC 7638 section 3.2 */
export type PublicJwk = {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
};

const ecdsa = { name: 'ECDSA', hash: 'SHA-256' } as const;
const p256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const coordinateLength = 32;

/** ES256: 64 bytes, r then s. @see RFC 7518 section 3.4 */
export async function signEs256(keys: SigningKeys, bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ecdsa, keys.privateKey, bytes));
}

/** Whether `signature` (64 bytes, r then s) is the key's over `bytes`. */
export function verifyEs256(key: CryptoKey, signature: Bytes, bytes: Bytes): Promise<boolean> {
  return crypto.subtle.verify(ecdsa, key, signature, bytes);
}

/** The uncompressed point of a P-256 public key: 0x04, x, y (65 bytes). @see SEC 1 section 2.3.3 */
async function rawPublicKey(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

/** The public key as 33 bytes. @see SEC 1 section 2.3.3 */
export async function compressedPublicKey(key: CryptoKey): Promise<Bytes> {
  return compressPoint(await rawPublicKey(key));
}

/** A P-256 public key from its compressed point; `undefined` where there is no such point. */
export async function importCompressedPublicKey(compressed: Bytes): Promise<CryptoKey | undefined> {
  const point = decompressPoint(compressed);
  return point === undefined
    ? undefined
    : crypto.subtle.importKey('raw', point, p256, true, ['verify']);
}

/** A P-256 public key from its DER SubjectPublicKeyInfo. */
export function importSpki(spki: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', spki, p256, true, ['verify']);
}

/** A P-256 public key from its JWK. @throws DOMException where there is no such point */
export function importJwk({ x, y }: PublicJwk): Promise<CryptoKey> {
  const none = new Uint8Array();
  const point = concatBytes(Uint8Array.of(4), fromBase64(x) ?? none, fromBase64(y) ?? none);
  return crypto.subtle.importKey('raw', point, p256, true, ['verify']);
}

export async function publicJwk(key: CryptoKey): Promise<PublicJwk> {
  const point = await rawPublicKey(key);
  const x = point.slice(1, 1 + coordinateLength);
  const y = point.slice(1 + coordinateLength);
  return { kty: 'EC', crv: 'P-256', x: base64url(x), y: base64url(y) };
}

/** `value` as a P-256 public key, where it has the four members of one and no other (a private `d` least of all). */
export function publicJwkOf(value: unknown): PublicJwk | undefined {
  const members = objectOf(value);
  const { kty, crv, x, y } = { ...members };
  if (members === undefined || Object.keys(members).length !== 4) return undefined;
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') {
    return undefined;
  }
  return { kty, crv, x, y };
}

/** @see RFC 7638 */
export function jwkThumbprint(jwk: PublicJwk): Promise<string> {
  return calculateJwkThumbprint({ ...jwk }, 'sha256');
}

/** The RFC 7638 SHA-256 thumbprint of a key, base64url: the same for every share that the key has signed. */
export async function keyThumbprint(key: CryptoKey): Promise<string> {
  return jwkThumbprint(await publicJwk(key));
}

/** The thumbprint as people compare it: its first 16 hex characters in groups of four. */
export function fingerprintWords(thumbprint: string): string {
  const digits = hex((fromBase64(thumbprint) ?? new Uint8Array()).slice(0, 8));
  return digits.match(/.{4}/g)?.join(' ') ?? '';
}
