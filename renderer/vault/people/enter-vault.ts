import { AppError } from '../../../shared/base/error.ts';
import { watchForBackups } from '../backup/schedule.ts';
import { lostRows } from './known-vaults.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { vaultOf } from './people.ts';
import { watchForRefresh } from '../download/refresh.ts';
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
    watchForBackups(session);
    watchForRefresh(session);
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

/** Ends the work on the open vault and lets go of its keys. */
export async function closeVault(session: Session): Promise<void> {
  const { vault, release, download, backup, refresh } = session;
  download?.abort();
  backup.cancel();
  refresh.cancel();
  session.vault = undefined;
  session.view = undefined;
  session.pendingRecovery = undefined;
  session.release = undefined;
  await vault?.writes.last;
  release?.();
}
