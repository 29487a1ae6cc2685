import { beforeEach, describe, expect, it } from 'vitest';
import type { Proof } from '../../../../../renderer/vault/api/people.ts';
import type { MainBridge, VaultApi } from '../../../../../renderer/vault/api/vault-api.ts';
import { deletedHeader, unfinishedHeader } from '../../../../../renderer/vault/slots/header.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { AppError } from '../../../../../shared/base/error.ts';
import { failed, succeeded, valueOf } from '../../../../../shared/base/result.ts';
import { memoryEnvironment, memoryStores, type MemoryStores } from '../memory.ts';

const passphrase = 'correct horse';
const proof: Proof = { kind: 'passphrase', passphrase };

/** As the browser's locks do it: whoever is first has it until they let go. */
function sharedHolds() {
  const held = new Set<string>();
  return (personId: string): Promise<() => void> => {
    if (held.has(personId)) return Promise.reject(new AppError('vault-open-elsewhere'));
    held.add(personId);
    return Promise.resolve(() => held.delete(personId));
  };
}

/** Workers over one disk and one main process that knows of no vault but is told what to forget. */
function aComputer(stores: MemoryStores = memoryStores()) {
  const hold = sharedHolds();
  const forgotten: { readonly id: string; readonly isLast: boolean }[] = [];
  const main = ((channel: string, input: { readonly id: string; readonly isLast: boolean }) => {
    if (channel !== 'vaults:forget') return Promise.resolve(failed(new AppError('unexpected')));
    forgotten.push(input);
    return Promise.resolve(succeeded(null));
  }) as MainBridge;
  const start = (): VaultApi => {
    const worker = makeVaultApi({ ...memoryEnvironment(stores), hold });
    worker.connect(main);
    return worker;
  };
  return { stores, start, hold, forgotten };
}

const idOf = async (worker: VaultApi) => valueOf(await worker.status()).personId ?? '';

describe('several people on one computer', () => {
  it('are listed by the nicknames that they chose, and by nothing else', async () => {
    const { start } = aComputer();
    const [one, other] = [start(), start()];
    valueOf(await one.create({ passphrase, nickname: '  Grandma ' }));
    valueOf(await other.create({ passphrase: 'battery staple' }));
    const ids = [await idOf(one), await idOf(other)];
    const people = valueOf(await start().people());
    expect(people).toHaveLength(2);
    expect(people).toContainEqual({
      id: ids[0],
      nickname: 'Grandma',
      ways: ['passphrase', 'recovery'],
      state: 'ready',
    });
    expect(people).toContainEqual({
      id: ids[1],
      ways: ['passphrase', 'recovery'],
      state: 'ready',
    });
  });

  it('open their own vault and no other', async () => {
    const first = aComputer();
    const [one, other] = [first.start(), first.start()];
    const { recoveryCode: code } = valueOf(await one.create({ passphrase }));
    valueOf(await other.create({ passphrase: 'battery staple' }));
    const [own, personId] = [await idOf(one), await idOf(other)];
    const worker = aComputer(first.stores).start();
    expect(await worker.unlock({ personId: own, passphrase: 'battery staple' })).toMatchObject({
      code: 'vault-wrong-passphrase',
    });
    expect(await worker.unlockWithRecoveryCode({ personId, code })).toMatchObject({
      code: 'vault-wrong-recovery-code',
    });
    expect(valueOf(await worker.status())).toMatchObject({ state: 'locked' });
    expect(await worker.unlock({ personId: own, passphrase })).toEqual(succeeded(null));
    expect(valueOf(await worker.status())).toMatchObject({ state: 'open', personId: own });
  });

  it('choose another nickname, or none, and never one that is too long', async () => {
    const { start, stores } = aComputer();
    const worker = start();
    valueOf(await worker.create({ passphrase, nickname: 'Mum' }));
    const nickname = async () => valueOf(await start().people())[0]?.nickname;
    expect(await worker.setNickname('x'.repeat(41))).toMatchObject({ code: 'message-invalid' });
    valueOf(await worker.setNickname('Margaret'));
    expect(await nickname()).toBe('Margaret');
    valueOf(await worker.setNickname(undefined));
    expect(await nickname()).toBeUndefined();
    const again = aComputer(stores).start();
    valueOf(await again.unlock({ personId: await idOf(worker), passphrase }));
    expect(valueOf(await again.overview()).damaged).toBe(0);
  });

  it('set when their own vault locks, and nothing senseless', async () => {
    const { start } = aComputer();
    const worker = start();
    valueOf(await worker.create({ passphrase }));
    expect(valueOf(await worker.settings())).toEqual({ lockAfterMinutes: 5 });
    expect(valueOf(await worker.changeSettings({ lockAfterMinutes: 15 }))).toEqual({
      lockAfterMinutes: 15,
    });
    for (const lockAfterMinutes of [0, -1, 1.5, 1000, Number.NaN]) {
      expect(await worker.changeSettings({ lockAfterMinutes })).toMatchObject({
        code: 'message-invalid',
      });
    }
    expect(valueOf(await worker.settings())).toEqual({ lockAfterMinutes: 15 });
  });
});

