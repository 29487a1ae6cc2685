import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../../../shared/base/bytes.ts';
import { seal, unseal, type SealedPlace } from '../../../../../renderer/vault/crypto/seal.ts';

const rawKey = new Uint8Array(32).map((_, at) => at);
const place: SealedPlace = { personId: 'a1', table: 'log', id: '7' };

function aesKey(): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', rawKey, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

describe('sealed bytes', () => {
  it('open to what was sealed', async () => {
    const key = await aesKey();
    const sealed = await seal(key, place, utf8('penicillin'));
    expect(fromUtf8(await unseal(key, place, sealed))).toBe('penicillin');
  });

  it('are laid out as documented, so that another program can open them', async () => {
    const sealed = await seal(await aesKey(), place, utf8('penicillin'));
    const other = createDecipheriv('aes-256-gcm', rawKey, sealed.subarray(1, 13));
    other.setAAD(utf8('["patient-held-record",1,"a1","log","7"]'));
    other.setAuthTag(sealed.subarray(-16));
    expect(sealed[0]).toBe(1);
    expect(other.update(sealed.subarray(13, -16), undefined, 'utf8') + other.final('utf8')).toBe(
      'penicillin',
    );
  });

  it('never use a nonce twice', async () => {
    const key = await aesKey();
    const [one, other] = await Promise.all([
      seal(key, place, utf8('same')),
      seal(key, place, utf8('same')),
    ]);
    expect(one.subarray(1, 13)).not.toEqual(other.subarray(1, 13));
  });

  it('do not open after any one bit has changed', async () => {
    const key = await aesKey();
    const sealed = await seal(key, place, utf8('penicillin'));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(unseal(key, place, changed)).rejects.toMatchObject({ code: 'vault-damaged' });
    }
  });

  it('do not open when cut short', async () => {
    const key = await aesKey();
    const sealed = await seal(key, place, utf8('penicillin'));
    for (const length of [0, 1, 13, sealed.length - 1]) {
      const cut = sealed.slice(0, length);
      await expect(unseal(key, place, cut)).rejects.toMatchObject({ code: 'vault-damaged' });
    }
  });

  it.each([
    ['person', { ...place, personId: 'a' }],
    ['table', { ...place, table: 'segments' as const }],
    ['row', { ...place, id: '71' }],
    ['boundary between person and row', { personId: 'a', table: 'log' as const, id: '17' }],
  ])('do not open as another %s', async (_name, other) => {
    const key = await aesKey();
    const sealed = await seal(key, place, utf8('penicillin'));
    await expect(unseal(key, other, sealed)).rejects.toMatchObject({ code: 'vault-damaged' });
  });
});
