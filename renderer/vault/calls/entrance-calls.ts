import { AppError } from '../../../shared/base/error.ts';
import { resultOf } from '../../../shared/base/result.ts';
import type { EntranceCalls, PersonChoice, Proof, VaultStatus } from '../api/people.ts';
import {
  destroySlots,
  proveOwner,
  removeDatabase,
  sweepLeftovers,
  type Removal,
} from '../people/delete-vault.ts';
import { assertNoneOpen } from '../people/enter-vault.ts';
import { askKnown, missingPeople } from '../people/known-vaults.ts';
import { rebuildLost } from '../spare/rebuild.ts';
import { guess } from '../slots/guesses.ts';
import { createVault, unlockVault } from '../people/lifecycle.ts';
import { nicknameFrom, peopleHere, vaultOf } from '../people/people.ts';
import { raiseCostLater } from '../people/strengthen-slot.ts';
import { enter, leave, watchOpenVault, type VaultSession } from './vault-session.ts';

/** The calls that make a vault, open it, and delete it. Locking is the page's: it ends the worker. */
export function entranceCalls(session: VaultSession): EntranceCalls {
  let swept: Promise<void> | undefined;
  // Once a start: what an interrupted job left behind is no vault and is not looked for again.
  const sweptPeople = async () => {
    await (swept ??= sweepLeftovers(removalOf(session)));
    return people(session);
  };
  return {
    people: () => resultOf(sweptPeople),
    status: () => resultOf(() => statusOf(session, sweptPeople)),
    create: (wanted) => resultOf(() => create(session, wanted)),
    unlock: ({ personId, passphrase }) =>
      resultOf(() => unlock(session, personId, { kind: 'passphrase', passphrase })),
    unlockWithRecoveryCode: ({ personId, code }) =>
      resultOf(() => unlock(session, personId, { kind: 'recovery', code })),
    deleteVault: ({ personId, proof }) => resultOf(() => remove(session, personId, proof)),
  };
}

async function people(session: VaultSession): Promise<readonly PersonChoice[]> {
  const { stores, clock, hold } = session.environment;
  const here = await peopleHere(stores, clock());
  const known = await askKnown(session, here);
  const isWhole = (id: string) => here.some((one) => one.id === id && one.state !== 'damaged');
  const lost = known.spares.filter((id) => !isWhole(id));
  if (lost.length === 0 || (await rebuildLost(stores, lost, hold)) === 0) {
    return [...here, ...missingPeople(known)];
  }
  const again = await peopleHere(stores, clock());
  return [...again, ...missingPeople(await askKnown(session, again))];
}

async function statusOf(
  session: VaultSession,
  peopleOf: () => Promise<readonly PersonChoice[]>,
): Promise<VaultStatus> {
  if (session.vault !== undefined) {
    const { header, state } = session.vault;
    return {
      state: 'open',
      personId: header.personId,
      recoveryConfirmed: state.recoveryConfirmed,
    };
  }
  const here = await peopleOf();
  return { state: here.length === 0 ? 'none' : 'locked', recoveryConfirmed: false };
}

async function create(
  session: VaultSession,
  wanted: { readonly passphrase: string; readonly nickname?: string },
): Promise<{ readonly recoveryCode: string }> {
  const { stores, passphraseCost, hold } = session.environment;
  assertNoneOpen(session);
  const nickname = nicknameFrom(wanted.nickname);
  const { vault, recoveryCode } = await createVault(stores, {
    passphrase: wanted.passphrase,
    cost: await passphraseCost(),
    ...(nickname === undefined ? {} : { nickname }),
  });
  session.release = await hold(vault.header.personId);
  session.vault = vault;
  watchOpenVault(session);
  await askKnown(session, [{ id: vault.header.personId }]);
  return { recoveryCode };
}

async function unlock(session: VaultSession, personId: string, proof: Proof): Promise<null> {
  const { clock } = session.environment;
  await enter(session, personId, (store) => guess(store, clock, () => unlockVault(store, proof)));
  raiseCostLater(session, proof);
  return null;
}

/** Deletes the vault that is open here, or another one. */
async function remove(session: VaultSession, personId: string, proof: Proof): Promise<null> {
  const { stores, hold, clock } = session.environment;
  const store = await vaultOf(stores, personId);
  const open = session.vault?.header.personId === personId ? session.vault : undefined;
  const release = open === undefined ? await hold(personId) : undefined;
  try {
    await guess(store, clock, () => proveOwner(store, proof));
    await destroySlots(store, open);
    if (open !== undefined) await leave(session);
    await removeDatabase(removalOf(session), stores.nameFor(personId));
  } finally {
    release?.();
  }
  return null;
}

function removalOf(session: VaultSession): Removal {
  const { stores, hold } = session.environment;
  const forget = async (id: string, isLast: boolean) => {
    const answer = await session.main?.('vaults:forget', { id, isLast });
    // The vault would come back from what main has of it.
    if (answer?.ok === false) throw new AppError('vault-storage-failed', { where: 'forget' });
  };
  const newestLog = async (gone?: string) => {
    const answer = await session.main?.('vaults:log', gone === undefined ? {} : { gone });
    return answer?.ok === true ? answer.value.log : undefined;
  };
  return { stores, hold, forget, newestLog };
}
