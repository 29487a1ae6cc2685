import { describe, expect, it } from 'vitest';
import {
  keychainHandlers,
  keychainStatus,
  type SafeStorage,
} from '../../../../../electron/keychain.ts';
import { AppError } from '../../../../../shared/base/error.ts';
import { resultOf, succeeded, valueOf } from '../../../../../shared/base/result.ts';
import type { Proof } from '../../../../../renderer/vault/api/people.ts';
import type { MainBridge, VaultApi } from '../../../../../renderer/vault/api/vault-api.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { aKeyring, noKeychain } from '../../../electron/made-keychain.ts';
import { everythingStored, memoryEnvironment, memoryStores } from '../memory.ts';

const passphrase = 'four quiet herons wading';
const proof: Proof = { kind: 'passphrase', passphrase };

/** A main process that has nothing but this keychain. */
function mainWith(storage: SafeStorage): MainBridge {
  const handlers: Readonly<Record<string, (input: never) => unknown>> = keychainHandlers(
    storage,
    'linux',
  );
  const answer = (channel: string, input: never) => {
    const handler = handlers[channel];
    if (handler === undefined) throw new AppError('message-invalid');
    return handler(input);
  };
  // Its answers are those of the contract: the handlers are the program's own.
  return ((channel: string, input: never) => resultOf(() => answer(channel, input))) as MainBridge;
}

function startedWorker(stores = memoryStores(), storage = aKeyring()): VaultApi {
  const vault = makeVaultApi(memoryEnvironment(stores));
  vault.connect(mainWith(storage));
  return vault;
}

async function idOf(vault: VaultApi): Promise<string> {
  const [person] = valueOf(await vault.people());
  return person?.id ?? '';
}

describe('the keychain of this computer', () => {
  it('opens the record without a passphrase once it was added, and only then', async () => {
    const [stores, keyring] = [memoryStores(), aKeyring()];
    const made = startedWorker(stores, keyring);
    valueOf(await made.create({ passphrase }));
    const personId = await idOf(made);
    expect(valueOf(await made.keychainOffer())).toEqual({
      offered: true,
      name: 'Keyring',
    });
    expect(await startedWorker(stores, keyring).unlockWithKeychain({ personId })).toEqual({
      ok: false,
      code: 'vault-no-keychain',
    });
    expect(await made.addKeychain({ proof })).toEqual(succeeded(null));
    const again = startedWorker(stores, keyring);
    expect(await again.unlockWithKeychain({ personId })).toEqual(succeeded(null));
    const ways = valueOf(await again.waysIn());
    expect(ways.filter(({ openedNow }) => openedNow)).toMatchObject([
      { kind: 'keychain', removable: true },
    ]);
    expect(valueOf(await again.people())[0]?.ways).toContain('keychain');
  });

  it('is added by nobody who only found the record open', async () => {
    const vault = startedWorker();
    valueOf(await vault.create({ passphrase }));
    const wrong: Proof = { kind: 'passphrase', passphrase: 'wrong' };
    expect(await vault.addKeychain({ proof: wrong })).toMatchObject({
      code: 'vault-wrong-passphrase',
    });
  });

  it('is one: another computer takes its place, and the first does not open any more', async () => {
    const [stores, first, second] = [memoryStores(), aKeyring(), aKeyring()];
    const made = startedWorker(stores, first);
    valueOf(await made.create({ passphrase }));
    const personId = await idOf(made);
    valueOf(await made.addKeychain({ proof }));
    const moved = startedWorker(stores, second);
    expect(await moved.unlockWithKeychain({ personId })).toEqual({
      ok: false,
      code: 'vault-keychain-failed',
    });
    valueOf(await moved.unlock({ personId, passphrase }));
    valueOf(await moved.addKeychain({ proof }));
    const kinds = valueOf(await moved.waysIn()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'keychain')).toHaveLength(1);
    expect(await startedWorker(stores, second).unlockWithKeychain({ personId })).toMatchObject({
      ok: true,
    });
  });

  it('leaves the passphrase as it was, and can be taken away', async () => {
    const [stores, keyring] = [memoryStores(), aKeyring()];
    const made = startedWorker(stores, keyring);
    valueOf(await made.create({ passphrase }));
    const personId = await idOf(made);
    valueOf(await made.addKeychain({ proof }));
    const id = valueOf(await made.waysIn()).find(({ kind }) => kind === 'keychain')?.id ?? '';
    expect(await made.removeWayIn({ proof, id })).toEqual(succeeded(null));
    expect(await startedWorker(stores, keyring).unlockWithKeychain({ personId })).toMatchObject({
      code: 'vault-no-keychain',
    });
    expect(await startedWorker(stores, keyring).unlock({ personId, passphrase })).toMatchObject({
      ok: true,
    });
  });

  it('is handed 32 random bytes, of which none lie on the disk, and never the vault key', async () => {
    const stores = memoryStores();
    const handed: Buffer[] = [];
    const keyring = aKeyring();
    const listening: SafeStorage = {
      ...keyring,
      encryptString: (text) => {
        handed.push(Buffer.from(text, 'base64'));
        return keyring.encryptString(text);
      },
    };
    const vault = startedWorker(stores, listening);
    valueOf(await vault.create({ passphrase }));
    valueOf(await vault.addKeychain({ proof }));
    expect(handed.map(({ length }) => length)).toEqual([32]);
    expect(everythingStored(stores.rows())).not.toContain(handed[0]?.toString('latin1'));
  });
});

describe('a computer whose keychain is none', () => {
  it.each([
    ['basic_text', false, { offered: false, reason: 'fixed-key' }],
    ['basic_text', true, { offered: false, reason: 'fixed-key' }],
    ['unknown', false, { offered: false, reason: 'no-keychain' }],
    ['gnome_libsecret', false, { offered: false, reason: 'no-keychain' }],
    ['kwallet6', true, { offered: true, name: 'KWallet' }],
  ])('on Linux with %s, available: %s', (backend, available, expected) => {
    const storage = { ...aKeyring(backend), isEncryptionAvailable: () => available };
    expect(keychainStatus(storage, 'linux')).toEqual(expected);
  });

  it('on other systems asks no backend', () => {
    const storage = {
      ...aKeyring(),
      getSelectedStorageBackend: () => {
        throw new Error('on Linux only');
      },
    };
    expect(keychainStatus(storage, 'darwin')).toMatchObject({ offered: true });
    expect(keychainStatus({ ...storage, isEncryptionAvailable: () => false }, 'win32')).toEqual({
      offered: false,
      reason: 'broken',
    });
  });

  it('is refused with the reason, and nothing changes', async () => {
    const stores = memoryStores();
    const vault = startedWorker(stores, noKeychain);
    valueOf(await vault.create({ passphrase }));
    const before = everythingStored(stores.rows());
    expect(await vault.addKeychain({ proof })).toEqual({
      ok: false,
      code: 'vault-keychain-fixed-key',
    });
    expect(everythingStored(stores.rows())).toBe(before);
    const { 'keychain:wrap': wrap } = keychainHandlers(noKeychain, 'linux');
    expect(() => wrap({ secret: new Uint8Array(32) })).toThrow('vault-no-keychain');
  });
});
