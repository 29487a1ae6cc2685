import { say } from '../../scripts/say.mjs';
import { addRecordsPage } from '../e2e/pages/add-records-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { freshFolders, startProgram, type RunningProgram } from '../e2e/program.ts';
import { bareDownload } from './floors.ts';
import { measureDownload, type DownloadTimes } from './measure-download.ts';
import { startBenchProvider, type BenchProvider } from './start-provider.ts';
import { median } from './statistics.ts';
import { timed } from './stopwatch.ts';

/** A record of so many entries downloaded, and then downloaded again after a few of them changed. Milliseconds. */
export type RefreshMeasures = {
  readonly entries: number;
  readonly download: DownloadTimes;
  readonly refresh: DownloadTimes;
};

/** So many entries change between two downloads. */
export const changedEntries = 10;
const runs = 3;
/** A download of more than this is long enough to be measured once. */
const longFrom = 50_000;

/** Downloads a record of so many entries, and several times what changed since. */
export async function measureRefresh(entries: number): Promise<RefreshMeasures> {
  const provider = await startBenchProvider(entries);
  try {
    const downloads: DownloadTimes[] = [];
    const refreshes: DownloadTimes[] = [];
    for (let run = 1; run <= (entries > longFrom ? 1 : runs); run += 1) {
      say(`${entries.toLocaleString('en-GB')} entries: download ${String(run)}, and what changed…`);
      await inFreshProgram(async (program) => {
        downloads.push(await measureDownload(program, provider));
        if (run === 1) {
          for (let again = 0; again < runs; again += 1) {
            refreshes.push(await refreshOnce(program, provider));
          }
        }
      });
    }
    return { entries, download: middle(downloads), refresh: middle(refreshes) };
  } finally {
    await provider.close();
  }
}

/** The same patient at the same address is the same source, and only what changed is asked for. */
async function refreshOnce(
  { app, window }: RunningProgram,
  provider: BenchProvider,
): Promise<DownloadTimes> {
  await provider.change(changedEntries);
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

async function inFreshProgram(work: (program: RunningProgram) => Promise<void>): Promise<void> {
  const folders = await freshFolders();
  const program = await startProgram(folders);
  try {
    await work(program);
  } finally {
    await program.close();
    await folders.remove();
  }
}

function middle(times: readonly DownloadTimes[]): DownloadTimes {
  return {
    storing: median(times.map(({ storing }) => storing)),
    bare: median(times.map(({ bare }) => bare)),
  };
}
