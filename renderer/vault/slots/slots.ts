import { AppError } from '../../../shared/base/error.ts';
import { fromUtf8, hex, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { stretchPassphrase, type Argon2idCost } from '../crypto/argon2id.ts';
import type { PassphraseSlot, RecoverySlot, VaultHeader } from './header.ts';
import { deriveAesKey } from '../crypto/keys.ts';
import { readRecoveryCode } from './mistyped-group.ts';
import { seal, unseal } from '../crypto/seal.ts';

/*
 * A slot holds the 32-byte vault key, sealed under a key that only a passphrase or a recovery code gives.
 * Its place is the person's id and the slot's own, so that no slot opens in place of another.
 * Changing a passphrase rewrites its slot; the data is never touched.
 */
const saltLength = 16;
const recoveryLabel = 'patient-held-record/1/recovery-slot';

/** A name for a new slot. */
export function newSlotId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** Seals the vault key for whoever knows the passphrase. With `id`, it takes the place of that slot. */
export async function passphraseSlot(
  vaultKey: Bytes,
  personId: string,
  secret: { readonly passphrase: string; readonly cost: Argon2idCost; readonly id?: string },
): Promise<PassphraseSlot> {
  const id = secret.id ?? newSlotId();
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const key = await passphraseKey(secret.passphrase, salt, secret.cost);
  const sealedKey = await seal(key, slotPlace(personId, id), vaultKey);
  return { id, kind: 'passphrase', argon2id: { ...secret.cost }, salt, sealedKey };
}

/**
 * The vault key out of a passphrase slot.
 * @throws vault-wrong-passphrase also where the slot itself was changed: the two look alike
 */
export async function openPassphraseSlot(
  slot: PassphraseSlot,
  personId: string,
  passphrase: string,
): Promise<Bytes> {
  const key = await passphraseKey(passphrase, slot.salt, slot.argon2id);
  try {
    return await unseal(key, slotPlace(personId, slot.id), slot.sealedKey);
  } catch (cause) {
    throw new AppError('vault-wrong-passphrase', { cause });
  }
}

/** Seals the vault key for whoever holds the recovery code. The secret's bytes are zero afterwards. */
export async function recoverySlot(
  vaultKey: Bytes,
  personId: string,
  secret: Bytes,
): Promise<RecoverySlot> {
  const id = newSlotId();
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const key = await recoveryKey(secret, salt);
  const sealedKey = await seal(key, slotPlace(personId, id), vaultKey);
  return { id, kind: 'recovery', salt, sealedKey };
}

/**
 * The vault key out of a recovery slot.
 * @throws vault-wrong-recovery-code where the code was mistyped or belongs to another vault
 */
export async function openRecoverySlot(
  slot: RecoverySlot,
  personId: string,
  typed: string,
): Promise<Bytes> {
  const key = await recoveryKey(await readRecoveryCode(typed), slot.salt);
  try {
    return await unseal(key, slotPlace(personId, slot.id), slot.sealedKey);
  } catch (cause) {
    throw new AppError('vault-wrong-recovery-code', { cause });
  }
}

type LabelKey = { readonly records: CryptoKey; readonly personId: string };

/** Seals whose passphrase a slot is for. */
export function sealLabel(key: LabelKey, slotId: string, label: string): Promise<Bytes> {
  return seal(key.records, labelPlace(key.personId, slotId), utf8(label));
}

/** Whose passphrase a slot is for; `undefined` where nobody said so, or it does not open. */
export async function readLabel(
  key: LabelKey,
  slot: VaultHeader['slots'][number],
): Promise<string | undefined> {
  if (slot.kind !== 'passphrase' || slot.label === undefined) return undefined;
  try {
    return fromUtf8(await unseal(key.records, labelPlace(key.personId, slot.id), slot.label));
  } catch {
    return undefined;
  }
}

async function passphraseKey(
  passphrase: string,
  salt: Bytes,
  cost: Argon2idCost,
): Promise<CryptoKey> {
  const stretched = await stretchPassphrase(passphrase, salt, cost);
  const key = await crypto.subtle.importKey('raw', stretched, 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  stretched.fill(0);
  return key;
}

/** The code has 128 random bits of its own, so it needs no stretching. The secret's bytes are zero afterwards. */
async function recoveryKey(secret: Bytes, salt: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  secret.fill(0);
  return deriveAesKey(material, recoveryLabel, salt);
}

function slotPlace(personId: string, id: string) {
  return { personId, table: 'slots', id } as const;
}

function labelPlace(personId: string, id: string) {
  return { personId, table: 'slots', id: `${id}/label` } as const;
}
