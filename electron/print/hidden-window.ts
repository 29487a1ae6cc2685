import { randomUUID } from 'node:crypto';
import { BrowserWindow, session, type Session } from 'electron';
import { closeSession } from '../lockdown.ts';
import { answerFromFolder, origin, scheme } from '../protocol.ts';

/** A window that nobody sees, with a page out of memory: no script, no network, nothing on disk. */
export type HiddenWindow = { readonly window: BrowserWindow; readonly remove: () => Promise<void> };

/**
 * Opens a window whose own addresses `answer` answers; what it leaves comes from the program's folder, and nothing from
 * anywhere else.
 */
export function hiddenWindow(
  answer: (url: string) => Response | undefined,
  rendererFolder: string,
): HiddenWindow {
  // A partition without "persist:" lives in memory only.
  const memory = session.fromPartition(`print-${randomUUID()}`, { cache: false });
  closeSession(memory, origin);
  memory.protocol.handle(
    scheme,
    (request) => answer(request.url) ?? answerFromFolder(request, rendererFolder),
  );
  const window = withoutScripts(memory);
  return {
    window,
    remove: async () => {
      if (!window.isDestroyed()) window.destroy();
      if (memory.protocol.isProtocolHandled(scheme)) memory.protocol.unhandle(scheme);
      await memory.clearStorageData();
    },
  };
}

function withoutScripts(memory: Session): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      session: memory,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
      devTools: false,
    },
  });
}
