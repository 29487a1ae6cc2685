import { resultOf, valueOf } from '../../../shared/base/result.ts';
import { AppError, type ErrorCode } from '../../../shared/base/error.ts';
import type { KeychainStatus } from '../../../shared/ipc/keychain.ts';
import type { KeychainCalls, Proof } from '../api/people.ts';
import { guess } from '../slots/guesses.ts';
import type { VaultHeader } from '../slots/header.ts';
import { keychainSlot, openKeychainSlot, type Keychain } from '../people/keychain-slot.ts';
import { openVaultWith } from '../people/lifecycle.ts';
import type { ProvenKey } from '../slots/proof.ts';
import { mainOf, openVaultOf } from '../session.ts';
import { enter, type VaultSession } from './vault-session.ts';
import { changeSlots, withVaultKey } from '../people/ways-in.ts';

/** The calls that let the operating system's keychain open the vault. */
export function keychainCalls(session: VaultSession): KeychainCalls {
  return {
    keychainOffer: () => resultOf(() => offerOf(session)),
    addKeychain: ({ proof }) => resultOf(() => add(session, proof)),
    unlockWithKeychain: ({ personId }) =>
      resultOf(async () => {
        await enter(session, personId, (store) =>
          openVaultWith(store, (header) => keyByKeychain(session, header)),
        );
        return null;
      }),
  };
}

async function offerOf(session: VaultSession): Promise<KeychainStatus> {
  return valueOf(await mainOf(session)('keychain:status', {}));
}

const refusals: Readonly<Record<Extract<KeychainStatus, { offered: false }>['reason'], ErrorCode>> =
  {
    'no-keychain': 'vault-no-keychain',
    'fixed-key': 'vault-keychain-fixed-key',
    broken: 'vault-keychain-failed',
  };

/** One keychain slot is enough: a new one takes the place of the one before, which may be another computer's. */
async function add(session: VaultSession, proof: Proof): Promise<null> {
  const vault = openVaultOf(session);
  const offer = await offerOf(session);
  if (!offer.offered) throw new AppError(refusals[offer.reason]);
  const slot = await guess(vault.store, session.environment.clock, () =>
    withVaultKey(vault, proof, (vaultKey) =>
      keychainSlot(vaultKey, vault.header.personId, keychainOf(session)),
    ),
  );
  await changeSlots(vault, (slots) => [...slots.filter(({ kind }) => kind !== 'keychain'), slot]);
  return null;
}

async function keyByKeychain(session: VaultSession, header: VaultHeader): Promise<ProvenKey> {
  const slot = header.slots.find(({ kind }) => kind === 'keychain');
  if (slot?.kind !== 'keychain') throw new AppError('vault-no-keychain');
  const vaultKey = await openKeychainSlot(slot, header.personId, keychainOf(session));
  return { vaultKey, slotId: slot.id };
}

function keychainOf(session: VaultSession): Keychain {
  const main = mainOf(session);
  return {
    wrap: async (secret) => valueOf(await main('keychain:wrap', { secret })),
    unwrap: async (wrapped) => valueOf(await main('keychain:unwrap', { wrapped })),
  };
}
