import { BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { join } from 'node:path';
import type { MainEvent } from '../shared/ipc/app.ts';
import { eventChannel } from './channels.ts';
import { origin } from './protocol.ts';

/** The window's title, always: a name in it would be read over shoulders and in lists of windows. */
export const windowTitle = 'Patient-Held Record';

/** Opens the program's one window. The page is sandboxed and reaches the outside through the preload script only. */
export function openWindow(options: {
  readonly electronFolder: string;
  readonly devTools: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    title: windowTitle,
    width: 1280,
    height: 860,
    minWidth: 640,
    minHeight: 480,
    backgroundColor: '#f0f4f5',
    show: false,
    webPreferences: {
      preload: join(options.electronFolder, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: options.devTools,
      navigateOnDragDrop: false,
    },
  });
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(`${origin}/`);
  return window;
}

/** Whether a message comes from the main frame of this window, while it shows our own page. */
export function isFromPage(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  const frame = event.senderFrame;
  if (window === undefined || window.isDestroyed() || frame === null) return false;
  return frame === window.webContents.mainFrame && frame.url.startsWith(`${origin}/`);
}

/** Tells the page something unasked. */
export function tellPage(window: BrowserWindow | undefined, event: MainEvent): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send(eventChannel, event);
}
