import { concatBytes, type Bytes } from '../../shared/base/bytes.ts';
import { AppError } from '../../shared/base/error.ts';
import type { SigningKeys } from '../../shared/share/signing-key.ts';
import { rowIdFor, type VaultKeys } from './keys.ts';
import { seal, unseal } from './seal.ts';
import type { SealedRow, VaultStore } from './store.ts';

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
  const pair = await crypto.subtle.generateKey(p256, true, ['sign', 'verify']);
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
export async function readSigningKeys(vault: {
  readonly store: VaultStore;
  readonly keys: VaultKeys;
  readonly header: { readonly personId: string };
}): Promise<SigningKeys> {
  const id = await rowIdFor(vault.keys, name);
  const sealed = await vault.store.secret(id);
  if (sealed === undefined) throw new AppError('vault-damaged', { where: 'signing key' });
  const place = secretPlace(vault.header.personId, id);
  const plain = await unseal(vault.keys.signingWrap, place, sealed);
  return importPair(plain);
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
