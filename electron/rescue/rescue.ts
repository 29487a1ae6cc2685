import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../shared/base/clock.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { knownVaults } from '../known-vaults.ts';
import { openSpares, type Spares } from '../spare/spares.ts';
import { healthOf, namesIn } from './database-files.ts';
import { followBlobs, keepBlobsAnew } from './kept-blobs.ts';
import { keepFiles, type KeptFiles } from './kept-files.ts';
import { newestLog } from './newest-log.ts';
import { dropKept, putTogether, rescuePlaces, type RescuePlaces } from './put-together.ts';
import { hasSqliteStore } from './store-kind.ts';

/** What main does so that no vault vanishes unnoticed. */
export type Rescue = {
  /** Compares the vaults that the page found with those that are known. */
  known(present: readonly string[]): Promise<Output<'vaults:known'>>;
  tellRows(id: string, rows: number): Promise<void>;
  /**
   * The owner has deleted this vault: nothing of it stays aside, and where it was the last one, as both sides know,
   * the database goes whole.
   */
  forget(id: string, isLast: boolean): Promise<void>;
  /** This vault is missing, and is no longer to be missed: what is left of it stays, for a specialist to read. */
  giveUp(id: string): Promise<void>;
  /** As `newestLog` for the program's database. */
  newestLog(gone: string | undefined): Promise<string | undefined>;
  readonly spares: Spares;
  /** A spare has become complete: what was kept before there were spares goes, once each vault's is. */
  completed(): Promise<void>;
};

/**
 * Puts a damaged database together before Chromium opens it, which would delete it. Called once, before the first window.
 * `profile`: the folder in which Chromium keeps its data; `emptyDatabase`: makes Chromium delete its files.
 */
export async function startRescue(
  profile: string,
  now: Clock,
  emptyDatabase: () => Promise<void> = () => Promise.resolve(),
): Promise<Rescue> {
  const places = rescuePlaces(profile);
  await mkdir(join(profile, 'Rescue'), { recursive: true }).catch(() => undefined);
  const goneMark = join(profile, 'Rescue', 'gone');
  const vaults = await knownVaults(join(profile, 'Rescue', 'known-vaults.json'));
  const spares = await openSpares(join(profile, 'Spare'));
  // What was moved into SQLite is not lost, and second names of LevelDB's files hold an older state of it.
  const isOurs = !hasSqliteStore(profile);
  const isGone =
    isOurs && (await isLost(goneMark, places.live, Object.keys(vaults.rows()).length > 0));
  const stamp = now().toISOString().replaceAll(':', '.');
  const isRepaired = isOurs && (await putTogether(places, { isGone, stamp }).catch(() => false));
  await rm(goneMark, { force: true }).catch(() => undefined);
  const forgotten = forgottenMark(join(profile, 'Rescue', 'forgotten'));
  if (!isRepaired && !isGone) await forgotten.finish(places).catch(() => undefined);
  let kept: KeptFiles | undefined;
  const followLongValues = followBlobs(places.liveBlobs, places.keptBlobs);

  const keepAnew = async (): Promise<void> => {
    kept?.stop();
    kept = await keepFiles(places.live, places.kept);
    await keepBlobsAnew(places.liveBlobs, places.keptBlobs);
  };
  return {
    async known(present) {
      const missing = Object.keys(vaults.rows()).filter((id) => !present.includes(id));
      await vaults.add(present);
      // Where the list itself was lost, what is kept may be all there is of a vault.
      if (vaults.isCertain && missing.length + present.length === 0) await dropKept(places);
      if (isOurs && missing.length === 0 && kept === undefined && present.length > 0) {
        await keepAnew();
      }
      // Only what was found quite empty may be replaced by what was kept.
      const canPutTogether =
        isOurs &&
        missing.length > 0 &&
        present.length === 0 &&
        !isRepaired &&
        !isGone &&
        (await hasFiles(places.kept));
      if (canPutTogether) await writeFile(goneMark, '');
      return {
        missing,
        rows: vaults.rows(),
        isRepaired,
        canPutTogether,
        spares: await spares.ids(),
      };
    },
    async tellRows(id, rows) {
      await vaults.tell(id, rows);
      if (kept !== undefined) await followLongValues();
    },
    async forget(id, isLast) {
      await spares.of(id).destroy();
      await vaults.forget(id);
      await forgotten.set();
      if (isLast && Object.keys(vaults.rows()).length === 0) await emptyDatabase();
      await dropKept(places);
      if (kept !== undefined) await keepAnew();
    },
    async giveUp(id) {
      await spares.of(id).setAside();
      await vaults.forget(id);
    },
    newestLog: (gone) => newestLog(places.live, gone),
    spares,
    completed: () => Promise.resolve(),
  };
}

/**
 * LevelDB takes the files of a deleted vault away some time after; until then they have second names here again.
 * So what is left under second names alone is destroyed once more at the next start, when nobody writes.
 */
function forgottenMark(mark: string) {
  return {
    set: () => writeFile(mark, ''),
    async finish(places: RescuePlaces): Promise<void> {
      if (!(await isThere(mark)) || (await healthOf(places.live)) !== 'whole') return;
      await dropKept(places);
      await rm(mark, { force: true });
    },
  };
}

/** Found empty at the last start, or known to hold a vault and not there at all. */
async function isLost(mark: string, live: string, isAnyKnown: boolean): Promise<boolean> {
  return (await isThere(mark)) || (isAnyKnown && (await healthOf(live)) === 'absent');
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function hasFiles(folder: string): Promise<boolean> {
  return (await namesIn(folder)).length > 0;
}
