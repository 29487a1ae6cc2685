import { AppError } from '../../../shared/base/error.ts';
import { lostRows } from './known-vaults.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { vaultOf } from './people.ts';
import type { Session } from '../session.ts';
import type { VaultStore } from '../store/store.ts';

/**
 * Opens one person's vault in this session and holds it, so that no other window writes it meanwhile.
 * @throws vault-open-elsewhere where another window has it; message-invalid where a vault is open already;
 * vault-damaged where there is none; the codes of `open`
 */
export async function enterVault(
  session: Session,
  personId: string,
  open: (store: VaultStore) => Promise<OpenVault>,
): Promise<void> {
  assertNoneOpen(session);
  const store = await vaultOf(session.environment.stores, personId);
  const release = await session.environment.hold(personId);
  try {
    const vault = await open(store);
    vault.damage.lostRows = await lostRows(session, vault);
    session.vault = vault;
    session.release = release;
  } catch (thrown) {
    release();
    throw thrown;
  }
}

/** @throws message-invalid where this worker has a vault open: it is locked before another one is opened */
export function assertNoneOpen(session: Session): void {
  if (session.vault !== undefined)
    throw new AppError('message-invalid', { where: 'vault is open' });
}

/** Lets go of the open vault and its keys, once what is being written into it is written. */
export async function leaveVault(session: Session): Promise<void> {
  const { vault, release } = session;
  session.vault = undefined;
  session.release = undefined;
  await vault?.writes.last;
  release?.();
}
