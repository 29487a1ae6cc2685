import { describe, expect, it } from 'vitest';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import type { Proof } from '../../../../../renderer/vault/api/people.ts';
import { unlockVault } from '../../../../../renderer/vault/people/lifecycle.ts';
import { keepSecret, readSecret } from '../../../../../renderer/vault/open-vault/secrets.ts';
import { confirmRecoveryCode } from '../../../../../renderer/vault/people/recovery.ts';
import { recoveryCodeOf } from '../../../../../renderer/vault/slots/recovery-code.ts';
import { readSigningKeys } from '../../../../../renderer/vault/crypto/signing-keys.ts';
import { signEs256, verifyEs256 } from '../../../../../shared/share/signing-key.ts';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aPatient,
  aVault,
  passphrase,
  recordOf,
  reopened,
  take,
  type TestVault,
} from '../builders.ts';
import { everythingStored } from '../memory.ts';

const byPassphrase = (typed: string): Proof => ({ kind: 'passphrase', passphrase: typed });
const byCode = (code: string): Proof => ({ kind: 'recovery', code });

async function storeOf({ stores }: TestVault) {
  const [name = ''] = await stores.names();
  return stores.open(name);
}

describe('a vault', () => {
  it('opens again with its passphrase and with its recovery code, holding the same record', async () => {
    const made = await aVault();
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Asthma')])));
    const store = await storeOf(made);
    const opened = await unlockVault(store, byPassphrase(passphrase));
    const recovered = await unlockVault(store, byCode(made.recoveryCode));
    expect(recordOf(opened)).toEqual(recordOf(made.vault));
    expect(recordOf(recovered)).toEqual(recordOf(made.vault));
    expect(damagedRowCount(opened)).toBe(0);
  });

  it('does not open with another passphrase or code', async () => {
    const made = await aVault();
    const store = await storeOf(made);
    const otherCode = await recoveryCodeOf(new Uint8Array(16).fill(5));
    await expect(unlockVault(store, byPassphrase('Correct horse'))).rejects.toMatchObject({
      code: 'vault-wrong-passphrase',
    });
    await expect(unlockVault(store, byCode(otherCode))).rejects.toMatchObject({
      code: 'vault-wrong-recovery-code',
    });
  });

  it('remembers that the recovery code was typed back, and only the right one', async () => {
    const made = await aVault();
    await expect(confirmRecoveryCode(made.vault, '12345')).rejects.toMatchObject({
      code: 'vault-wrong-recovery-code',
    });
    expect((await reopened(made)).state.recoveryConfirmed).toBe(false);
    await confirmRecoveryCode(made.vault, made.recoveryCode);
    expect((await reopened(made)).state.recoveryConfirmed).toBe(true);
  });

  it('of a later program is left alone', async () => {
    const made = await aVault();
    made.rows.header = { formatVersion: 3, personId: 'x', slots: [] };
    const before = everythingStored(made.rows);
    await expect(reopened(made)).rejects.toMatchObject({ code: 'vault-newer-version' });
    expect(everythingStored(made.rows)).toBe(before);
  });

  it('with a header that is no header says that it is damaged', async () => {
    const made = await aVault();
    made.rows.header = { formatVersion: 1, personId: 7 };
    await expect(reopened(made)).rejects.toMatchObject({ code: 'vault-damaged' });
  });

  it('refuses a slot whose Argon2id cost was weakened', async () => {
    const made = await aVault();
    const header = structuredClone(made.rows.header) as {
      slots: { argon2id?: { memoryKiB: number } }[];
    };
    for (const { argon2id } of header.slots) if (argon2id !== undefined) argon2id.memoryKiB = 8;
    made.rows.header = header;
    await expect(unlockVault(await storeOf(made), byPassphrase(passphrase))).rejects.toMatchObject({
      code: 'vault-damaged',
    });
    expect(damagedRowCount(await reopened(made))).toBe(1);
  });

  it('is made in one transaction', async () => {
    const { rows } = await aVault();
    expect(rows.transactions).toHaveLength(1);
    expect(Object.keys(rows.transactions[0] ?? {}).sort()).toEqual([
      'head',
      'header',
      'log',
      'secrets',
    ]);
  });

  it('keeps a signing key that signs after it was opened again, and cannot be taken out', async () => {
    const made = await aVault();
    const keys = await readSigningKeys((await reopened(made)).secrets);
    const signature = await signEs256(keys, utf8('summary'));
    expect(await verifyEs256(keys.publicKey, signature, utf8('summary'))).toBe(true);
    expect(keys.privateKey.extractable).toBe(false);
  });

  it('keeps secrets under names that say nothing, and notices two of them swapped', async () => {
    const made = await aVault();
    await keepSecret(made.vault.secrets, ['access', 'one'], { token: 'canary-token' });
    await keepSecret(made.vault.secrets, ['access', 'two'], { token: 'other' });
    expect(await readSecret(made.vault.secrets, ['access', 'one'])).toEqual({
      token: 'canary-token',
    });
    expect(everythingStored(made.rows)).not.toMatch(/canary|access|one/);
    const [, one = '', two = ''] = [...made.rows.secrets.keys()];
    const [first, second] = [made.rows.secrets.get(one), made.rows.secrets.get(two)];
    if (first === undefined || second === undefined) throw new Error('two secrets were kept');
    made.rows.secrets.set(one, second).set(two, first);
    await expect(readSecret(made.vault.secrets, ['access', 'one'])).rejects.toMatchObject({
      code: 'vault-damaged',
    });
  });
});
