import type { SafeStorage } from '../../../electron/keychain.ts';

/** A computer without a keychain, as Electron shows it on Linux: it would lock everything with a key that all know. */
export const noKeychain: SafeStorage = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: refuse,
  decryptString: refuse,
};

function refuse(): never {
  throw new Error('Encryption is not available.');
}

/** A keychain that keeps what it is given, in memory: each text under a number that only it can look up. */
export function aKeyring(backend = 'gnome_libsecret'): SafeStorage {
  const kept: string[] = [];
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Uint8Array.of(kept.push(text) - 1),
    decryptString: (encrypted) => kept[encrypted[0] ?? -1] ?? refuse(),
  };
}
