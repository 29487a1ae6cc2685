import { defined } from '../../../shared/base/defined.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import type { Proof, WayIn } from '../api/people.ts';
import type { Argon2idCost } from '../crypto/argon2id.ts';
import type { Slot, VaultHeader } from '../slots/header.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { keyForProof } from '../slots/proof.ts';
import { newSlotId, passphraseSlot, readLabel, sealLabel } from '../slots/slots.ts';

/*
 * A vault always keeps a passphrase and a recovery code: the code can be replaced but not removed, and the last
 * passphrase can be changed but not removed. A keychain never counts: a new computer has none of it.
 * Every change is one transaction of the header and of its digest in the log.
 */

/** Every way in, for the opened vault's owner to look at. */
export function waysIn(vault: OpenVault): Promise<readonly WayIn[]> {
  const { header } = vault;
  return Promise.all(
    header.slots.map(async (slot) => {
      const label = await readLabel(vault.key, slot);
      const whyNot = whyNotRemoved(header, slot);
      return defined({
        id: slot.id,
        kind: slot.kind,
        openedNow: slot.id === vault.openedBy,
        removable: whyNot === undefined,
        label,
        whyNot,
      });
    }),
  );
}

function whyNotRemoved(header: VaultHeader, slot: Slot): WayIn['whyNot'] {
  if (slot.kind === 'recovery') return 'only-replaceable';
  const passphrases = header.slots.filter(({ kind }) => kind === 'passphrase');
  return slot.kind === 'passphrase' && passphrases.length === 1 ? 'last-way' : undefined;
}

/**
 * One more passphrase, such as a carer's; `label` says whose it is.
 * @throws the codes of `keyForProof`; message-invalid where the passphrase is empty
 */
export async function addPassphrase(
  vault: OpenVault,
  wanted: { readonly proof: Proof; readonly passphrase: string; readonly label?: string },
  cost: Argon2idCost,
): Promise<void> {
  const id = newSlotId();
  const label = wanted.label?.trim() ?? '';
  const slot = await newPassphraseSlot(vault, wanted.proof, { ...wanted, cost, id });
  const sealed = label === '' ? {} : { label: await sealLabel(vault.key, id, label) };
  await changeSlots(vault, (slots) => [...slots, { ...slot, ...sealed }]);
}

/**
 * Another passphrase in the place of one that is here. The old one opens nothing any more.
 * @throws the codes of `keyForProof`; message-invalid where the passphrase is empty or `id` is no passphrase's
 */
export async function changePassphrase(
  vault: OpenVault,
  wanted: { readonly proof: Proof; readonly id: string; readonly passphrase: string },
  cost: Argon2idCost,
): Promise<void> {
  const slot = await newPassphraseSlot(vault, wanted.proof, { ...wanted, cost });
  await changeSlots(vault, (slots) => {
    if (!slots.some(({ id, kind }) => id === wanted.id && kind === 'passphrase'))
      throw unknownWay();
    return slots.map((one) =>
      one.kind === 'passphrase' && one.id === wanted.id
        ? { ...slot, ...(one.label === undefined ? {} : { label: one.label }) }
        : one,
    );
  });
}

/**
 * Takes a way in away.
 * @throws the codes of `keyForProof`; vault-last-way-in where it has to stay; message-invalid where there is none of this id
 */
export async function removeWayIn(
  vault: OpenVault,
  { proof, id }: { readonly proof: Proof; readonly id: string },
): Promise<void> {
  await withVaultKey(vault, proof, () => Promise.resolve());
  await commit(vault, [
    {
      events: [],
      header: (now) => {
        const slot = now.slots.find((one) => one.id === id);
        if (slot === undefined) throw unknownWay();
        if (whyNotRemoved(now, slot) !== undefined) throw new AppError('vault-last-way-in');
        return { ...now, slots: now.slots.filter((one) => one !== slot) };
      },
    },
  ]);
}

/**
 * Does `work` with the vault key, which is not kept in memory otherwise; its bytes are zero afterwards.
 * @throws the codes of `keyForProof`
 */
export async function withVaultKey<T>(
  vault: OpenVault,
  proof: Proof,
  work: (vaultKey: Bytes) => Promise<T>,
): Promise<T> {
  const { vaultKey } = await keyForProof(vault.header, proof);
  try {
    return await work(vaultKey);
  } finally {
    vaultKey.fill(0);
  }
}

/** Changes the slots in one transaction. @throws vault-storage-full, vault-storage-failed: they are as they were */
export function changeSlots(
  vault: OpenVault,
  change: (slots: readonly Slot[]) => readonly Slot[],
): Promise<void> {
  const header = (now: VaultHeader) => ({ ...now, slots: [...change(now.slots)] });
  return commit(vault, [{ events: [], header }]);
}

function newPassphraseSlot(
  vault: OpenVault,
  proof: Proof,
  secret: { readonly passphrase: string; readonly cost: Argon2idCost; readonly id: string },
) {
  if (secret.passphrase === '') throw new AppError('message-invalid', { where: 'passphrase' });
  return withVaultKey(vault, proof, (key) => passphraseSlot(key, vault.header.personId, secret));
}

function unknownWay(): AppError {
  return new AppError('message-invalid', { where: 'way in' });
}
