import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/base/error.ts';
import { succeeded, valueOf } from '../../../../../shared/base/result.ts';
import { delayAfter, guess, waitUntil } from '../../../../../renderer/vault/slots/guesses.ts';
import type { VaultApi } from '../../../../../renderer/vault/api/vault-api.ts';
import { recoveryCodeOf } from '../../../../../renderer/vault/slots/recovery-code.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { aVault } from '../builders.ts';
import { memoryEnvironment, memoryStores, type MemoryStores } from '../memory.ts';

const second = 1000;
const minute = 60 * second;

/** A vault that somebody tries to get into, and the clock on the wall. */
async function aLock() {
  const { stores } = await aVault();
  const [name = ''] = await stores.names();
  const store = stores.open(name);
  const clock = { now: new Date('2026-11-22T09:00:00Z').getTime() };
  const now = () => new Date(clock.now);
  const wrong = () => Promise.reject(new AppError('vault-wrong-passphrase'));
  return {
    stores,
    store,
    clock,
    tryWrong: () => guess(store, now, wrong).catch((thrown: unknown) => codeOf(thrown)),
    tryRight: () => guess(store, now, () => Promise.resolve('open')),
    tryWith: (error: AppError) => guess(store, now, () => Promise.reject(error)).catch(codeOf),
    /** Milliseconds until the next guess is taken. */
    wait: async () => ((await waitUntil(store, now()))?.getTime() ?? clock.now) - clock.now,
  };
}

function codeOf(thrown: unknown): string {
  return thrown instanceof AppError ? thrown.code : 'not ours';
}

describe('wrong guesses', () => {
  it('cost nothing three times, then two seconds, twice as long each time, up to a quarter of an hour', () => {
    const seconds = Array.from({ length: 16 }, (_, wrong) => delayAfter(wrong) / second);
    expect(seconds).toEqual([0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
    expect(delayAfter(1_000_000)).toBe(15 * minute);
  });

  it('are not even tried before their time', async () => {
    const { clock, tryWrong, tryRight, wait } = await aLock();
    for (let time = 0; time < 3; time += 1) expect(await tryWrong()).toBe('vault-wrong-passphrase');
    expect(await wait()).toBe(2 * second);
    await expect(tryRight()).rejects.toMatchObject({ code: 'vault-wait' });
    clock.now += 2 * second;
    expect(await wait()).toBe(0);
    expect(await tryWrong()).toBe('vault-wrong-passphrase');
    expect(await wait()).toBe(4 * second);
  });

  it('are forgotten by the right one', async () => {
    const { clock, tryWrong, tryRight, wait } = await aLock();
    for (let time = 0; time < 3; time += 1) await tryWrong();
    clock.now += 2 * second;
    expect(await tryRight()).toBe('open');
    for (let time = 0; time < 2; time += 1) await tryWrong();
    expect(await wait()).toBe(0);
  });

  it('are counted before they are tried, so that ending the program in between wins nothing', async () => {
    const { store } = await aLock();
    const seen: unknown[] = [];
    await guess(
      store,
      () => new Date('2026-11-22T09:00:00Z'),
      async () => {
        seen.push(await store.guesses());
      },
    );
    expect(seen).toEqual([{ id: 'guesses', wrong: 1, last: '2026-11-22T09:00:00.000Z' }]);
  });

  it('are none where a code was mistyped, or something else went wrong', async () => {
    const { tryWith, tryWrong, wait } = await aLock();
    await tryWrong();
    await tryWrong();
    const mistyped = new AppError('vault-wrong-recovery-code', { where: 'group 3' });
    for (const error of [mistyped, new AppError('vault-storage-failed')]) {
      expect(await tryWith(error)).toBe(error.code);
    }
    expect(await wait()).toBe(0);
    expect(await tryWith(new AppError('vault-wrong-recovery-code'))).toBe(
      'vault-wrong-recovery-code',
    );
    expect(await wait()).toBe(2 * second);
  });

  it('are waited for as long as before where the clock was set back, once', async () => {
    const { clock, tryWrong, wait } = await aLock();
    for (let time = 0; time < 3; time += 1) await tryWrong();
    clock.now -= 365 * 24 * 60 * minute;
    expect(await wait()).toBe(2 * second);
    clock.now += second;
    expect(await wait()).toBe(second);
    clock.now += second;
    expect(await wait()).toBe(0);
  });

  it('are as none where their row is none', async () => {
    const { stores, wait } = await aLock();
    stores.rows().guesses = { id: 'guesses', wrong: 'many', last: 'yesterday' };
    expect(await wait()).toBe(0);
  });
});

it('in a vault of a newer program are not even counted', async () => {
  const { stores, tryWrong } = await aLock();
  stores.rows().header = { id: 'header', formatVersion: 99 };
  expect(await tryWrong()).toBe('vault-newer-version');
  expect(stores.rows().guesses).toBeUndefined();
});

describe('the worker', () => {
  let stores: MemoryStores;
  let personId: string;
  let recoveryCode: string;
  const startedWorker = (now?: string): VaultApi => makeVaultApi(memoryEnvironment(stores, now));

  beforeEach(async () => {
    stores = memoryStores();
    const made = startedWorker();
    ({ recoveryCode } = valueOf(await made.create({ passphrase: 'right' })));
    personId = valueOf(await made.people())[0]?.id ?? '';
  });

  it('says when the next guess is taken, also after a restart, and takes none before', async () => {
    for (let time = 0; time < 3; time += 1) {
      await startedWorker().unlock({ personId, passphrase: 'wrong' });
    }
    const restarted = startedWorker('2026-11-22T09:00:01Z');
    const [person] = valueOf(await restarted.people());
    expect(person?.waitUntil).toBe('2026-11-22T09:00:02.000Z');
    expect(await restarted.unlock({ personId, passphrase: 'right' })).toEqual({
      ok: false,
      code: 'vault-wait',
    });
    const later = startedWorker('2026-11-22T09:00:02Z');
    expect(await later.unlock({ personId, passphrase: 'right' })).toEqual(succeeded(null));
    expect(valueOf(await startedWorker().people())[0]).not.toHaveProperty('waitUntil');
  });

  it('counts recovery codes of others, and no mistyped ones', async () => {
    const mistyped = recoveryCode.slice(0, -1);
    const other = await recoveryCodeOf(new Uint8Array(16).fill(5));
    for (const code of [mistyped, mistyped, mistyped, other, other]) {
      await startedWorker().unlockWithRecoveryCode({ personId, code });
    }
    expect(valueOf(await startedWorker().people())[0]).not.toHaveProperty('waitUntil');
    await startedWorker().unlockWithRecoveryCode({ personId, code: other });
    expect(valueOf(await startedWorker().people())[0]).toHaveProperty('waitUntil');
  });

  it('lets nobody guess faster in a record that was found open, or before deleting it', async () => {
    const open = startedWorker();
    valueOf(await open.unlock({ personId, passphrase: 'right' }));
    const proof = { kind: 'passphrase', passphrase: 'wrong' } as const;
    const wrong = { ok: false, code: 'vault-wrong-passphrase' };
    expect(await open.addPassphrase({ proof, passphrase: 'mine' })).toEqual(wrong);
    expect(await open.newRecoveryCode({ proof })).toEqual(wrong);
    expect(await open.deleteVault({ personId, proof })).toEqual(wrong);
    const wait = { ok: false, code: 'vault-wait' };
    expect(await open.deleteVault({ personId, proof })).toEqual(wait);
    expect(await open.addKeychain({ proof })).toMatchObject({ ok: false });
    expect(await open.recoveryKit({ code: recoveryCode })).toEqual(wait);
  });
});
