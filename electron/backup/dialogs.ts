import { app, dialog, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { BackupSurroundings } from './handlers.ts';

type Dialogs = Omit<BackupSurroundings, 'ownFolder'>;

/** The system's own dialogs over the window; none of them enters the list of recent documents. */
export function backupDialogs(windowNow: () => BrowserWindow | undefined): Dialogs {
  return {
    chooseFolder: async () => {
      const window = windowNow();
      if (window === undefined) return undefined;
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Choose a folder for backups',
        buttonLabel: 'Keep backups here',
        defaultPath: app.getPath('documents'),
        properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
      });
      return canceled ? undefined : filePaths[0];
    },
    chooseFile: async () => {
      const window = windowNow();
      if (window === undefined) return undefined;
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: 'Choose a backup',
        buttonLabel: 'Open this backup',
        defaultPath: app.getPath('documents'),
        filters: [
          { name: 'Backups', extensions: ['age'] },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile', 'dontAddToRecent'],
      });
      return canceled ? undefined : filePaths[0];
    },
    chooseExport: async (fileName) => {
      const window = windowNow();
      if (window === undefined) return undefined;
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: 'Save everything',
        buttonLabel: 'Save',
        defaultPath: join(app.getPath('documents'), fileName),
        filters: [{ name: 'ZIP archive', extensions: ['zip'] }],
        properties: ['dontAddToRecent', 'createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? undefined : filePath;
    },
  };
}
