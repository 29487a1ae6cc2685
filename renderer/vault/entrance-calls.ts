import { AppError } from '../../shared/base/error.ts';
import { resultOf } from '../../shared/base/result.ts';
import type { VaultApi, VaultStatus } from './api.ts';
import {
  confirmRecoveryCode,
  createVault,
  findVault,
  unlockVault,
  unlockVaultWithRecoveryCode,
} from './lifecycle.ts';
import { openVaultOf, type Session } from './session.ts';
import type { VaultStore } from './store.ts';

type EntranceCalls = Pick<
  VaultApi,
  'connect' | 'status' | 'create' | 'confirmRecoveryCode' | 'unlock' | 'unlockWithRecoveryCode'
>;

/** The calls that make a vault and open it. Locking is the page's: it ends the worker. */
export function entranceCalls(session: Session): EntranceCalls {
  return {
    connect(main) {
      session.main = main;
    },
    status: () => resultOf(() => statusOf(session)),
    create: (passphrase) => resultOf(() => create(session, passphrase)),
    confirmRecoveryCode: (typed) =>
      resultOf(async () => {
        await confirmRecoveryCode(openVaultOf(session), typed);
        return null;
      }),
    unlock: (passphrase) =>
      resultOf(async () => {
        session.vault = await unlockVault(await vaultHere(session), passphrase);
        return null;
      }),
    unlockWithRecoveryCode: (typed) =>
      resultOf(async () => {
        session.vault = await unlockVaultWithRecoveryCode(await vaultHere(session), typed);
        return null;
      }),
  };
}

async function statusOf(session: Session): Promise<VaultStatus> {
  if (session.vault !== undefined) {
    return { state: 'open', recoveryConfirmed: session.vault.state.recoveryConfirmed };
  }
  const store = await findVault(session.environment.stores);
  return { state: store === undefined ? 'none' : 'locked', recoveryConfirmed: false };
}

/** A second vault beside the first is not offered yet: making one would hide the first. */
async function create(
  session: Session,
  passphrase: string,
): Promise<{ readonly recoveryCode: string }> {
  const { stores, passphraseCost } = session.environment;
  if ((await findVault(stores)) !== undefined) {
    throw new AppError('message-invalid', { where: 'vault exists' });
  }
  const { vault, recoveryCode } = await createVault(stores, passphrase, await passphraseCost());
  session.vault = vault;
  return { recoveryCode };
}

async function vaultHere(session: Session): Promise<VaultStore> {
  const store = await findVault(session.environment.stores);
  if (store === undefined) throw new AppError('vault-damaged', { where: 'no vault' });
  return store;
}
