import type { ElectronApplication } from 'playwright';

declare global {
  /** Inside the main process under test: the addresses that the system browser was asked to open. */
  var openedInBrowser:
    | {
        readonly kept: string[];
        tell: (() => void) | undefined;
        readonly open: (address: string) => Promise<void>;
      }
    | undefined;
}

/**
 * Stands in for the system browser: from now on no address that the program opens reaches it.
 * The answer gives the addresses, one at each call, waiting for the next where there is none yet.
 */
export async function catchBrowser(app: ElectronApplication): Promise<() => Promise<string>> {
  await app.evaluate(({ shell }) => {
    const opened = {
      kept: [] as string[],
      tell: undefined as (() => void) | undefined,
      open: shell.openExternal.bind(shell),
    };
    globalThis.openedInBrowser = opened;
    shell.openExternal = (address) => {
      opened.kept.push(address);
      opened.tell?.();
      return Promise.resolve();
    };
  });
  return () =>
    app.evaluate(async () => {
      const opened = globalThis.openedInBrowser;
      if (opened === undefined) throw new Error('the system browser was not caught');
      if (opened.kept.length === 0) {
        await new Promise<void>((resolve) => {
          opened.tell = resolve;
        });
      }
      return opened.kept.shift() ?? '';
    });
}

/** The addresses that the system browser was asked to open since `catchBrowser`, and that nobody has taken yet. */
export function caughtAddresses(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => [...(globalThis.openedInBrowser?.kept ?? [])]);
}

/** Gives the program the system browser back. */
export async function releaseBrowser(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    const open = globalThis.openedInBrowser?.open;
    if (open !== undefined) shell.openExternal = open;
  });
}

/** Stands in for the person at the save dialog, who chooses `file`, or changes their mind where there is none. */
export async function answerSaveDialog(
  app: ElectronApplication,
  file: string | undefined,
): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: filePath === '', filePath: filePath });
  }, file ?? '');
}

/** Stands in for the person at the dialog for a file or a folder, who chooses `file`, or changes their mind where there is none. */
export async function answerOpenDialog(
  app: ElectronApplication,
  file: string | undefined,
): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: filePath === '', filePaths: filePath === '' ? [] : [filePath] });
  }, file ?? '');
}
