import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { keyThumbprint, type SigningKeys } from '../../../shared/share/signing-key.ts';
import { rowIdFor, type VaultKeys } from './keys.ts';
import { seal, unseal } from './seal.ts';
import { openedOrPutBack, type PutBackStore } from '../store/spare-row.ts';
import type { SealedRow, VaultStore } from '../store/store.ts';

/*
 * The person's P-256 key pair, sealed under its own key among the secrets:
 *   bytes  0–64   the public key as an uncompressed point (SEC 1 section 2.3.3)
 *   bytes 65–     the private key, PKCS #8 (RFC 5958)
 */
const publicKeyLength = 65;
const p256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const name = ['signing-key'];

/** A new key pair, sealed for storing. */
export async function newSigningKeys(keys: VaultKeys, personId: string): Promise<SealedRow> {
  return sealPair(keys, personId, await crypto.subtle.generateKey(p256, true, ['sign', 'verify']));
}

/** A key pair that a backup brings, sealed for storing. @throws DataError where it is no P-256 private key */
export async function keptSigningKeys(
  keys: VaultKeys,
  personId: string,
  jwk: JsonWebKey,
): Promise<SealedRow> {
  const { kty = '', crv = '', x = '', y = '' } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', jwk, p256, true, ['sign']),
    crypto.subtle.importKey('jwk', { kty, crv, x, y }, p256, true, ['verify']),
  ]);
  return sealPair(keys, personId, { privateKey, publicKey });
}

/** The private key as it leaves the vault, into a backup and nowhere else. @see RFC 7517 */
export type ExportedKey = { readonly jwk: JsonWebKey; readonly thumbprint: string };

/** The key pair for a backup; `undefined` where it is missing or does not open. */
export async function exportSigningKey(secrets: KeptSecrets): Promise<ExportedKey | undefined> {
  try {
    const plain = await openPair(secrets);
    const privateKey = plain.slice(publicKeyLength);
    const key = await crypto.subtle.importKey('pkcs8', privateKey, p256, true, ['sign']);
    privateKey.fill(0);
    const { publicKey } = await importPair(plain);
    const thumbprint = await keyThumbprint(publicKey);
    return { jwk: await crypto.subtle.exportKey('jwk', key), thumbprint };
  } catch (thrown) {
    if (codeOf(thrown) === 'vault-damaged') return undefined;
    throw thrown;
  }
}

async function sealPair(
  keys: VaultKeys,
  personId: string,
  pair: CryptoKeyPair,
): Promise<SealedRow> {
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const plain = concatBytes(publicKey, privateKey);
  const id = await rowIdFor(keys, name);
  const sealed = await seal(keys.signingWrap, secretPlace(personId, id), plain);
  privateKey.fill(0);
  plain.fill(0);
  return { id, sealed };
}

/** The key pair; the private key cannot be taken out again. @throws vault-damaged where it is missing or does not open */
export async function readSigningKeys(secrets: KeptSecrets): Promise<SigningKeys> {
  return importPair(await openPair(secrets));
}

/** Where an open vault keeps its secrets. */
type KeptSecrets = {
  readonly store: Pick<VaultStore, 'secret'> & PutBackStore;
  readonly keys: VaultKeys;
  readonly personId: string;
};

async function openPair({ store, keys, personId }: KeptSecrets): Promise<Bytes> {
  const id = await rowIdFor(keys, name);
  const row = { key: `secrets/${id}`, sealed: await store.secret(id) };
  const pair = await openedOrPutBack(store, row, (sealed) =>
    unseal(keys.signingWrap, secretPlace(personId, id), sealed),
  );
  if (pair === undefined) throw new AppError('vault-damaged', { where: 'signing key' });
  return pair;
}

async function importPair(plain: Bytes): Promise<SigningKeys> {
  const [publicKey, privateKey] = await Promise.all([
    crypto.subtle.importKey('raw', plain.slice(0, publicKeyLength), p256, true, ['verify']),
    crypto.subtle.importKey('pkcs8', plain.slice(publicKeyLength), p256, false, ['sign']),
  ]);
  plain.fill(0);
  return { privateKey, publicKey };
}

function secretPlace(personId: string, id: string) {
  return { personId, table: 'secrets', id } as const;
}
