import type { RunningProgram } from '../e2e/program.ts';
import { addRecordsPage } from '../e2e/pages/add-records-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { setUp } from '../e2e/pages/set-up-page.ts';
import { bareDownload } from './floors.ts';
import type { BenchProvider } from './start-provider.ts';
import { timed } from './stopwatch.ts';

export const passphrase = 'a measurement keeps no secrets';

export type DownloadTimes = { readonly storing: number; readonly bare: number };

/** Sets the program up and fetches the whole record, then fetches the same answers bare. */
export async function measureDownload(
  { app, window }: RunningProgram,
  provider: BenchProvider,
): Promise<DownloadTimes> {
  await setUp(window, passphrase);
  await goTo(window, 'Add records');
  const page = addRecordsPage(window);
  await page.typeAddress(provider.fhirBaseUrl);
  await page.findService();
  await page.choosePatient();
  const before = await provider.asked();
  const storing = await timed(
    window,
    { from: 'click', until: 'h1', saying: 'Added to your record' },
    async () => {
      await page.fetchRecord();
      await page.outcome();
    },
  );
  const answers = (await provider.asked()).slice(before.length);
  return { storing, bare: await bareDownload(app, answers) };
}
