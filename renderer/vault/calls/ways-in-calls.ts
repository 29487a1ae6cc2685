import { resultOf } from '../../../shared/base/result.ts';
import type { Proof, WaysInCalls } from '../api/people.ts';
import {
  confirmRecoveryCode,
  isPendingCode,
  newRecovery,
  replaceRecoveryCode,
} from '../people/recovery.ts';
import { guess } from '../slots/guesses.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { openVaultOf } from '../session.ts';
import type { VaultSession } from './vault-session.ts';
import { addPassphrase, changePassphrase, removeWayIn, waysIn } from '../people/ways-in.ts';

/** The calls that change who gets into the open vault, and with what. */
export function waysInCalls(session: VaultSession): WaysInCalls {
  const { passphraseCost } = session.environment;
  return {
    waysIn: () => resultOf(() => waysIn(openVaultOf(session))),
    addPassphrase: (wanted) =>
      resultOf(async () => {
        const cost = await passphraseCost();
        await guessing(session, (vault) => addPassphrase(vault, wanted, cost));
        return null;
      }),
    changePassphrase: (wanted) =>
      resultOf(async () => {
        const cost = await passphraseCost();
        await guessing(session, (vault) => changePassphrase(vault, wanted, cost));
        return null;
      }),
    removeWayIn: (wanted) =>
      resultOf(async () => {
        await guessing(session, (vault) => removeWayIn(vault, wanted));
        return null;
      }),
    newRecoveryCode: ({ proof }) => resultOf(() => newCode(session, proof)),
    confirmRecoveryCode: (typed) =>
      resultOf(async () => ({ confirmed: await confirm(session, typed) })),
  };
}

async function newCode(
  session: VaultSession,
  proof: Proof,
): Promise<{ readonly recoveryCode: string }> {
  const { recoveryCode, pending } = await guessing(session, (vault) => newRecovery(vault, proof));
  session.recovery.pending = pending;
  return { recoveryCode };
}

/** An open record is no leave to guess at its passphrase: whoever found it open waits as long as before it. */
function guessing<T>(session: VaultSession, attempt: (vault: OpenVault) => Promise<T>): Promise<T> {
  const vault = openVaultOf(session);
  return guess(vault.store, session.environment.clock, () => attempt(vault));
}

/** The new code where it is that one, else the code that counts: whoever wants the new one is told that it was the old. */
async function confirm(session: VaultSession, typed: string): Promise<'new' | 'present'> {
  const vault = openVaultOf(session);
  const pending = session.recovery.pending;
  if (pending === undefined || !(await isPendingCode(vault, pending, typed))) {
    await confirmRecoveryCode(vault, typed);
    return 'present';
  }
  await replaceRecoveryCode(vault, pending);
  session.recovery.pending = undefined;
  return 'new';
}
