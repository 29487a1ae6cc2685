import { useEffect, useState } from 'react';
import type { BackupFile } from '../../vault/api/backup.ts';
import { useProgram } from '../../program/program.ts';
import { backupFilesOf } from '../../program/backup-files.ts';

/** The backups in the program's own folder, the newest first. A folder that cannot be read has none to offer. */
export function useBackupFiles(): readonly BackupFile[] {
  const { main } = useProgram();
  const [files, setFiles] = useState<readonly BackupFile[]>([]);
  useEffect(() => {
    let wanted = true;
    void main('backup:list', {}).then((listed) => {
      if (wanted && listed.ok) setFiles(backupFilesOf(listed.value));
    });
    return () => {
      wanted = false;
    };
  }, [main]);
  return files;
}
