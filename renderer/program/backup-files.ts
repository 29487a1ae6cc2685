import type { ListedBackup } from '../../shared/ipc/backup.ts';
import type { BackupFile } from '../vault/api/backup.ts';

/** The time within a backup's name: `phr-backup-20260503T140500Z-….age`. */
const nameForm = /^phr-backup-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-/;

/** The backups of a folder, the newest first, with the moment of each as its name says it. */
export function backupFilesOf(listed: readonly ListedBackup[]): readonly BackupFile[] {
  const files = listed.flatMap(({ name, bytes }) => {
    const [, year, month, day, hour, minute, second] = nameForm.exec(name) ?? [];
    if (year === undefined) return [];
    const madeAt = `${year}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`;
    return [{ name, bytes, madeAt }];
  });
  return files.sort((one, other) => (one.madeAt < other.madeAt ? 1 : -1));
}

/** A length of a file to read: "640 kB", "12.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1e6) return `${String(Math.max(1, Math.round(bytes / 1e3)))} kB`;
  const megabytes = bytes / 1e6;
  return `${megabytes.toLocaleString('en-GB', { maximumFractionDigits: megabytes < 100 ? 1 : 0 })} MB`;
}
