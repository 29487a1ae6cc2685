import type { ElectronApplication, Page } from 'playwright';
import { knowNames } from './stopwatch.ts';

/** Milliseconds to fetch these addresses one after the other in the program's main process and read their text. */
export function bareDownload(
  app: ElectronApplication,
  addresses: readonly string[],
): Promise<number> {
  return app.evaluate(async (_electron, urls) => {
    const headers = { accept: 'application/fhir+json' };
    const started = performance.now();
    for (const url of urls) await (await fetch(url, { headers })).text();
    return performance.now() - started;
  }, addresses);
}

/**
 * Milliseconds to read the sealed rows that the first screen needs, and to decrypt as many bytes by AES-256-GCM.
 * Nothing outside the vault has its key, so the bytes that are decrypted are others, of the same lengths.
 */
export async function bareFirstScreen(window: Page): Promise<number> {
  await knowNames(window);
  return window.evaluate(async () => {
    const [{ name = '' } = {}] = await indexedDB.databases();
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error('the vault cannot be read'));
        };
      });
    const database = await done(indexedDB.open(name));
    const startedReading = performance.now();
    const transaction = database.transaction(['head', 'catalogue']);
    const rows: readonly (Readonly<{ sealed: Uint8Array }> | undefined)[] = await Promise.all([
      done(transaction.objectStore('head').get('head')),
      done(transaction.objectStore('catalogue').get('front')),
    ]);
    const readingMs = performance.now() - startedReading;
    database.close();
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const aes = { name: 'AES-GCM', iv: new Uint8Array(12) };
    const others = await Promise.all(
      rows.map((row) => crypto.subtle.encrypt(aes, key, new Uint8Array(row?.sealed.length ?? 0))),
    );
    const startedDecrypting = performance.now();
    await Promise.all(others.map((other) => crypto.subtle.decrypt(aes, key, other)));
    return readingMs + performance.now() - startedDecrypting;
  });
}

/** Milliseconds in which Chromium prints the window as it stands. */
export function barePrint(app: ElectronApplication): Promise<number> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const started = performance.now();
    await window?.webContents.printToPDF({ pageSize: 'A4', generateTaggedPDF: true });
    return performance.now() - started;
  });
}

/** Megabytes that the window's process, the vault's worker in it, holds in memory. */
export function rendererMemory(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: electron, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const pid = window?.webContents.getOSProcessId();
    const metric = electron.getAppMetrics().find((process) => process.pid === pid);
    return ((metric?.memory.workingSetSize ?? Number.NaN) * 1024) / 1e6;
  });
}