describe('a vault that is open in one window', () => {
  it('does not open in another, and nobody is asked for a guess', async () => {
    const { start } = aComputer();
    const worker = start();
    valueOf(await worker.create({ passphrase }));
    const personId = await idOf(worker);
    const elsewhere = { ok: false, code: 'vault-open-elsewhere' };
    expect(await start().unlock({ personId, passphrase })).toEqual(elsewhere);
    expect(await start().deleteVault({ personId, proof })).toEqual(elsewhere);
  });

  it('can be opened after a wrong passphrase: nothing is held by then', async () => {
    const { start, stores } = aComputer();
    valueOf(await start().create({ passphrase }));
    const again = aComputer(stores);
    const [{ id: personId } = { id: '' }] = valueOf(await again.start().people());
    expect(await again.start().unlock({ personId, passphrase: 'wrong' })).toMatchObject({
      code: 'vault-wrong-passphrase',
    });
    expect(await again.start().unlock({ personId, passphrase })).toEqual(succeeded(null));
  });

  it('stays the only one of its worker', async () => {
    const { start } = aComputer();
    const worker = start();
    valueOf(await worker.create({ passphrase }));
    expect(await worker.create({ passphrase })).toMatchObject({ code: 'message-invalid' });
    expect(valueOf(await start().people())).toHaveLength(1);
  });
});

describe('what is no vault', () => {
  let computer: ReturnType<typeof aComputer>;
  beforeEach(() => {
    computer = aComputer();
  });
  const people = async () => valueOf(await computer.start().people());

  it('is neither listed nor kept where its making was interrupted', async () => {
    computer.stores.open('phr-untouched');
    await computer.stores.open('phr-restoring').write({
      header: unfinishedHeader,
      segments: [{ id: 's', sealed: new Uint8Array(3) }],
    });
    expect(await people()).toEqual([]);
    expect(await computer.stores.names()).toEqual([]);
  });

  it('is left alone while somebody is still making it', async () => {
    await computer.stores.open('phr-restoring').write({ header: unfinishedHeader });
    await computer.hold('restoring');
    expect(await people()).toEqual([]);
    expect(await computer.stores.names()).toEqual(['phr-restoring']);
  });

  it('is listed as damaged, and kept, where its header is gone but its rows are there', async () => {
    await computer.stores.open('phr-beheaded').write({
      segments: [{ id: 's', sealed: new Uint8Array(3) }],
    });
    expect(await people()).toEqual([{ id: 'beheaded', ways: [], state: 'damaged' }]);
    expect(await computer.stores.names()).toEqual(['phr-beheaded']);
  });

  it('is left alone where a newer program made it, and called by its nickname', async () => {
    const worker = computer.start();
    valueOf(await worker.create({ passphrase, nickname: 'Mum' }));
    const rows = computer.stores.rows();
    const newer = { ...(rows.header as object), formatVersion: 3, slots: 'of another kind' };
    rows.header = newer;
    const before = structuredClone(rows);
    const personId = await idOf(worker);
    expect(await people()).toEqual([{ id: personId, nickname: 'Mum', ways: [], state: 'newer' }]);
    const again = aComputer(computer.stores);
    const refused = { ok: false, code: 'vault-newer-version' };
    expect(await again.start().unlock({ personId, passphrase })).toEqual(refused);
    expect(await again.start().deleteVault({ personId, proof })).toEqual(refused);
    expect(rows).toEqual(before);
  });
});

