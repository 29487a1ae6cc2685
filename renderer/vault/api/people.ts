import type { Result } from '../../../shared/base/result.ts';
import type { KeychainStatus } from '../../../shared/ipc/keychain.ts';

/** What a person sets for their own vault; sealed in it. */
export type VaultSettings = {
  /** ISO 8601, UTC: until then the person has seen what is new. */
  readonly newsSeenAt?: string;
  /** Minutes without a key, click or touch after which the vault locks. */
  readonly lockAfterMinutes: number;
  /** Where backups go; absent: the program's own folder. */
  readonly backupFolder?: string;
};

/** What a person shows again wherever the vault key is needed, because it is not kept in memory. */
export type Proof =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly code: string };

/** One vault of this computer, before it is opened. */
export type PersonChoice = {
  readonly id: string;
  readonly nickname?: string;
  readonly ways: readonly WayIn['kind'][];
  /** `newer`: a later program made it, and it is left alone. `missing`: it was here, and is gone or unreadable. */
  readonly state: 'ready' | 'newer' | 'damaged' | 'missing';
  /** ISO 8601: no guess is taken before, because there were wrong ones. */
  readonly waitUntil?: string;
  /** Missing, and to be made anew from its spare, which has failed just now. */
  readonly comesBackAtRestart?: boolean;
};

export type WayIn = {
  readonly id: string;
  readonly kind: 'passphrase' | 'recovery' | 'keychain';
  /** Whose passphrase it is. */
  readonly label?: string;
  /** The vault was opened by this one, this time. */
  readonly openedNow: boolean;
  readonly removable: boolean;
  readonly whyNot?: 'last-way' | 'only-replaceable';
};

export type VaultStatus = {
  readonly state: 'none' | 'locked' | 'open';
  /** Whose vault is open. */
  readonly personId?: string;
  readonly recoveryConfirmed: boolean;
};

export type PersonHeader = {
  readonly name: string;
  /** Other names that the same resource gives, as before marriage. */
  readonly otherNames?: readonly string[];
  readonly birthDate?: string;
  readonly nhsNumber?: string;
};

/** The calls that make a vault, open it, and delete it. Locking is the page's: it ends the worker. */
export type EntranceCalls = {
  /** Whose vaults this computer holds, as their owners let it be seen. What was interrupted is cleared up before. */
  people(): Promise<Result<readonly PersonChoice[]>>;
  /** Whether this computer holds a vault, and which one is open. */
  status(): Promise<Result<VaultStatus>>;
  /** Makes a vault beside those that are here: a random key, sealed by the passphrase and by a new recovery code; and opens it. */
  create(wanted: {
    readonly passphrase: string;
    readonly nickname?: string;
  }): Promise<Result<{ readonly recoveryCode: string }>>;
  unlock(wanted: { readonly personId: string; readonly passphrase: string }): Promise<Result<null>>;
  unlockWithRecoveryCode(wanted: {
    readonly personId: string;
    readonly code: string;
  }): Promise<Result<null>>;
  /** Deletes a vault for good, open or not: its key slots first, so that nobody can open what is left, then its data. */
  deleteVault(wanted: { readonly personId: string; readonly proof: Proof }): Promise<Result<null>>;
};

/** The calls that change who gets into the open vault, and with what. */
export type WaysInCalls = {
  /** Every way into the open vault. */
  waysIn(): Promise<Result<readonly WayIn[]>>;
  /** Adds a passphrase, such as a carer's; `label` says whose, and is sealed. */
  addPassphrase(wanted: {
    readonly proof: Proof;
    readonly passphrase: string;
    readonly label?: string;
  }): Promise<Result<null>>;
  /** Puts another passphrase in the place of one; the data is not touched. */
  changePassphrase(wanted: {
    readonly proof: Proof;
    readonly id: string;
    readonly passphrase: string;
  }): Promise<Result<null>>;
  removeWayIn(wanted: { readonly proof: Proof; readonly id: string }): Promise<Result<null>>;
  /** A new recovery code. The old one counts until the new one is typed back with `confirmRecoveryCode`. */
  newRecoveryCode(wanted: {
    readonly proof: Proof;
  }): Promise<Result<{ readonly recoveryCode: string }>>;
  /**
   * Checks the recovery code as typed back; until it has been, the record says so on every start.
   * `new`: it is the one of `newRecoveryCode`, which counts from now on; `present`: it is the one that counted before.
   */
  confirmRecoveryCode(typed: string): Promise<Result<{ readonly confirmed: 'new' | 'present' }>>;
};

/** The calls that let the operating system's keychain open the vault. */
export type KeychainCalls = {
  /** Whether this computer's keychain may become a way in, and if not, why. */
  keychainOffer(): Promise<Result<KeychainStatus>>;
  /** Makes this computer's keychain a way in, in place of one that was before. */
  addKeychain(wanted: { readonly proof: Proof }): Promise<Result<null>>;
  unlockWithKeychain(wanted: { readonly personId: string }): Promise<Result<null>>;
};

/** The call that makes the page to print. */
export type RecoveryKitCalls = {
  /** The page to print with this recovery code and what it opens, as a PDF. Only for a code that opens the open vault, or will once it is typed back. */
  recoveryKit(wanted: { readonly code: string }): Promise<Result<Uint8Array<ArrayBuffer>>>;
};

/** The calls for what a person sets for their own vault. */
export type SettingsCalls = {
  settings(): Promise<Result<VaultSettings>>;
  /** Sets what is given and leaves the rest; answers all settings as they are now. */
  changeSettings(wanted: Partial<VaultSettings>): Promise<Result<VaultSettings>>;
  /** What is seen of this vault before it is opened; nothing where it is absent. */
  setNickname(nickname: string | undefined): Promise<Result<null>>;
};
