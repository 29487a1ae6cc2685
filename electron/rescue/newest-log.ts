import { setTimeout as pause } from 'node:timers/promises';
import { dataFilesIn } from './database-files.ts';

const stepMs = 50;
const patienceSteps = 100;

/**
 * The log that LevelDB adds to; `undefined` where there is no database. Another one is begun whenever what the last one
 * holds goes into a table: whoever asked for that waits for it by `otherThan`, five seconds at the most.
 */
export async function newestLog(
  folder: string,
  otherThan: string | undefined,
): Promise<string | undefined> {
  for (let step = 0; ; step += 1) {
    const log = (await dataFilesIn(folder)).logs.at(-1);
    if (otherThan === undefined || log !== otherThan || step === patienceSteps) return log;
    await pause(stepMs);
  }
}
