import { AppError } from '../../../shared/base/error.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import type { KeychainSlot } from '../slots/header.ts';
import { deriveAesKey } from '../crypto/keys.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { newSlotId } from '../slots/slots.ts';

/*
 * A keychain slot: the vault key, sealed under HKDF-SHA-256 of 32 random bytes that the operating system's keychain
 * has encrypted. Main hands these bytes to the keychain and back; it never has the vault key.
 */
const secretLength = 32;
const saltLength = 16;
const label = 'patient-held-record/1/keychain-slot';

/** What the operating system's keychain does with bytes. */
export type Keychain = {
  readonly wrap: (secret: Bytes) => Promise<Bytes>;
  /** @throws vault-keychain-failed */
  readonly unwrap: (wrapped: Bytes) => Promise<Bytes>;
};

/** Seals the vault key for whoever is signed in to this computer. @throws the codes of the keychain */
export async function keychainSlot(
  vaultKey: Bytes,
  personId: string,
  keychain: Pick<Keychain, 'wrap'>,
): Promise<KeychainSlot> {
  const id = newSlotId();
  const secret = crypto.getRandomValues(new Uint8Array(secretLength));
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const wrapped = await keychain.wrap(secret);
  const key = await slotKey(secret, salt);
  const sealedKey = await seal(key, { personId, table: 'slots', id }, vaultKey);
  return { id, kind: 'keychain', salt, sealedKey, wrapped };
}

/**
 * The vault key out of a keychain slot.
 * @throws vault-keychain-failed where the keychain does not give the secret back, or gives another
 */
export async function openKeychainSlot(
  slot: KeychainSlot,
  personId: string,
  keychain: Pick<Keychain, 'unwrap'>,
): Promise<Bytes> {
  const key = await slotKey(await keychain.unwrap(slot.wrapped), slot.salt);
  try {
    return await unseal(key, { personId, table: 'slots', id: slot.id }, slot.sealedKey);
  } catch (cause) {
    throw new AppError('vault-keychain-failed', { cause });
  }
}

/** The secret is random, so it needs no stretching. Its bytes are zero afterwards. */
async function slotKey(secret: Bytes, salt: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  secret.fill(0);
  return deriveAesKey(material, label, salt);
}
