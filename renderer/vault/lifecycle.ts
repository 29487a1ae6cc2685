import { hex } from '../../shared/base/bytes.ts';
import { AppError } from '../../shared/base/error.ts';
import type { Argon2idCost } from './argon2id.ts';
import { formatVersion, readHeader, type VaultHeader } from './header.ts';
import { deriveVaultKeys, vaultKeyLength } from './keys.ts';
import { emptyLog, sealHead } from './log.ts';
import { measured } from './measured.ts';
import { commit, openVault, type OpenVault } from './open-vault.ts';
import { recoveryCodeOf, recoverySecretLength } from './recovery-code.ts';
import { newSigningKeys } from './signing-keys.ts';
import { openPassphraseSlot, openRecoverySlot, passphraseSlot, recoverySlot } from './slots.ts';
import type { VaultStore, VaultStores } from './store.ts';

/** The vault on this computer, or `undefined`. A database without a header is one whose making was interrupted. */
export async function findVault(stores: VaultStores): Promise<VaultStore | undefined> {
  for (const name of await stores.names()) {
    const store = stores.open(name);
    if ((await store.header()) !== undefined) return store;
  }
  return undefined;
}

export type NewVault = { readonly vault: OpenVault; readonly recoveryCode: string };

/**
 * Makes a vault with a random key, sealed by the passphrase and by a new recovery code.
 * Header, head and signing key are written in one transaction: there is a whole vault, or none.
 * @throws message-invalid where the passphrase is empty
 */
export async function createVault(
  stores: VaultStores,
  passphrase: string,
  cost: Argon2idCost,
): Promise<NewVault> {
  if (passphrase === '') throw new AppError('message-invalid', { where: 'passphrase' });
  const personId = hex(randomBytes(16));
  const vaultKey = randomBytes(vaultKeyLength);
  const secret = randomBytes(recoverySecretLength);
  const recoveryCode = await recoveryCodeOf(secret);
  const header: VaultHeader = {
    id: 'header',
    formatVersion,
    personId,
    slots: [
      await passphraseSlot(vaultKey, personId, { passphrase, cost }),
      await recoverySlot(vaultKey, personId, secret),
    ],
  };
  const keys = await deriveVaultKeys(vaultKey.slice());
  const store = stores.open(stores.nameFor(personId));
  await store.write({
    header,
    head: await sealHead({ records: keys.records, personId }, emptyLog),
    secrets: [await newSigningKeys(keys, personId)],
  });
  return { vault: await openVault(store, header, vaultKey), recoveryCode };
}

/** @throws vault-wrong-passphrase, vault-newer-version, vault-damaged where the header cannot be read */
export async function unlockVault(store: VaultStore, passphrase: string): Promise<OpenVault> {
  const header = readHeader(await store.header());
  const slot = header.slots.find((one) => one.kind === 'passphrase');
  if (slot === undefined) throw new AppError('vault-damaged', { where: 'header' });
  const vaultKey = await measured('vault key', () =>
    openPassphraseSlot(slot, header.personId, passphrase),
  );
  return openVault(store, header, vaultKey);
}

/** @throws vault-wrong-recovery-code, vault-newer-version, vault-damaged where the header cannot be read */
export async function unlockVaultWithRecoveryCode(
  store: VaultStore,
  typed: string,
): Promise<OpenVault> {
  const header = readHeader(await store.header());
  return openVault(store, header, await recoveredKey(header, typed));
}

/**
 * Remembers that the person has the recovery code: it was typed back, and it opens the vault.
 * @throws vault-wrong-recovery-code
 */
export async function confirmRecoveryCode(vault: OpenVault, typed: string): Promise<void> {
  (await recoveredKey(vault.header, typed)).fill(0);
  if (vault.state.recoveryConfirmed) return;
  await commit(vault, [{ events: [{ kind: 'recovery-confirmed' }] }]);
}

function recoveredKey(header: VaultHeader, typed: string): Promise<Uint8Array<ArrayBuffer>> {
  const slot = header.slots.find((one) => one.kind === 'recovery');
  if (slot === undefined) throw new AppError('vault-damaged', { where: 'header' });
  return openRecoverySlot(slot, header.personId, typed);
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}
