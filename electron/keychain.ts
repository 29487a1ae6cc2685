import { AppError } from '../shared/base/error.ts';
import type { Bytes } from '../shared/base/bytes.ts';
import type { KeychainStatus } from '../shared/ipc/keychain.ts';

/** What is used of Electron's `safeStorage`. */
export type SafeStorage = {
  isEncryptionAvailable(): boolean;
  /** On Linux only. */
  getSelectedStorageBackend(): string;
  encryptString(plainText: string): Uint8Array;
  decryptString(encrypted: Buffer): string;
};

const linuxNames: Readonly<Record<string, string>> = {
  gnome_libsecret: 'Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/**
 * Whether this computer has a keychain that keeps a key of its own. Where Chromium finds none on Linux, it would
 * encrypt under a key that stands in its source, which is no secret: that is refused.
 */
export function keychainStatus(storage: SafeStorage, platform: string): KeychainStatus {
  if (platform === 'darwin' || platform === 'win32') {
    const name = platform === 'darwin' ? 'Keychain' : 'Windows Data Protection';
    return storage.isEncryptionAvailable()
      ? { offered: true, name }
      : { offered: false, reason: 'broken' };
  }
  const backend = storage.getSelectedStorageBackend();
  if (backend === 'basic_text') return { offered: false, reason: 'fixed-key' };
  const name = linuxNames[backend];
  if (name === undefined) return { offered: false, reason: 'no-keychain' };
  // A desktop that should have a keyring, and none that answers.
  return storage.isEncryptionAvailable()
    ? { offered: true, name }
    : { offered: false, reason: 'no-keychain' };
}

/** Answers the page's questions about the keychain. */
export function keychainHandlers(storage: SafeStorage, platform: string) {
  const assertOffered = (): void => {
    if (!keychainStatus(storage, platform).offered) throw new AppError('vault-no-keychain');
  };
  return {
    'keychain:status': () => keychainStatus(storage, platform),
    /** @throws vault-no-keychain, vault-keychain-failed */
    'keychain:wrap': ({ secret }: { readonly secret: Uint8Array }): Bytes => {
      assertOffered();
      const text = Buffer.from(secret).toString('base64');
      return attempted(() => new Uint8Array(storage.encryptString(text)));
    },
    /** @throws vault-no-keychain, vault-keychain-failed */
    'keychain:unwrap': ({ wrapped }: { readonly wrapped: Uint8Array }): Bytes => {
      assertOffered();
      return attempted(
        () => new Uint8Array(Buffer.from(storage.decryptString(Buffer.from(wrapped)), 'base64')),
      );
    },
  };
}

function attempted<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new AppError('vault-keychain-failed', { cause: thrown });
  }
}
