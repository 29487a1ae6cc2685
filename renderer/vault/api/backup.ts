import type { Result } from '../../../shared/base/result.ts';
import type { ErrorCode } from '../../../shared/base/error.ts';

/** How far a long job is: parts done, and parts in all. */
export type Parts = { readonly done: number; readonly total: number };

export type OnParts = (parts: Parts) => void;

export type BackupStatus = {
  /** Whether backups can be made: it is known for whom they are encrypted. Else the recovery code must be typed once. */
  readonly ready: boolean;
  /** The folder that the person chose; absent: the program's own. */
  readonly folder?: string;
  /** This vault's backups in that folder, the newest first. */
  readonly files: readonly BackupFile[];
  /** Why the folder cannot be looked into now. */
  readonly folderFault?: ErrorCode;
  readonly last?: LastBackup;
  /** The newest failure, where no backup has worked since. */
  readonly lastFailure?: { readonly at: string; readonly code: ErrorCode };
  /** Something was stored that no backup holds yet. */
  readonly due: boolean;
  readonly running: boolean;
};

export type BackupFile = {
  readonly name: string;
  /** ISO 8601, UTC, as its name says. */
  readonly madeAt: string;
  readonly bytes: number;
  /** Whether the record was whole when it was made; absent where the vault does not remember. */
  readonly whole?: boolean;
  /** How many parts of the record it lacks, where the vault remembers. */
  readonly missing?: number;
};

export type LastBackup = {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly fileName: string;
  readonly entries: number;
  readonly documents: number;
  /** Parts that could not be backed up, because they are damaged or missing here. */
  readonly missing: number;
};

/** A file that the person pointed at, held open by the main process under `handle`. */
export type ChosenBackup = {
  readonly handle: string;
  readonly name: string;
  readonly bytes: number;
};

/** One of the files that `backups()` names, or one that was chosen. */
export type BackupRef = { readonly fileName: string } | ChosenBackup;

export type BackupToOpen = {
  readonly backup: BackupRef;
  /** The recovery code, as typed. */
  readonly code: string;
};

export type RestoreRequest = {
  readonly backup: ChosenBackup;
  readonly code: string;
  /** The passphrase of the new vault. */
  readonly passphrase: string;
  readonly nickname?: string;
};

export type Rehearsal = {
  readonly madeAt: string;
  readonly fileName: string;
  /** Whole in the backup: entries with all that their sources said before, and documents. */
  readonly entries: number;
  readonly documents: number;
  /** Parts that were damaged or missing already when the backup was made. */
  readonly missing: number;
  /** Entries and versions of the open record that the backup does not hold, most often because they came later. */
  readonly notInBackup: number;
};

export type Restored = {
  readonly personId: string;
  readonly madeAt: string;
  readonly entries: number;
  readonly documents: number;
  readonly missing: number;
  /** Services that must be signed in to again: a backup holds no access to them. */
  readonly signInAgain: number;
};

export type Mended = {
  /** Entries and versions whose text could be put back, and those that came back whole. */
  readonly entries: number;
  readonly documents: number;
  /** Sources, shares and other marks that came back. */
  readonly others: number;
  /** Parts that are still damaged. */
  readonly stillDamaged: number;
};

export type Taken = {
  readonly fileName: string;
  readonly entries: number;
  readonly documents: number;
  /** Parts that are damaged and could not be taken along. */
  readonly missing: number;
};

/** The calls that back up the open vault, look into backups, and bring one back. */
export type BackupCalls = {
  /** Where backups go, which there are, and how the last one went. */
  backups(): Promise<Result<BackupStatus>>;
  /** Makes a backup at once. Without this call one is made by itself, soon after the last change. */
  backUpNow(progress: OnParts): Promise<Result<BackupStatus>>;
  /** Asks the person for a folder for backups and remembers it; `null` where they changed their mind. */
  chooseBackupFolder(): Promise<Result<BackupStatus | null>>;
  /** From now on backups go to the program's own folder again. What lies in the other folder stays there. */
  useOwnBackupFolder(): Promise<Result<BackupStatus>>;
  /** Asks the person for a backup file; `null` where they changed their mind. Also on a locked vault. */
  chooseBackup(): Promise<Result<ChosenBackup | null>>;
  /** Opens all of a backup as a restore would, compares it with the open record, and keeps nothing of it. */
  rehearse(request: BackupToOpen, progress: OnParts): Promise<Result<Rehearsal>>;
  /** Makes a vault of its own out of a backup, and opens it. Nothing that is here is touched. */
  restore(request: RestoreRequest, progress: OnParts): Promise<Result<Restored>>;
  /** Puts back from a backup what is damaged or missing in the open vault, and nothing else. */
  mend(request: BackupToOpen, progress: OnParts): Promise<Result<Mended>>;
  /** Saves everything as a ZIP of plain FHIR and documents, readable by anybody; `null` where they changed their mind. */
  takeEverything(progress: OnParts): Promise<Result<Taken | null>>;
};
