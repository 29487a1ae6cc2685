import { readFile } from 'node:fs/promises';
import type { ElectronApplication } from 'playwright';
import { rendererMemory } from './floors.ts';

/** Megabytes that the window's process, the vault's worker in it, holds in memory. */
export type ProcessMemory = {
  /** All pages that it has in memory; those that it shares with other processes are counted in full. */
  readonly resident: number;
  /** Its own pages, and of those that it shares its part. Known on Linux only. */
  readonly proportional: number | undefined;
};

export async function processMemory(app: ElectronApplication): Promise<ProcessMemory> {
  const resident = await rendererMemory(app);
  return { resident, proportional: await proportionalOf(await windowProcess(app)) };
}

/** The number of the window's process. @throws Error where there is no window */
export async function windowProcess(app: ElectronApplication): Promise<number> {
  const id = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window?.webContents.getOSProcessId();
  });
  if (id === undefined) throw new Error('there is no window');
  return id;
}

/** What a process holds now, without asking the program, which may be busy. @see ProcessMemory.proportional */
export async function proportionalOf(processId: number): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  return proportionalIn(await readFile(`/proc/${String(processId)}/smaps_rollup`, 'utf8'));
}

/** Megabytes of `Pss` in a `smaps_rollup`. @see proc_pid_smaps(5) */
export function proportionalIn(rollup: string): number | undefined {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
}
