import { beforeEach, describe, expect, it } from 'vitest';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import type { Proof } from '../../../../../renderer/vault/api/people.ts';
import { backupIdentityOf } from '../../../../../renderer/vault/backup/identity.ts';
import type { VaultHeader } from '../../../../../renderer/vault/slots/header.ts';
import { unlockVault } from '../../../../../renderer/vault/people/lifecycle.ts';
import { readRecoveryCode } from '../../../../../renderer/vault/slots/mistyped-group.ts';
import { recoveryCodeOf } from '../../../../../renderer/vault/slots/recovery-code.ts';
import {
  confirmRecoveryCode,
  isPendingCode,
  newRecovery,
  replaceRecoveryCode,
} from '../../../../../renderer/vault/people/recovery.ts';
import {
  addPassphrase,
  changePassphrase,
  changeSlots,
  removeWayIn,
  waysIn,
} from '../../../../../renderer/vault/people/ways-in.ts';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import { aVault, passphrase, reopened, type TestVault } from '../builders.ts';
import { everythingStored } from '../memory.ts';

const owner: Proof = { kind: 'passphrase', passphrase };
const wrong = { code: 'vault-wrong-passphrase' };
/** One pass, because it is not the stretching that is tried here. */
const cost = { memoryKiB: 64 * 1024, passes: 1, lanes: 1 };
const carer = 'seven blue kettles';

async function opensWith({ stores }: TestVault, proof: Proof) {
  const [name = ''] = await stores.names();
  return unlockVault(stores.open(name), proof);
}

describe('the ways into a vault', () => {
  let made: TestVault;
  let byCode: Proof;
  const ownSlot = () => made.vault.header.slots.find(({ kind }) => kind === 'passphrase')?.id ?? '';

  beforeEach(async () => {
    made = await aVault();
    byCode = { kind: 'recovery', code: made.recoveryCode };
  });

  it('are a passphrase and a recovery code in a new vault, and neither can be taken away', async () => {
    expect(await waysIn(made.vault)).toEqual([
      {
        id: ownSlot(),
        kind: 'passphrase',
        openedNow: false,
        removable: false,
        whyNot: 'last-way',
      },
      {
        id: made.vault.openedBy,
        kind: 'recovery',
        openedNow: true,
        removable: false,
        whyNot: 'only-replaceable',
      },
    ]);
    for (const { id } of made.vault.header.slots) {
      await expect(removeWayIn(made.vault, { proof: byCode, id })).rejects.toMatchObject({
        code: 'vault-last-way-in',
      });
    }
    expect(made.rows.transactions).toHaveLength(1);
  });

  it('can be one passphrase more, for a carer, whose label nobody reads on the disk', async () => {
    const wanted = { proof: byCode, passphrase: carer, label: 'Ada next door' };
    await addPassphrase(made.vault, wanted, cost);
    const vault = await opensWith(made, { kind: 'passphrase', passphrase: carer });
    expect(damagedRowCount(vault)).toBe(0);
    expect(await waysIn(vault)).toContainEqual({
      id: vault.openedBy,
      kind: 'passphrase',
      label: 'Ada next door',
      openedNow: true,
      removable: true,
    });
    expect((await waysIn(vault)).every(({ whyNot }) => whyNot !== 'last-way')).toBe(true);
    expect((await opensWith(made, owner)).openedBy).toBe(ownSlot());
    const label = Buffer.from('Ada next door');
    expect(everythingStored(made.rows)).not.toContain('Ada');
    expect(everythingStored(made.rows)).not.toContain([...label].join(','));
  });

  it('let the carer be taken away again, and only the carer', async () => {
    await addPassphrase(made.vault, { proof: byCode, passphrase: carer }, cost);
    const id = made.vault.header.slots.at(-1)?.id ?? '';
    await removeWayIn(made.vault, { proof: byCode, id });
    await expect(opensWith(made, { kind: 'passphrase', passphrase: carer })).rejects.toMatchObject(
      wrong,
    );
    expect(damagedRowCount(await opensWith(made, owner))).toBe(0);
  });

  it('change without the data being touched', async () => {
    const segments = structuredClone(made.rows.segments);
    const other = 'nine slow otters';
    await changePassphrase(made.vault, { proof: owner, id: ownSlot(), passphrase: other }, cost);
    await expect(opensWith(made, owner)).rejects.toMatchObject(wrong);
    expect(damagedRowCount(await opensWith(made, { kind: 'passphrase', passphrase: other }))).toBe(
      0,
    );
    expect(damagedRowCount(await opensWith(made, byCode))).toBe(0);
    expect(made.rows.segments).toEqual(segments);
    expect(Object.keys(made.rows.transactions.at(-1) ?? {}).sort()).toEqual([
      'head',
      'header',
      'log',
      'segments',
    ]);
  });

  it('keep whose passphrase it is when that passphrase changes', async () => {
    const wanted = { proof: byCode, passphrase: carer, label: 'Ada' };
    await addPassphrase(made.vault, wanted, cost);
    const id = made.vault.header.slots.at(-1)?.id ?? '';
    const changed = { proof: byCode, id, passphrase: 'ten tall reeds' };
    await changePassphrase(made.vault, changed, cost);
    expect((await waysIn(made.vault)).map(({ label }) => label)).toContain('Ada');
  });

  it('change for nobody who cannot open the vault', async () => {
    const before = everythingStored(made.rows);
    const proof: Proof = { kind: 'passphrase', passphrase: 'a guess' };
    const id = ownSlot();
    await expect(
      addPassphrase(made.vault, { proof, passphrase: carer }, cost),
    ).rejects.toMatchObject(wrong);
    await expect(
      changePassphrase(made.vault, { proof, id, passphrase: carer }, cost),
    ).rejects.toMatchObject(wrong);
    await expect(removeWayIn(made.vault, { proof, id })).rejects.toMatchObject(wrong);
    await expect(newRecovery(made.vault, proof)).rejects.toMatchObject(wrong);
    expect(everythingStored(made.rows)).toBe(before);
  });

  it('stay as they were where the disk has no room', async () => {
    made.rows.fault = 'vault-storage-full';
    await expect(
      addPassphrase(made.vault, { proof: byCode, passphrase: carer }, cost),
    ).rejects.toMatchObject({ code: 'vault-storage-full' });
    made.rows.fault = undefined;
    expect(await waysIn(made.vault)).toHaveLength(2);
    expect(damagedRowCount(await reopened(made))).toBe(0);
  });

  it('are all kept when two are added at once', async () => {
    await Promise.all(
      [carer, 'ten tall reeds'].map((one) =>
        addPassphrase(made.vault, { proof: byCode, passphrase: one }, cost),
      ),
    );
    expect(await waysIn(await reopened(made))).toHaveLength(4);
  });

  it('never let a keychain stand for the last passphrase', async () => {
    const keychain = {
      id: 'ab'.repeat(16),
      kind: 'keychain',
      salt: new Uint8Array(16),
      sealedKey: new Uint8Array(61),
      wrapped: utf8('wrapped'),
    } as const;
    await changeSlots(made.vault, (slots) => [...slots, keychain]);
    await expect(removeWayIn(made.vault, { proof: byCode, id: ownSlot() })).rejects.toMatchObject({
      code: 'vault-last-way-in',
    });
    await removeWayIn(made.vault, { proof: byCode, id: keychain.id });
    expect(await waysIn(await reopened(made))).toHaveLength(2);
  });
});

