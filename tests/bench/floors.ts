import type { ElectronApplication, Page } from 'playwright-core';

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
 * Milliseconds to read the rows of the vault's log and to decrypt as many bytes by AES-256-GCM.
 * Nothing outside the vault has its key, so the bytes that are decrypted are others, of the same lengths.
 */
export function bareDecryption(window: Page): Promise<number> {
  return window.evaluate(async () => {
    const [{ name = '' } = {}] = await indexedDB.databases();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        resolve(opening.result);
      };
      opening.onerror = () => {
        reject(new Error('the vault cannot be read'));
      };
    });
    const startedReading = performance.now();
    const rows = await new Promise<readonly { readonly sealed: Uint8Array }[]>((resolve) => {
      const reading = database.transaction('log').objectStore('log').getAll();
      reading.onsuccess = () => {
        resolve(reading.result);
      };
    });
    const readingMs = performance.now() - startedReading;
    database.close();
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const aes = { name: 'AES-GCM', iv: new Uint8Array(12) };
    const others = await Promise.all(
      rows.map(({ sealed }) => crypto.subtle.encrypt(aes, key, new Uint8Array(sealed.length))),
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
