import { AppError } from '../../../shared/base/error.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import type { Proof } from '../api/people.ts';
import type { VaultHeader } from './header.ts';
import { measured } from '../crypto/with-timing.ts';
import { openPassphraseSlot, openRecoverySlot } from './slots.ts';

/** The vault key, and the slot that gave it. Whoever asked for it sets its bytes to zero. */
export type ProvenKey = { readonly vaultKey: Bytes; readonly slotId: string };

/**
 * The vault key for what somebody typed to open this vault, or to change a way in.
 * @throws the codes of `vaultKeyBy`
 */
export function keyForProof(header: VaultHeader, proof: Proof): Promise<ProvenKey> {
  return measured('vault key', () => vaultKeyBy(header, proof));
}

/**
 * The vault key for a passphrase or a recovery code that somebody typed.
 * @throws vault-wrong-passphrase, vault-wrong-recovery-code
 * @throws vault-damaged where the header has no slot of this kind left
 */
export function vaultKeyBy(header: VaultHeader, proof: Proof): Promise<ProvenKey> {
  return proof.kind === 'passphrase'
    ? keyByPassphrase(header, proof.passphrase)
    : keyByRecoveryCode(header, proof.code);
}

/** One slot after the other, as nothing says before opening whose passphrase was typed. */
async function keyByPassphrase(header: VaultHeader, passphrase: string): Promise<ProvenKey> {
  let wrong: AppError | undefined;
  for (const slot of header.slots) {
    if (slot.kind !== 'passphrase') continue;
    try {
      const vaultKey = await openPassphraseSlot(slot, header.personId, passphrase);
      return { vaultKey, slotId: slot.id };
    } catch (thrown) {
      if (!isWrong(thrown)) throw thrown;
      wrong = thrown;
    }
  }
  throw wrong ?? new AppError('vault-damaged', { where: 'header' });
}

async function keyByRecoveryCode(header: VaultHeader, code: string): Promise<ProvenKey> {
  const slot = header.slots.find((one) => one.kind === 'recovery');
  if (slot === undefined) throw new AppError('vault-damaged', { where: 'header' });
  return { vaultKey: await openRecoverySlot(slot, header.personId, code), slotId: slot.id };
}

function isWrong(thrown: unknown): thrown is AppError {
  return thrown instanceof AppError && thrown.code === 'vault-wrong-passphrase';
}
