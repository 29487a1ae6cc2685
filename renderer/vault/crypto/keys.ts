import { hex, utf8, type Bytes } from '../../../shared/base/bytes.ts';

/** What the one random vault key is turned into; none of these can leave the worker as bytes. */
export type VaultKeys = {
  /** AES-256-GCM: segments, log, head and secrets. */
  readonly records: CryptoKey;
  /** HMAC-SHA-256: row identifiers that say nothing about what they stand for. */
  readonly identifiers: CryptoKey;
  /** AES-256-GCM: the private signing key. */
  readonly signingWrap: CryptoKey;
};

export const vaultKeyLength = 32;

/** HKDF-SHA-256 labels, one a purpose. Backups hang on the recovery code instead (`backup/identity.ts`). @see RFC 5869 */
const labels = {
  records: 'patient-held-record/1/records',
  identifiers: 'patient-held-record/1/identifiers',
  signingWrap: 'patient-held-record/1/signing-wrap',
} as const;

/**
 * The subkeys of a vault key, and an end to its bytes: `vaultKey` holds zeroes afterwards.
 * The vault key is random, so HKDF needs no salt.
 */
export async function deriveVaultKeys(vaultKey: Bytes): Promise<VaultKeys> {
  const material = await crypto.subtle.importKey('raw', vaultKey, 'HKDF', false, ['deriveKey']);
  vaultKey.fill(0);
  const [records, signingWrap, identifiers] = await Promise.all([
    deriveAesKey(material, labels.records, new Uint8Array()),
    deriveAesKey(material, labels.signingWrap, new Uint8Array()),
    crypto.subtle.deriveKey(
      hkdf(labels.identifiers, new Uint8Array()),
      material,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    ),
  ]);
  return { records, identifiers, signingWrap };
}

/** An AES-256-GCM key out of HKDF material. */
export function deriveAesKey(material: CryptoKey, label: string, salt: Bytes): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(
    hkdf(label, salt),
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function hkdf(label: string, salt: Bytes): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(label) };
}

/** A row identifier that always comes out the same for the same words and tells nothing without the key. */
export async function rowIdFor(keys: VaultKeys, words: readonly string[]): Promise<string> {
  const words8 = utf8(JSON.stringify(words));
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', keys.identifiers, words8)));
}
