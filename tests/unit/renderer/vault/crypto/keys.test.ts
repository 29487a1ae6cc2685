import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../../../../../shared/base/bytes.ts';
import {
  costFor,
  leastCost,
  stretchPassphrase,
} from '../../../../../renderer/vault/crypto/argon2id.ts';
import { deriveVaultKeys, rowIdFor } from '../../../../../renderer/vault/crypto/keys.ts';
import {
  openPassphraseSlot,
  openRecoverySlot,
  passphraseSlot,
  recoverySlot,
} from '../../../../../renderer/vault/slots/slots.ts';
import { recoveryCodeOf } from '../../../../../renderer/vault/slots/recovery-code.ts';

const vaultKey = () => new Uint8Array(32).map((_, at) => at * 7);
const personId = '00112233445566778899aabbccddeeff';

describe('the passphrase', () => {
  it('is stretched as the reference implementation of Argon2id does it', async () => {
    // phc-winner-argon2, src/test.c: version 0x13, t=2, m=65536, p=1
    const stretched = await stretchPassphrase('password', utf8('somesalt'), {
      ...leastCost,
      passes: 2,
    });
    expect(hex(stretched)).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });

  it('opens its slot, however the keyboard composes its letters', async () => {
    const secret = { passphrase: 'caf\u00e9 \u210c', cost: leastCost };
    const slot = await passphraseSlot(vaultKey(), personId, secret);
    expect(await openPassphraseSlot(slot, personId, 'cafe\u0301 H')).toEqual(vaultKey());
  });

  it('does not open its slot when it is another, or for another person', async () => {
    const slot = await passphraseSlot(vaultKey(), personId, { passphrase: 'a', cost: leastCost });
    const wrong = { code: 'vault-wrong-passphrase' };
    await expect(openPassphraseSlot(slot, personId, 'b')).rejects.toMatchObject(wrong);
    await expect(openPassphraseSlot(slot, 'someone', 'a')).rejects.toMatchObject(wrong);
  });

  it('takes about a second on machines of every speed, and never less than the least cost', () => {
    expect(costFor(340)).toEqual({ memoryKiB: 65536, passes: 9, lanes: 1 });
    expect(costFor(3000)).toEqual(leastCost);
    expect(costFor(0).passes).toBe(60);
  });
});

describe('the recovery code', () => {
  it('opens its slot as typed back by a person', async () => {
    const secret = crypto.getRandomValues(new Uint8Array(16));
    const code = await recoveryCodeOf(secret);
    const slot = await recoverySlot(vaultKey(), personId, secret);
    const typed = ` ${code.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o')} `;
    expect(await openRecoverySlot(slot, personId, typed)).toEqual(vaultKey());
  });

  it('does not open the slot of another vault', async () => {
    const code = await recoveryCodeOf(new Uint8Array(16).fill(9));
    const slot = await recoverySlot(vaultKey(), personId, new Uint8Array(16).fill(8));
    await expect(openRecoverySlot(slot, personId, code)).rejects.toMatchObject({
      code: 'vault-wrong-recovery-code',
    });
  });

  it('leaves no bytes of its secret behind', async () => {
    const secret = new Uint8Array(16).fill(9);
    await recoverySlot(vaultKey(), personId, secret);
    expect(secret).toEqual(new Uint8Array(16));
  });
});

describe('the vault key', () => {
  it('gives one subkey a purpose, of which none can be taken out', async () => {
    const raw = vaultKey();
    const keys = await deriveVaultKeys(raw);
    expect(raw).toEqual(new Uint8Array(32));
    expect(Object.values(keys).map((key) => key.extractable)).toEqual([false, false, false]);
    const nonce = new Uint8Array(12);
    const [records, signingWrap] = await Promise.all(
      [keys.records, keys.signingWrap].map(async (key) =>
        hex(
          new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, nonce)),
        ),
      ),
    );
    expect(records).not.toBe(signingWrap);
  });

  it('names rows in a way that says nothing and never changes', async () => {
    const [keys, same] = await Promise.all([
      deriveVaultKeys(vaultKey()),
      deriveVaultKeys(vaultKey()),
    ]);
    const id = await rowIdFor(keys, ['access', 'a']);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await rowIdFor(same, ['access', 'a'])).toBe(id);
    expect(await rowIdFor(keys, ['acces', 'sa'])).not.toBe(id);
  });
});
