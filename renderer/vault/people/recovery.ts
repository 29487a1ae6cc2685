import type { Proof } from '../api/people.ts';
import { backupIdentityOf } from '../backup/identity.ts';
import type { VaultEvent } from '../log/event.ts';
import type { RecoverySlot } from '../slots/header.ts';
import { AppError } from '../../../shared/base/error.ts';
import { recipientOf } from './lifecycle.ts';
import { readRecoveryCode } from '../slots/mistyped-group.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { recoveryCodeOf, recoverySecretLength } from '../slots/recovery-code.ts';
import { openRecoverySlot, recoverySlot } from '../slots/slots.ts';
import { withVaultKey } from './ways-in.ts';

/** A recovery code that was shown but not typed back yet. It opens nothing before that. */
export type PendingRecovery = { readonly slot: RecoverySlot; readonly recipient: string };

export type RecoveryState = { pending: PendingRecovery | undefined };

export function newRecoveryState(): RecoveryState {
  return { pending: undefined };
}

/** A new recovery code, and what makes it count once it was typed back. @throws the codes of `keyForProof` */
export function newRecovery(
  vault: OpenVault,
  proof: Proof,
): Promise<{ readonly recoveryCode: string; readonly pending: PendingRecovery }> {
  return withVaultKey(vault, proof, async (vaultKey) => {
    const secret = crypto.getRandomValues(new Uint8Array(recoverySecretLength));
    const recoveryCode = await recoveryCodeOf(secret);
    const { recipient } = await backupIdentityOf(secret);
    const slot = await recoverySlot(vaultKey, vault.header.personId, secret);
    return { recoveryCode, pending: { slot, recipient } };
  });
}

/**
 * Remembers that the person has the recovery code: it was typed back, and it opens the vault.
 * A vault of an earlier program learns from it for whom backups are encrypted.
 * @throws vault-wrong-recovery-code
 */
export async function confirmRecoveryCode(vault: OpenVault, typed: string): Promise<void> {
  const slot = vault.header.slots.find(({ kind }) => kind === 'recovery');
  if (slot?.kind !== 'recovery') throw new AppError('vault-damaged', { where: 'header' });
  (await openRecoverySlot(slot, vault.header.personId, typed)).fill(0);
  const events: VaultEvent[] = [];
  if (vault.state.backupRecipient === undefined) events.push(await recipientOf(typed));
  if (!vault.state.recoveryConfirmed) events.push({ kind: 'recovery-confirmed' });
  if (events.length > 0) await commit(vault, [{ events }]);
}

/** Whether this is the new code, typed back. @throws vault-wrong-recovery-code where it is no code at all */
export async function isPendingCode(
  vault: OpenVault,
  { slot }: PendingRecovery,
  typed: string,
): Promise<boolean> {
  (await readRecoveryCode(typed)).fill(0);
  try {
    (await openRecoverySlot(slot, vault.header.personId, typed)).fill(0);
    return true;
  } catch {
    return false;
  }
}

/** The pending code, which was typed back, takes the place of the old one, for the vault and for the backups from now on. */
export async function replaceRecoveryCode(
  vault: OpenVault,
  { slot, recipient }: PendingRecovery,
): Promise<void> {
  await commit(vault, [
    {
      events: [{ kind: 'backup-recipient', recipient }, { kind: 'recovery-confirmed' }],
      header: (now) => ({
        ...now,
        slots: [...now.slots.filter(({ kind }) => kind !== 'recovery'), slot],
      }),
    },
  ]);
}
