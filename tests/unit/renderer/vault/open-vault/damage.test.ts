import { describe, expect, it } from 'vitest';
import type { EntryKey } from '../../../../../shared/record/card.ts';
import { missingOf } from '../../../../../renderer/vault/open-vault/damage.ts';
import { entryDetail } from '../../../../../renderer/vault/record/entry-detail.ts';
import { overviewOf, recordView } from '../../../../../renderer/vault/record/record-view.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aPatient,
  aVault,
  linesIn,
  reopened,
  take,
  type TestVault,
} from '../builders.ts';

/** Three files after the row of the vault's making: each is two log rows (its entries, then its source) and one segment. */
async function aVaultOfThree(): Promise<TestVault> {
  const made = await aVault();
  for (const name of ['Asthma', 'Gout', 'Migraine']) {
    await take(made.vault, aFile(aBundle([aPatient(), aCondition(`c-${name}`, name)])));
  }
  return made;
}

function damageIn(vault: OpenVault): number {
  return overviewOf(vault, recordView(vault, undefined)).damaged;
}

async function titlesIn(vault: OpenVault): Promise<string[]> {
  return (await linesIn(vault))
    .filter((line) => line.resourceType === 'Condition')
    .map((line) => line.title);
}

function flipped(bytes: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> {
  const changed = (bytes ?? new Uint8Array()).slice();
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  return changed;
}

describe('a damaged vault', () => {
  it('is not called damaged when it is whole', async () => {
    const vault = await reopened(await aVaultOfThree());
    expect(damageIn(vault)).toBe(0);
    expect(await titlesIn(vault)).toEqual(['Asthma', 'Gout', 'Migraine']);
  });

  it('keeps the rest when a bit of a log row has changed, and says so', async () => {
    const made = await aVaultOfThree();
    made.rows.log.set(4, flipped(made.rows.log.get(4)));
    const vault = await reopened(made);
    expect(await titlesIn(vault)).toEqual(['Asthma', 'Migraine']);
    expect(damageIn(vault)).toBe(1);
  });

  it('notices a removed log row', async () => {
    const made = await aVaultOfThree();
    made.rows.log.delete(4);
    const vault = await reopened(made);
    expect(await titlesIn(vault)).toEqual(['Asthma', 'Migraine']);
    expect(damageIn(vault)).toBe(1);
  });

  it('notices two log rows that changed places', async () => {
    const made = await aVaultOfThree();
    const [one, other] = [made.rows.log.get(2), made.rows.log.get(4)];
    if (one === undefined || other === undefined) throw new Error('the log has seven rows');
    made.rows.log.set(2, other).set(4, one);
    expect(damageIn(await reopened(made))).toBe(2);
  });

  it('notices that the end of the log was cut off', async () => {
    const made = await aVaultOfThree();
    made.rows.log.delete(7);
    made.rows.log.delete(6);
    expect(damageIn(await reopened(made))).toBe(2);
  });

  it('notices that the whole log is gone', async () => {
    const made = await aVaultOfThree();
    made.rows.log.clear();
    const vault = await reopened(made);
    expect(damageIn(vault)).toBe(7);
    expect(missingOf(vault)).toEqual({ entries: {}, attachments: 0, unknown: 7 });
  });

  it('notices an older head put back', async () => {
    const made = await aVault();
    await take(made.vault, aFile(aBundle([aPatient()])));
    const older = made.rows.head;
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Gout')])));
    made.rows.head = older;
    const vault = await reopened(made);
    expect(damageIn(vault)).toBe(1);
    expect(await titlesIn(vault)).toEqual(['Gout']);
  });

  it('notices an older log row put back under its own number', async () => {
    const made = await aVault();
    const before = structuredClone({ head: made.rows.head, log: made.rows.log });
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Gout')])));
    const older = made.rows.log.get(3);
    made.rows.log.clear();
    for (const [seq, row] of before.log) made.rows.log.set(seq, row);
    made.rows.segments.clear();
    made.rows.head = before.head;
    const again = await reopened(made);
    await take(again, aFile(aBundle([aPatient(), aCondition('c2', 'Asthma')])));
    if (older === undefined) throw new Error('the log has three rows');
    made.rows.log.set(3, older);
    expect(damageIn(await reopened(made))).toBe(1);
  });

  it('lists the entries of a missing segment and says that it cannot show them', async () => {
    const made = await aVaultOfThree();
    const [first = ''] = made.rows.segments.keys();
    made.rows.segments.delete(first);
    const vault = await reopened(made);
    expect(await titlesIn(vault)).toContain('Asthma');
    expect(damageIn(vault)).toBe(2);
    expect(missingOf(vault)).toEqual({
      entries: { problems: 1, other: 1 },
      attachments: 0,
      unknown: 0,
    });
    const asthma = [...vault.state.entries.values()].find(
      ({ card }) => card.title?.text === 'Asthma',
    );
    await expect(entryDetail(vault, asthma?.card.key ?? ('' as EntryKey))).rejects.toMatchObject({
      code: 'vault-damaged',
    });
  });

  it('counts a changed segment once somebody looks into it', async () => {
    const made = await aVaultOfThree();
    const [first = ''] = made.rows.segments.keys();
    made.rows.segments.set(first, flipped(made.rows.segments.get(first)));
    const vault = await reopened(made);
    expect(damageIn(vault)).toBe(0);
    const [entry] = vault.state.entries.values();
    if (entry === undefined) throw new Error('the vault has entries');
    await expect(entryDetail(vault, entry.card.key)).rejects.toMatchObject({
      code: 'vault-damaged',
    });
    expect(damageIn(vault)).toBe(2);
  });

  it('takes in new entries and keeps them', async () => {
    const made = await aVaultOfThree();
    made.rows.log.delete(7);
    made.rows.head = flipped(made.rows.head);
    const damaged = await reopened(made);
    const before = damageIn(damaged);
    await take(damaged, aFile(aBundle([aPatient(), aCondition('c9', 'Eczema')])));
    const again = await reopened(made);
    expect(await titlesIn(again)).toContain('Eczema');
    expect(before).toBe(1);
  });
});
