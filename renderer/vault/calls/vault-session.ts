import { newBackupSchedule, watchForBackups, type BackupSession } from '../backup/schedule.ts';
import { watchForRefresh } from '../download/refresh.ts';
import { newDownloadState, type DownloadSession } from '../download/one-at-a-time.ts';
import { newFilesState, type FilesState } from '../files/files-state.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { enterVault, leaveVault } from '../people/enter-vault.ts';
import { newRecoveryState, type RecoveryState } from '../people/recovery.ts';
import { newRecordState, type RecordState } from '../record/record-view.ts';
import { newServicesState, type ServicesSession } from '../services/services-state.ts';
import { newSession, type VaultEnvironment } from '../session.ts';
import type { VaultStore } from '../store/store.ts';

/** The session with what each room keeps of its own while a vault is open. */
export type VaultSession = BackupSession &
  DownloadSession &
  ServicesSession & {
    readonly record: RecordState;
    readonly files: FilesState;
    readonly recovery: RecoveryState;
  };

export function newVaultSession(environment: VaultEnvironment): VaultSession {
  return Object.assign(newSession(environment), {
    record: newRecordState(),
    download: newDownloadState(),
    files: newFilesState(),
    backup: newBackupSchedule(),
    recovery: newRecoveryState(),
    services: newServicesState(),
  });
}

/** Opens one person's vault, and begins what goes on by itself while it is open. @throws the codes of `enterVault` */
export async function enter(
  session: VaultSession,
  personId: string,
  open: (store: VaultStore) => Promise<OpenVault>,
): Promise<void> {
  await enterVault(session, personId, open);
  watchOpenVault(session);
}

/** From now on backups and downloads begin by themselves. */
export function watchOpenVault(session: VaultSession): void {
  watchForBackups(session, () => session.download.running !== undefined);
  watchForRefresh(session);
}

/** Ends the work on the open vault and lets go of its keys. What a room kept of it is nobody's any more. */
export async function leave(session: VaultSession): Promise<void> {
  const { backup, download, files, record, recovery, services } = session;
  download.running?.abort();
  download.cancelLook();
  backup.cancel();
  record.view = undefined;
  recovery.pending = undefined;
  files.link = undefined;
  services.pendingSignIn = undefined;
  services.list = undefined;
  await leaveVault(session);
}
