import { AppError } from '../../shared/base/error.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { SourceId } from '../../shared/record/card.ts';
import type { Progress } from './api/files.ts';
import type { MainBridge } from './api/vault-api.ts';
import type { Argon2idCost } from './crypto/argon2id.ts';
import type { LinkFiles } from './files/open-link.ts';
import type { OpenVault } from './open-vault/open-vault.ts';
import { recordView, type RecordView } from './record/record-view.ts';
import type { PendingRecovery } from './people/recovery.ts';
import type { PendingSignIn } from './services/pending-sign-in.ts';
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

/** Of the backups: the one under way, and how to call off the next that is made by itself. */
export type BackupWatch = { running: Promise<void> | undefined; cancel: () => void };

/** The download of a session: there is one at a time. */
export type RunningDownload = {
  readonly source: SourceId;
  /** Nobody asked for it just now: it makes way for a download that somebody asks for. */
  readonly byItself: boolean;
  progress: Progress | undefined;
  readonly abort: () => void;
  readonly ended: Promise<void>;
};

/** How to call off the next look at what is due, and how many downloads have ended that it began. */
type RefreshWatch = { cancel: () => void; ended: number };

/** The worker's life from its start to its end; ending the worker ends it, and with it every key. */
export type Session = {
  readonly environment: VaultEnvironment;
  main: MainBridge | undefined;
  vault: OpenVault | undefined;
  /** Lets go of the open vault. */
  release: (() => void) | undefined;
  /** A new recovery code that was shown and not yet typed back. */
  pendingRecovery: PendingRecovery | undefined;
  /** The clearing up of what was interrupted, done once. */
  swept: Promise<void> | undefined;
  view: RecordView | undefined;
  download: RunningDownload | undefined;
  /** The taking in of files, while it runs. */
  files: AbortController | undefined;
  /** What was behind a SMART Health Link, until it is taken in. */
  link: LinkFiles | undefined;
  /** A sign-in that opens several people's records, until the person has chosen. */
  pendingSignIn: PendingSignIn | undefined;
  readonly backup: BackupWatch;
  readonly refresh: RefreshWatch;
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
    pendingRecovery: undefined,
    swept: undefined,
    view: undefined,
    download: undefined,
    files: undefined,
    link: undefined,
    pendingSignIn: undefined,
    backup: { running: undefined, cancel: () => undefined },
    refresh: { cancel: () => undefined, ended: 0 },
  };
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

/** The record as the screens read it. @throws vault-locked */
export function viewOf(session: Session): RecordView {
  session.view = recordView(openVaultOf(session), session.view);
  return session.view;
}
