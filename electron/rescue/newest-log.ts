import { setTimeout as pause } from 'node:timers/promises';
import { dataFilesIn } from './database-files.ts';

const stepMs = 50;
const patienceSteps = 100;

/**
 * The log that LevelDB adds to; `undefined` where there is no database. When what it holds goes into a table, another one
 * is begun, and it is deleted once the table is there: with `gone` the answer waits for that, five seconds at the most.
 */
export async function newestLog(
  folder: string,
  gone: string | undefined,
): Promise<string | undefined> {
  for (let step = 0; ; step += 1) {
    const { logs } = await dataFilesIn(folder);
    if (gone === undefined || !logs.includes(gone) || step === patienceSteps) return logs.at(-1);
    await pause(stepMs);
  }
}
