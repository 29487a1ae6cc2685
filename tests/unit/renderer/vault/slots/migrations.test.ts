import { describe, expect, it } from 'vitest';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import type { Proof } from '../../../../../renderer/vault/api/people.ts';
import { backupIdentityOf } from '../../../../../renderer/vault/backup/identity.ts';
import { formatVersion } from '../../../../../renderer/vault/slots/header.ts';
import { unlockVault } from '../../../../../renderer/vault/people/lifecycle.ts';
import { readRecoveryCode } from '../../../../../renderer/vault/slots/mistyped-group.ts';
import { openSegment } from '../../../../../renderer/vault/open-vault/segments.ts';
import { overviewOf, recordView } from '../../../../../renderer/vault/record/record-view.ts';
import { confirmRecoveryCode } from '../../../../../renderer/vault/people/recovery.ts';
import { readSigningKeys } from '../../../../../renderer/vault/crypto/signing-keys.ts';
import { waysIn } from '../../../../../renderer/vault/people/ways-in.ts';
import { earlierVault, type EarlierVault } from '../stored.ts';
import { everythingStored } from '../memory.ts';

async function unlocked({ stores }: EarlierVault, proof: Proof) {
  const [name = ''] = await stores.names();
  return unlockVault(stores.open(name), proof);
}

const byPassphrase = ({ passphrase }: EarlierVault): Proof => ({ kind: 'passphrase', passphrase });
const byCode = ({ recoveryCode }: EarlierVault): Proof => ({
  kind: 'recovery',
  code: recoveryCode,
});

describe('a vault that the first program made', () => {
  it('opens by its passphrase, whole, with everything that was in it', async () => {
    const made = earlierVault('v1');
    const vault = await unlocked(made, byPassphrase(made));
    const overview = overviewOf(vault, recordView(vault, undefined));
    expect(overview.damaged).toBe(0);
    expect(overview.person?.name).toContain('Margaret Ellen Hollinby');
    expect(overview.recoveryConfirmed).toBe(true);
    expect(overview.sources.map(({ name }) => name)).toHaveLength(2);
    expect(overview.lastShare).toMatchObject({ kind: 'json' });
    expect(overview.counts.allergies).toBeGreaterThan(1);
    await readSigningKeys(vault.secrets);
    for (const id of made.rows.segments.keys()) await openSegment(vault.segments, id);
    expect(vault.segments.damaged.size).toBe(0);
  });

  it('is written anew in the form of today, in one transaction, with nothing but its header and its log', async () => {
    const made = earlierVault('v1');
    const before = structuredClone(made.rows);
    await unlocked(made, byPassphrase(made));
    expect(made.rows.header).toMatchObject({
      formatVersion,
      personId: made.personId,
      slots: [
        { id: 'passphrase', kind: 'passphrase' },
        { id: 'recovery', kind: 'recovery' },
      ],
    });
    expect(made.rows.transactions).toHaveLength(1);
    const [written] = made.rows.transactions;
    expect(written).toMatchObject({ header: { formatVersion }, segments: [] });
    expect(written?.log).toHaveLength(1);
    expect(made.rows.segments).toEqual(before.segments);
    expect(made.rows.secrets).toEqual(before.secrets);
    for (const [seq, row] of before.log) expect(made.rows.log.get(seq)).toEqual(row);
    expect(made.rows.log.size).toBe(before.log.size + 1);
  });

  it('keeps the same keys in its slots: nothing is sealed anew', async () => {
    const made = earlierVault('v1');
    const before = slotsOf(made.rows.header);
    await unlocked(made, byPassphrase(made));
    expect(slotsOf(made.rows.header)).toEqual(
      before.map((slot) => ({ ...slot, id: slot['kind'] })),
    );
  });

  it('is not migrated a second time, and opens by both ways ever after', async () => {
    const made = earlierVault('v1');
    const first = await unlocked(made, byPassphrase(made));
    const again = await unlocked(made, byPassphrase(made));
    expect(made.rows.transactions).toHaveLength(1);
    expect(damagedRowCount(again)).toBe(0);
    expect(again.head).toEqual(first.head);
    expect(damagedRowCount(await unlocked(made, byCode(made)))).toBe(0);
  });

  it('learns for whom backups are made when it is opened by its recovery code', async () => {
    const made = earlierVault('v1');
    const { recipient } = await backupIdentityOf(await readRecoveryCode(made.recoveryCode));
    const vault = await unlocked(made, byCode(made));
    expect(vault.state.backupRecipient).toBe(recipient);
    expect((await unlocked(made, byPassphrase(made))).state.backupRecipient).toBe(recipient);
  });

  it('learns it when the code is typed back in the opened vault', async () => {
    const made = earlierVault('v1');
    const vault = await unlocked(made, byPassphrase(made));
    expect(vault.state.backupRecipient).toBeUndefined();
    await confirmRecoveryCode(vault, made.recoveryCode);
    expect(vault.state.backupRecipient).toMatch(/^age1/);
  });

  it('is left as it was where somebody typed a wrong passphrase', async () => {
    const made = earlierVault('v1');
    const before = everythingStored(made.rows);
    await expect(
      unlocked(made, { kind: 'passphrase', passphrase: 'four quiet herons' }),
    ).rejects.toMatchObject({ code: 'vault-wrong-passphrase' });
    expect(everythingStored(made.rows)).toBe(before);
  });

  it('is left as it was where the disk has no room, and opens once it has', async () => {
    const made = earlierVault('v1');
    const before = everythingStored(made.rows);
    made.rows.fault = 'vault-storage-full';
    await expect(unlocked(made, byPassphrase(made))).rejects.toMatchObject({
      code: 'vault-storage-full',
    });
    expect(everythingStored(made.rows)).toBe(before);
    made.rows.fault = undefined;
    expect(damagedRowCount(await unlocked(made, byPassphrase(made)))).toBe(0);
  });

  it('calls its ways in what they are', async () => {
    const made = earlierVault('v1');
    expect(await waysIn(await unlocked(made, byPassphrase(made)))).toEqual([
      {
        id: 'passphrase',
        kind: 'passphrase',
        openedNow: true,
        removable: false,
        whyNot: 'last-way',
      },
      {
        id: 'recovery',
        kind: 'recovery',
        openedNow: false,
        removable: false,
        whyNot: 'only-replaceable',
      },
    ]);
  });
});

function slotsOf(header: unknown): Record<string, unknown>[] {
  return structuredClone((header as { slots: Record<string, unknown>[] }).slots);
}
