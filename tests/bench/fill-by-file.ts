import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addRecordsPage } from '../e2e/pages/add-records-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { setUp } from '../e2e/pages/set-up-page.ts';
import { startProgram, type ProgramFolders } from '../e2e/program.ts';
import { makeRecord } from './make-record.ts';
import { passphrase } from './measure-download.ts';
import { workerTiming } from './worker-timing.ts';

/**
 * Makes a record of so many entries in a new profile, from a file as a person opens one: a download of a hundred
 * thousand entries would take most of the time. Ends when all that follows by itself is done: the catalogue, and the
 * first backup.
 */
export async function fillByFile(
  folders: ProgramFolders,
  entries: number,
): Promise<{ readonly recoveryCode: string; readonly jsonBytes: number }> {
  const program = await startProgram(folders);
  try {
    const { window } = program;
    const recoveryCode = await setUp(window, passphrase);
    const file = path.join(folders.temporary, 'record.ndjson');
    const record = makeRecord(entries);
    await writeFile(file, record);
    await goTo(window, 'Add records');
    const page = addRecordsPage(window);
    await page.addFiles(file);
    await page.outcome();
    await rm(file);
    await workerTiming(window, 'catalogue');
    await workerTiming(window, 'backup');
    return { recoveryCode, jsonBytes: Buffer.byteLength(record) };
  } finally {
    await program.close();
  }
}
