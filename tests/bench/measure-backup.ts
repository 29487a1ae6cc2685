import { randomBytes } from 'node:crypto';
import { copyFile, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bringBackPage } from '../e2e/pages/bring-back-page.ts';
import { answerOpenDialog } from '../e2e/far-edge.ts';
import { goTo } from '../e2e/pages/places.ts';
import { freshFolders, startProgram, type RunningProgram } from '../e2e/program.ts';
import { rendererMemory } from './floors.ts';

export type BackupTimes = {
  /** From the first byte read to the backup written, read back and compared. */
  readonly backUp: number;
  /** From the file to a vault that is whole on the disk, without its passphrase. */
  readonly restore: number;
  /** A plain copy of a file as long as the record's JSON, forced to disk. */
  readonly copy: number;
  /** Megabytes of the file. */
  readonly size: number;
  /** Megabytes of the window's process right after each. */
  readonly memory: { readonly backUp: number; readonly restore: number };
};

/** A large record takes its time. */
const patience = 20 * 60_000;

/** Backs up the open record, and brings it back on a new profile under the recovery code. */
export async function measureBackup(
  program: RunningProgram,
  { recoveryCode, jsonBytes }: { readonly recoveryCode: string; readonly jsonBytes: number },
): Promise<BackupTimes> {
  const { app, window, folders } = program;
  await goTo(window, 'Settings');
  await window.getByRole('button', { name: 'Backups', exact: false }).first().click();
  // One that was made by itself before is another one.
  await window.workers()[0]?.evaluate(() => {
    performance.clearMeasures('backup');
  });
  await window.getByRole('button', { name: 'Back up now' }).click();
  const backUp = await timing(program, 'backup');
  const memory = await rendererMemory(app);
  const folder = path.join(folders.profile, 'backups');
  const newest = (await readdir(folder))
    .filter((name) => name.endsWith('.age'))
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error('no backup was made');
  const file = path.join(folder, newest);
  const copy = await plainCopy(path.join(folders.temporary, 'plain'), jsonBytes);
  const restored = await measureRestore(file, recoveryCode);
  const size = (await stat(file)).size / 1e6;
  return {
    backUp,
    copy,
    size,
    restore: restored.ms,
    memory: { backUp: memory, restore: restored.memory },
  };
}

async function measureRestore(
  file: string,
  recoveryCode: string,
): Promise<{ readonly ms: number; readonly memory: number }> {
  const folders = await freshFolders();
  const program = await startProgram(folders);
  try {
    const { app, window } = program;
    await answerOpenDialog(app, file);
    await window.getByRole('button', { name: 'I have a backup' }).click();
    const page = bringBackPage(window);
    await page.chooseFile();
    await page.typeCode(recoveryCode);
    await page.typePassphrase('a measurement keeps no secrets');
    await page.bringBack(patience);
    return { ms: await timing(program, 'restore'), memory: await rendererMemory(app) };
  } finally {
    await program.close();
    await folders.remove();
  }
}

/** The vault's worker leaves a timing of itself when it is done. */
async function timing({ window }: RunningProgram, name: 'backup' | 'restore'): Promise<number> {
  const [vault] = window.workers();
  if (vault === undefined) throw new Error('there is no vault');
  return vault.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        // A timing that is there already is told at once.
        new PerformanceObserver((list, observer) => {
          const last = list.getEntriesByName(wanted).at(-1);
          if (last === undefined) return;
          observer.disconnect();
          resolve(last.duration);
        }).observe({ type: 'measure', buffered: true });
      }),
    name,
  );
}

/** Milliseconds to copy a file of so many bytes beside itself and force it to disk. */
async function plainCopy(file: string, bytes: number): Promise<number> {
  const copy = `${file}.copy`;
  await writeFile(file, randomBytes(bytes));
  const started = performance.now();
  await copyFile(file, copy);
  const written = await open(copy, 'r+');
  await written.sync();
  await written.close();
  const ms = performance.now() - started;
  await Promise.all([rm(file), rm(copy)]);
  return ms;
}
