import {
  app,
  clipboard,
  dialog,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';
import { backupDialogs } from './backup/dialogs.ts';
import { guardClipboard } from './clipboard.ts';
import { exportKinds, type ExportKind } from './files.ts';
import { makeHandlers } from './handlers.ts';
import { systemWaiting } from './http/retry.ts';
import { serve } from './ipc.ts';
import { closeSession, denyNavigation } from './lockdown.ts';
import { menuTemplate } from './menu.ts';
import { browserOpener } from './open-address.ts';
import { lockWithTheSystem } from './power.ts';
import { paperFor } from './print/paper.ts';
import { printSummary } from './print/print-summary.ts';
import { profileFolder } from './profile.ts';
import { answerFromFolder, origin, scheme } from './protocol.ts';
import { hasSqliteStore } from './spare/store-kind.ts';
import { vaultsHere } from './spare/vaults-here.ts';
import { answerClosedPage, closedOrigin, pageReplacer } from './replace-page.ts';
import { setSwitches } from './switches.ts';
import { isFromPage, openWindow, tellPage, windowTitle } from './window.ts';

const distFolder = join(app.getAppPath(), 'dist');
const rendererFolder = join(distFolder, 'renderer');
let window: BrowserWindow | undefined;

app.setName(windowTitle);
const folder = profileFolder(process.argv, process.env, process.cwd());
if (folder !== undefined) {
  app.setPath('userData', folder);
  app.setPath('sessionData', folder);
}
setSwitches(app.commandLine, { hasSqliteStore: hasSqliteStore(app.getPath('sessionData')) });
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
denyNavigation(app);

// Two programs on one profile would each think that they alone write the vault.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => {
    app.quit();
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  // Before any page can open the database.
  const main = session.defaultSession;
  const vaults = await vaultsHere(
    app.getPath('sessionData'),
    () => new Date(),
    () => main.clearStorageData({ storages: ['indexdb'] }),
  );
  closeSession(main, origin, closedOrigin);
  main.protocol.handle(
    scheme,
    (request) => answerClosedPage(request) ?? answerFromFolder(request, rendererFolder),
  );
  const copies = guardClipboard(clipboard, () => Date.now());
  const replacePage = pageReplacer(() => window?.webContents);
  const { handlers, endAll } = makeHandlers({
    about: {
      version: app.getVersion(),
      electron: process.versions['electron'],
      chromium: process.versions['chrome'],
      platform: process.platform,
    },
    rendererFolder,
    now: () => new Date(),
    waiting: systemWaiting,
    openBrowser: browserOpener((address) => shell.openExternal(address)),
    choosePath,
    print: (page) => printSummary(page, rendererFolder),
    paper: paperFor(rendererFolder),
    safeStorage,
    copied: copies.copied,
    replacePage,
    vaults,
    backups: {
      ownFolder: join(app.getPath('userData'), 'backups'),
      ...backupDialogs(() => window),
    },
  });
  serve(handlers, (event) => isFromPage(event, window));
  const lock = (): void => {
    endAll();
    tellPage(window, 'lock');
    void replacePage();
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(lock)));
  lockWithTheSystem(powerMonitor, lock, process.platform);
  powerMonitor.on('resume', () => void copies.clearIfDue());
  app.on('will-quit', (event) => {
    if (!copies.holds()) return;
    event.preventDefault();
    // Quitting anew from inside of this event would leave the program hanging.
    void copies.clear().finally(() =>
      setImmediate(() => {
        app.quit();
      }),
    );
  });
  window = openWindow({
    electronFolder: join(distFolder, 'electron'),
    devTools: !app.isPackaged && process.env['PHR_DEVTOOLS'] === '1',
  });
  // A page that is gone can no longer end what it began.
  window.webContents.on('render-process-gone', endAll);
  window.on('closed', endAll);
}

async function choosePath(fileName: string, kind: ExportKind): Promise<string | undefined> {
  if (window === undefined) return undefined;
  const { name, extension } = exportKinds[kind];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save a copy',
    buttonLabel: 'Save',
    defaultPath: join(app.getPath('documents'), fileName),
    filters: [{ name, extensions: [extension] }],
    properties: ['dontAddToRecent', 'createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}

function showWindow(): void {
  if (window === undefined || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