describe('deleting a vault', () => {
  it('destroys its slots before anything else, then everything, and nothing of anybody else', async () => {
    const { start, stores, forgotten } = aComputer();
    const [one, other] = [start(), start()];
    valueOf(await one.create({ passphrase }));
    valueOf(await other.create({ passphrase: 'battery staple' }));
    const [personId, kept] = [await idOf(one), await idOf(other)];
    const rows = stores.rows();
    expect(await one.deleteVault({ personId, proof })).toEqual(succeeded(null));
    expect(rows.header).toEqual(deletedHeader);
    expect(Object.keys(rows.transactions.at(-1) ?? {})).toEqual(['header']);
    expect(forgotten).toEqual([
      { id: personId, isLast: false },
      { id: personId, isLast: false },
    ]);
    expect(await stores.names()).toEqual([`phr-${kept}`]);
    expect(valueOf(await one.status())).toMatchObject({ state: 'locked' });
    expect(await one.overview()).toMatchObject({ code: 'vault-locked' });
    expect((await other.overview()).ok).toBe(true);
  });

  it('needs the passphrase or the recovery code, also where the vault is open', async () => {
    const { start, stores } = aComputer();
    const worker = start();
    valueOf(await worker.create({ passphrase }));
    const personId = await idOf(worker);
    const guess: Proof = { kind: 'passphrase', passphrase: 'a guess' };
    expect(await worker.deleteVault({ personId, proof: guess })).toMatchObject({
      code: 'vault-wrong-passphrase',
    });
    expect((await worker.overview()).ok).toBe(true);
    expect(await stores.names()).toEqual([`phr-${personId}`]);
  });

  it('works on a locked vault by its recovery code', async () => {
    const first = aComputer();
    const { recoveryCode: code } = valueOf(await first.start().create({ passphrase }));
    const { start, stores } = aComputer(first.stores);
    const [{ id: personId } = { id: '' }] = valueOf(await start().people());
    valueOf(await start().deleteVault({ personId, proof: { kind: 'recovery', code } }));
    expect(await stores.names()).toEqual([]);
    expect(valueOf(await start().status()).state).toBe('none');
  });

  it('goes on at the next start where it was interrupted after the slots', async () => {
    const first = aComputer();
    const worker = first.start();
    valueOf(await worker.create({ passphrase }));
    const personId = await idOf(worker);
    first.stores.rows().header = deletedHeader;
    const { start, stores, forgotten } = aComputer(first.stores);
    expect(await start().unlock({ personId, passphrase })).toMatchObject({ ok: false });
    expect(valueOf(await start().people())).toEqual([]);
    expect(forgotten).toEqual([
      { id: personId, isLast: false },
      { id: personId, isLast: true },
    ]);
    expect(await stores.names()).toEqual([]);
  });

  it('changes nothing where the disk does not take the first step', async () => {
    const { start, stores } = aComputer();
    const worker = start();
    valueOf(await worker.create({ passphrase }));
    const personId = await idOf(worker);
    const rows = stores.rows();
    const before = structuredClone(rows);
    rows.fault = 'vault-storage-full';
    expect(await worker.deleteVault({ personId, proof })).toMatchObject({
      code: 'vault-storage-full',
    });
    rows.fault = undefined;
    expect(rows).toEqual(before);
    expect(valueOf(await worker.changeSettings({ lockAfterMinutes: 9 }))).toMatchObject({
      lockAfterMinutes: 9,
    });
  });
});
