import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../shared/base/clock.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { knownVaults } from '../known-vaults.ts';
import { healthOf, namesIn } from './database-files.ts';
import { keepFiles, type KeptFiles } from './kept-files.ts';
import { dropKept, putTogether, rescuePlaces } from './put-together.ts';

/** What main does so that no vault vanishes unnoticed. */
export type Rescue = {
  /** Compares the vaults that the page found with those that are known. */
  known(present: readonly string[]): Promise<Output<'vaults:known'>>;
  tellRows(id: string, rows: number): Promise<void>;
  /** The owner has deleted this vault: nothing of it stays aside. */
  forget(id: string): Promise<void>;
};

/**
 * Puts a damaged database together before Chromium opens it, which would delete it. Called once, before the first window.
 * `profile`: the folder in which Chromium keeps its data.
 */
export async function startRescue(profile: string, now: Clock): Promise<Rescue> {
  const places = rescuePlaces(profile);
  await mkdir(join(profile, 'Rescue'), { recursive: true }).catch(() => undefined);
  const goneMark = join(profile, 'Rescue', 'gone');
  const vaults = await knownVaults(join(profile, 'Rescue', 'known-vaults.json'));
  const isGone = await isLost(goneMark, places.live, Object.keys(vaults.rows()).length > 0);
  const stamp = now().toISOString().replaceAll(':', '.');
  const isRepaired = await putTogether(places, { isGone, stamp }).catch(() => false);
  await rm(goneMark, { force: true }).catch(() => undefined);
  let kept: KeptFiles | undefined;

  const keepAnew = async (): Promise<void> => {
    kept?.stop();
    kept = await keepFiles(places.live, places.kept);
  };
  return {
    async known(present) {
      const missing = Object.keys(vaults.rows()).filter((id) => !present.includes(id));
      await vaults.add(present);
      if (missing.length === 0 && present.length === 0) await dropKept(places);
      if (missing.length === 0 && kept === undefined && present.length > 0) await keepAnew();
      // Only what was found quite empty may be replaced by what was kept.
      const canPutTogether =
        missing.length > 0 && present.length === 0 && !isRepaired && (await hasFiles(places.kept));
      if (canPutTogether) await writeFile(goneMark, '');
      return { missing, rows: vaults.rows(), isRepaired, canPutTogether };
    },
    tellRows: (id, rows) => vaults.tell(id, rows),
    async forget(id) {
      await vaults.forget(id);
      await dropKept(places);
      if (kept !== undefined) await keepAnew();
    },
  };
}

/** Found empty at the last start, or known to hold a vault and not there at all. */
async function isLost(mark: string, live: string, isAnyKnown: boolean): Promise<boolean> {
  const isMarked = (await stat(mark).catch(() => undefined)) !== undefined;
  return isMarked || (isAnyKnown && (await healthOf(live)) === 'absent');
}

async function hasFiles(folder: string): Promise<boolean> {
  return (await namesIn(folder)).length > 0;
}
