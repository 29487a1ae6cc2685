import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../../scripts/say.mjs';
import { freshFolders, startProgram, type ProgramFolders } from '../e2e/program.ts';
import { unlockPage } from '../e2e/pages/unlock-page.ts';
import { measureDownload, type DownloadTimes } from './measure-download.ts';
import { measureSearch, type SearchTimes } from './measure-search.ts';
import { measureSummary, type SummaryTimes } from './measure-summary.ts';
import { unlockOnce } from './measure-unlock.ts';
import { startBenchProvider, type BenchProvider } from './start-provider.ts';
import { median } from './statistics.ts';

/** All that was measured of one record. Milliseconds; sizes in megabytes. */
export type RecordMeasures = {
  readonly entries: number;
  readonly download: DownloadTimes;
  readonly search: SearchTimes;
  readonly summary: SummaryTimes;
  readonly size: { readonly disk: number; readonly json: number };
};

const downloads = 3;

/** Puts the real program through a record of so many entries. */
export async function measureRecord(entries: number): Promise<RecordMeasures> {
  const provider = await startBenchProvider(entries);
  try {
    return await inFreshFolders(async (folders) => {
      const download = await downloadSeveralTimes(provider, folders, entries);
      const disk = await sizeOf(path.join(folders.profile, 'IndexedDB'));
      const used = await useRecord(folders);
      return { entries, download, ...used, size: { disk, json: provider.jsonBytes / 1e6 } };
    });
  } finally {
    await provider.close();
  }
}

/** Each time into a new profile; the last one stays, in `folders`. */
async function downloadSeveralTimes(
  provider: BenchProvider,
  folders: ProgramFolders,
  entries: number,
): Promise<DownloadTimes> {
  const times: DownloadTimes[] = [];
  for (let run = 1; run <= downloads; run += 1) {
    say(
      `${entries.toLocaleString('en-GB')} entries: download ${String(run)} of ${String(downloads)}…`,
    );
    times.push(
      run === downloads
        ? await downloadOnce(provider, folders)
        : await inFreshFolders((own) => downloadOnce(provider, own)),
    );
  }
  return {
    storing: median(times.map(({ storing }) => storing)),
    bare: median(times.map(({ bare }) => bare)),
  };
}

async function downloadOnce(
  provider: BenchProvider,
  folders: ProgramFolders,
): Promise<DownloadTimes> {
  const program = await startProgram(folders);
  try {
    return await measureDownload(program, provider);
  } finally {
    await program.close();
  }
}

async function inFreshFolders<T>(work: (folders: ProgramFolders) => Promise<T>): Promise<T> {
  const folders = await freshFolders();
  try {
    return await work(folders);
  } finally {
    await folders.remove();
  }
}

/** Everything after the download, in a program that was started anew. */
async function useRecord(
  folders: ProgramFolders,
): Promise<Pick<RecordMeasures, 'search' | 'summary'>> {
  const program = await startProgram(folders);
  try {
    const { window } = program;
    await unlockPage(window).seen();
    await unlockOnce(window);
    say('  searching…');
    const search = await measureSearch(window);
    say('  making summaries…');
    const summary = await measureSummary(program);
    return { search, summary };
  } finally {
    await program.close();
  }
}

/** Megabytes of all files in a folder. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const files = await Promise.all(names.map((name) => stat(path.join(folder, name))));
  return files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0) / 1e6;
}
