import { AppError } from '../../shared/base/error.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { MainBridge } from './api/vault-api.ts';
import type { Argon2idCost } from './crypto/argon2id.ts';
import type { OpenVault } from './open-vault/open-vault.ts';
import type { VaultStores } from './store/store.ts';
import { mainSpare } from './spare/main-spare.ts';
import { sparedStores } from './store/spared-stores.ts';

/** What the worker has of the world outside. */
export type VaultEnvironment = {
  readonly stores: VaultStores;
  readonly clock: Clock;
  /**
   * The cost of a new passphrase slot on this machine: calibrated, or worked out from how many milliseconds
   * the least cost takes where that is known.
   */
  readonly passphraseCost: (leastTakes?: number) => Promise<Argon2idCost>;
  /**
   * Holds a person's vault, so that no other window opens it, until the answer is called.
   * @throws vault-open-elsewhere
   */
  readonly hold: (personId: string) => Promise<() => void>;
  /** Does something later, unless the answer is called before. */
  readonly after: (ms: number, work: () => void) => () => void;
  /** The compiled QR reader and writer of zxing-wasm. */
  readonly wasm: {
    readonly qrReader: () => Promise<ArrayBuffer>;
    readonly qrWriter: () => Promise<ArrayBuffer>;
  };
  /** The program's typeface in two weights, as WOFF. */
  readonly fonts: {
    readonly regular: () => Promise<ArrayBuffer>;
    readonly bold: () => Promise<ArrayBuffer>;
  };
};

/** The worker's life from its start to its end; ending the worker ends it, and with it every key. */
export type Session = {
  readonly environment: VaultEnvironment;
  main: MainBridge | undefined;
  vault: OpenVault | undefined;
  /** Lets go of the open vault. */
  release: (() => void) | undefined;
};

export function newSession(environment: VaultEnvironment): Session {
  // Nobody waits for it: what main hears too late only makes it less watchful.
  const tell = (id: string, rows: number): void => void session.main?.('vaults:rows', { id, rows });
  const spareOf = (id: string) => mainSpare(() => session.main, id);
  const session: Session = {
    environment: { ...environment, stores: sparedStores(environment.stores, { spareOf, tell }) },
    main: undefined,
    vault: undefined,
    release: undefined,
  };
  environment.stores.onUnreadable?.(() => void session.main?.('vaults:unreadable', {}));
  return session;
}

/** @throws vault-locked */
export function openVaultOf(session: Session): OpenVault {
  if (session.vault === undefined) throw new AppError('vault-locked');
  return session.vault;
}

/** @throws message-invalid before `connect` */
export function mainOf(session: Session): MainBridge {
  if (session.main === undefined) throw new AppError('message-invalid', { where: 'connect' });
  return session.main;
}
