import { catchBrowser, releaseBrowser } from '../e2e/far-edge.ts';
import { addRecordsPage } from '../e2e/pages/add-records-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { setUp } from '../e2e/pages/set-up-page.ts';
import type { RunningProgram } from '../e2e/program.ts';
import { signInAsPatient } from '../provider/browser.ts';
import { startProvider } from '../provider/server.ts';
import { demoPassphrase } from '../demo/arguments.ts';

/**
 * Sets a fresh program up, as a person would, and fetches the invented patient from the project's own provider.
 * Answers the provider, which goes on running: the record can be refreshed.
 */
export async function openSampleRecord({
  app,
  window,
}: RunningProgram): Promise<{ close(): Promise<void> }> {
  const provider = await startProvider();
  const nextAddress = await catchBrowser(app);
  await setUp(window, demoPassphrase);
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(provider.fhirBaseUrl);
  await page.findService();
  await page.signIn();
  await signInAsPatient(await nextAddress(), 'first-named');
  await page.outcome();
  await releaseBrowser(app);
  await goTo(window, 'Overview');
  return provider;
}
