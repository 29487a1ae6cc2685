import { hex, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { Proof } from '../api/people.ts';
import type { Argon2idCost } from '../crypto/argon2id.ts';
import { backupIdentityOf } from '../backup/identity.ts';
import type { VaultEvent } from '../log/event.ts';
import {
  formatVersion,
  isCurrent,
  readHeader,
  waysInEvent,
  type VaultHeader,
} from '../slots/header.ts';
import { deriveVaultKeys, vaultKeyLength } from '../crypto/keys.ts';
import { emptyLog, sealHead, sealLogRow } from '../log/log.ts';
import { commit } from '../open-vault/commit.ts';
import { openVault, putBackHeader, type OpenVault } from '../open-vault/open-vault.ts';
import { keyForProof, type ProvenKey } from '../slots/proof.ts';
import { readRecoveryCode } from '../slots/mistyped-group.ts';
import { recoveryCodeOf, recoverySecretLength } from '../slots/recovery-code.ts';
import { newSigningKeys } from '../crypto/signing-keys.ts';
import { passphraseSlot, recoverySlot } from '../slots/slots.ts';
import type { VaultStore, VaultStores } from '../store/store.ts';

export type NewVault = { readonly vault: OpenVault; readonly recoveryCode: string };

export type WantedVault = {
  readonly passphrase: string;
  readonly cost: Argon2idCost;
  /** As `nicknameFrom` gives it. */
  readonly nickname?: string;
};

/**
 * Makes a vault with a random key, sealed by the passphrase and by a new recovery code.
 * Header, first log row, head and signing key are written in one transaction: there is a whole vault, or none.
 * @throws message-invalid where the passphrase is empty
 */
export async function createVault(stores: VaultStores, wanted: WantedVault): Promise<NewVault> {
  if (wanted.passphrase === '') throw new AppError('message-invalid', { where: 'passphrase' });
  const personId = hex(randomBytes(16));
  const vaultKey = randomBytes(vaultKeyLength);
  const secret = randomBytes(recoverySecretLength);
  const recoveryCode = await recoveryCodeOf(secret);
  const { recipient } = await backupIdentityOf(secret);
  const passphrase = await passphraseSlot(vaultKey, personId, wanted);
  const header: VaultHeader = {
    id: 'header',
    formatVersion,
    personId,
    ...(wanted.nickname === undefined ? {} : { nickname: wanted.nickname }),
    slots: [passphrase, await recoverySlot(vaultKey, personId, secret)],
  };
  const keys = await deriveVaultKeys(vaultKey.slice());
  const key = { records: keys.records, personId };
  const { row, head } = await sealLogRow(key, emptyLog, [
    { kind: 'backup-recipient', recipient },
    await waysInEvent(header),
  ]);
  const store = stores.open(stores.nameFor(personId));
  await store.write({
    header,
    log: [row],
    head: await sealHead(key, head),
    secrets: [await newSigningKeys(keys, personId)],
  });
  const vault = await openVault(store, header, { vaultKey, slotId: passphrase.id });
  return { vault, recoveryCode };
}

/**
 * Opens a vault by what somebody typed.
 * @throws the codes of `openVaultWith` and of `keyForProof`
 */
export async function unlockVault(store: VaultStore, proof: Proof): Promise<OpenVault> {
  const vault = await openVaultWith(store, (header) => keyForProof(header, proof));
  if (proof.kind === 'recovery' && vault.state.backupRecipient === undefined) {
    await commit(vault, [{ events: [await recipientOf(proof.code)] }]);
  }
  return vault;
}

/**
 * Opens a vault by the key that `keyOf` finds in its header, and brings it to this program's format.
 * @throws vault-newer-version, vault-damaged where the header cannot be read
 * @throws vault-storage-full, vault-storage-failed where a vault of an earlier format cannot be brought to this one
 */
export async function openVaultWith(
  store: VaultStore,
  keyOf: (header: VaultHeader) => Promise<ProvenKey>,
): Promise<OpenVault> {
  const stored = await store.header();
  const header = readHeader(stored);
  const vault = await openVault(store, header, await keyOf(header));
  // What cannot be put back now is named as damaged.
  await putBackHeader(vault).catch(() => undefined);
  if (!isCurrent(stored)) await commit(vault, [{ events: [], header: (now) => ({ ...now }) }]);
  return vault;
}

/** Whom backups are encrypted to, by the code that was typed and found right. */
export async function recipientOf(code: string): Promise<VaultEvent> {
  const secret = await readRecoveryCode(code);
  const { recipient } = await backupIdentityOf(secret);
  secret.fill(0);
  return { kind: 'backup-recipient', recipient };
}

function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
