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
  /** Missing, and put together anew when the program is closed and started again. */
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
