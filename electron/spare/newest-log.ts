import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const stepMs = 50;
const patienceSteps = 100;

/**
 * The log that LevelDB adds to; `undefined` where there is no such database. When what it holds goes into a table, another
 * one is begun, and it is deleted once the table is there: with `gone` the answer waits for that, five seconds at the most.
 */
export async function newestLog(
  folder: string,
  gone: string | undefined,
): Promise<string | undefined> {
  for (let step = 0; ; step += 1) {
    const names = await readdir(folder).catch(() => []);
    const logs = names.filter((name) => /^\d+\.log$/.test(name)).sort();
    if (gone === undefined || !logs.includes(gone) || step === patienceSteps) return logs.at(-1);
    await pause(stepMs);
  }
}
