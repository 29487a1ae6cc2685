import { say } from '../../scripts/say.mjs';
import { unlockPage } from '../e2e/pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from '../e2e/program.ts';
import { fillByFile } from './fill-by-file.ts';
import { measureBackup, type BackupTimes } from './measure-backup.ts';
import { measureList, measureSearch, type SearchTimes } from './measure-search.ts';
import { measureUnlock, unlockOnce, type UnlockTimes } from './measure-unlock.ts';
import { processMemory, type ProcessMemory } from './process-memory.ts';

/** What it takes to open a record of so many entries. Milliseconds, and megabytes. */
export type OpeningMeasures = {
  readonly entries: number;
  readonly unlock: UnlockTimes;
  /** The list of all entries, asked for as soon as the first screen is there. */
  readonly list: number;
  readonly search: SearchTimes;
  readonly memory: {
    readonly locked: ProcessMemory;
    /** The first screen is shown. */
    readonly first: ProcessMemory;
    /** The whole list was opened and searched. */
    readonly used: ProcessMemory;
  };
  readonly backup: BackupTimes | undefined;
};

/** Opens a record of so many entries in the real program, and backs it up where that is wanted. */
export async function measureOpening(
  entries: number,
  withBackup: boolean,
): Promise<OpeningMeasures> {
  const folders = await freshFolders();
  try {
    say(`${entries.toLocaleString('en-GB')} entries: made from a file…`);
    const filled = await fillByFile(folders, entries);
    const program = await startProgram(folders);
    try {
      const opened = await openSeveralTimes(program);
      const backup = withBackup ? await measureBackup(program, filled) : undefined;
      return { entries, ...opened, backup };
    } finally {
      await program.close();
    }
  } finally {
    await folders.remove();
  }
}

/** Each time the record is locked before, which begins a new process. */
async function openSeveralTimes(
  program: RunningProgram,
): Promise<Omit<OpeningMeasures, 'entries' | 'backup'>> {
  const { app, window } = program;
  await unlockPage(window).seen();
  const locked = await processMemory(app);
  await unlockOnce(window);
  const first = await processMemory(app);
  const list = await measureList(window);
  const search = await measureSearch(window);
  const used = await processMemory(app);
  say('  locking and unlocking…');
  return { unlock: await measureUnlock(window), list, search, memory: { locked, first, used } };
}
