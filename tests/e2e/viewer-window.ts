import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ElectronApplication, Page } from 'playwright';
import { root } from '../../scripts/run.mjs';

/**
 * Opens the clinician's page from its file, in a plain browser window of the same Chromium:
 * a session of its own, so that none of the program's own rules reach it.
 */
export async function openViewer(app: ElectronApplication): Promise<Page> {
  const address = pathToFileURL(path.join(root, 'dist', 'renderer', 'viewer.html')).href;
  const opened = app.waitForEvent('window');
  await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({
      width: 1280,
      height: 860,
      webPreferences: { partition: 'a clinician’s browser', sandbox: true },
    });
    await window.loadURL(url);
  }, address);
  const page = await opened;
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
