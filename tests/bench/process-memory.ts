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
  if (process.platform !== 'linux') return { resident, proportional: undefined };
  const pid = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window?.webContents.getOSProcessId();
  });
  const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
  return { resident, proportional: proportionalIn(rollup) };
}

/** Megabytes of `Pss` in a `smaps_rollup`. @see proc_pid_smaps(5) */
export function proportionalIn(rollup: string): number | undefined {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
}