describe('the recovery code', () => {
  it('is replaced once the new one was typed back, for the vault and for backups', async () => {
    const made = await aVault();
    const { recoveryCode, pending } = await newRecovery(made.vault, owner);
    expect((await reopened(made)).state.backupRecipient).not.toBe(pending.recipient);
    expect(await isPendingCode(made.vault, pending, recoveryCode)).toBe(true);
    await replaceRecoveryCode(made.vault, pending);

    await expect(reopened(made)).rejects.toMatchObject({ code: 'vault-wrong-recovery-code' });
    const vault = await reopened({ ...made, recoveryCode });
    const { recipient } = await backupIdentityOf(await readRecoveryCode(recoveryCode));
    expect(vault.state).toMatchObject({ backupRecipient: recipient, recoveryConfirmed: true });
    expect(damagedRowCount(vault)).toBe(0);
    expect(await waysIn(vault)).toHaveLength(2);
  });

  it('is not taken for the new one when it is the old one that was typed', async () => {
    const made = await aVault();
    const { pending } = await newRecovery(made.vault, {
      kind: 'recovery',
      code: made.recoveryCode,
    });
    expect(await isPendingCode(made.vault, pending, made.recoveryCode)).toBe(false);
    const another = await recoveryCodeOf(new Uint8Array(16).fill(3));
    expect(await isPendingCode(made.vault, pending, another)).toBe(false);
    await expect(isPendingCode(made.vault, pending, '12345')).rejects.toMatchObject({
      code: 'vault-wrong-recovery-code',
    });
    await confirmRecoveryCode(made.vault, made.recoveryCode);
    expect((await reopened(made)).state.recoveryConfirmed).toBe(true);
  });
});

describe('a header that somebody changed from outside', () => {
  it('is noticed when an older one is put back, though its passphrase still opens', async () => {
    const made = await aVault();
    const older = structuredClone(made.rows.header);
    const id = made.vault.header.slots.find(({ kind }) => kind === 'passphrase')?.id ?? '';
    const other = 'nine slow otters';
    await changePassphrase(made.vault, { proof: owner, id, passphrase: other }, cost);
    made.rows.header = older;
    expect(damagedRowCount(await opensWith(made, owner))).toBe(1);
  });

  it('is noticed when a way in was taken out of it, and the others still open', async () => {
    const made = await aVault();
    const header = structuredClone(made.rows.header) as VaultHeader;
    made.rows.header = { ...header, slots: header.slots.filter(({ kind }) => kind === 'recovery') };
    expect(damagedRowCount(await reopened(made))).toBe(1);
  });

  it('is noticed when its nickname was written over', async () => {
    const made = await aVault();
    made.rows.header = { ...(made.rows.header as VaultHeader), nickname: 'Somebody' };
    expect(damagedRowCount(await reopened(made))).toBe(1);
  });

  it('is whole again once a way in has changed', async () => {
    const made = await aVault();
    made.rows.header = { ...(made.rows.header as VaultHeader), nickname: 'Somebody' };
    await changeSlots(await reopened(made), (slots) => slots);
    expect(damagedRowCount(await reopened(made))).toBe(0);
  });

  it('opens no slot in the place of another', async () => {
    const made = await aVault();
    await addPassphrase(
      made.vault,
      { proof: { kind: 'recovery', code: made.recoveryCode }, passphrase: carer },
      cost,
    );
    const header = structuredClone(made.rows.header) as VaultHeader;
    const [one, , other] = header.slots;
    if (one === undefined || other === undefined) throw new Error('the vault has three slots');
    [one.id, other.id] = [other.id, one.id];
    made.rows.header = header;
    await expect(opensWith(made, owner)).rejects.toMatchObject(wrong);
    await expect(opensWith(made, { kind: 'passphrase', passphrase: carer })).rejects.toMatchObject(
      wrong,
    );
  });
});
