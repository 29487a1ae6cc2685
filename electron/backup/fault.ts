import type { ErrorCode } from '../../shared/base/error.ts';

const faults: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'backup-folder-missing',
  ENOTDIR: 'backup-folder-missing',
  ENODEV: 'backup-folder-missing',
  EACCES: 'backup-folder-read-only',
  EPERM: 'backup-folder-read-only',
  EROFS: 'backup-folder-read-only',
  ENOSPC: 'backup-disk-full',
  EDQUOT: 'backup-disk-full',
  EFBIG: 'backup-disk-full',
};

/** What an error of the file system means for a backup. */
export function backupFault(thrown: unknown): ErrorCode {
  const code =
    thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
      ? thrown.code
      : '';
  return faults[code] ?? 'backup-failed';
}
