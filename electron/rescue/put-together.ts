import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { healthOf, namesIn } from './database-files.ts';
import { linkBlobs } from './kept-blobs.ts';
import { areOfOneHistory } from './kept-files.ts';
import { salvage, writeDatabase } from './rebuild.ts';
import { shredFolder } from './shred.ts';

/** Where the database lies, and where what rescues it does. */
export type RescuePlaces = {
  /** The LevelDB folder of the program's IndexedDB. */
  readonly live: string;
  /** Second names of its files. */
  readonly kept: string;
  /** Where Chromium keeps its long values, and second names of those. */
  readonly liveBlobs: string;
  readonly keptBlobs: string;
  /** A database put together anew, from when it is whole until it has taken the place of the damaged one. */
  readonly rebuilt: string;
  /** Begins the names of the folders in which damaged files are kept. */
  readonly damaged: string;
};

/** So many damaged databases are kept; they hold what a specialist may still read out of them. */
const keptDamaged = 2;

export function rescuePlaces(profile: string): RescuePlaces {
  const rescue = join(profile, 'Rescue');
  return {
    live: join(profile, 'IndexedDB', 'app_phr_0.indexeddb.leveldb'),
    kept: join(rescue, 'kept'),
    liveBlobs: join(profile, 'IndexedDB', 'app_phr_0.indexeddb.blob'),
    keptBlobs: join(rescue, 'kept-blobs'),
    rebuilt: join(rescue, 'rebuilt'),
    damaged: join(rescue, 'damaged'),
  };
}

/**
 * Before Chromium looks: puts everything whole together anew where the database is damaged or, as `isGone` says, was lost.
 * The damaged files are kept aside. Answers whether it did. A crash at any moment is gone on from.
 * @throws export-disk-full, export-not-allowed, export-failed; everything is then as it was
 */
export async function putTogether(
  places: RescuePlaces,
  options: { readonly isGone: boolean; readonly stamp: string },
): Promise<boolean> {
  if (await isThere(places.rebuilt)) {
    await takePlace(places, options.stamp);
    return true;
  }
  const isDamaged = (await healthOf(places.live)) === 'damaged';
  if (!isDamaged && !options.isGone) return false;
  const changes = await salvage(await sources(places, options.isGone));
  if (changes.length === 0) return false;
  const draft = `${places.rebuilt}.part`;
  await writeDatabase(draft, changes);
  await rename(draft, places.rebuilt);
  await takePlace(places, options.stamp);
  return true;
}

/** A database that was begun anew in place of a lost one must not be mixed with it. */
async function sources({ live, kept }: RescuePlaces, isGone: boolean): Promise<string[]> {
  if (isGone) return [kept];
  return (await areOfOneHistory(live, kept)) ? [kept, live] : [live];
}

async function takePlace(places: RescuePlaces, stamp: string): Promise<void> {
  await mkdir(dirname(places.live), { recursive: true });
  if (await isThere(places.live)) await rename(places.live, `${places.damaged}-${stamp}`);
  // Before the database that needs them: an interruption here is gone on from.
  await linkBlobs(places.keptBlobs, places.liveBlobs);
  await rename(places.rebuilt, places.live);
  await dropOldDamaged(places, keptDamaged);
}

/** Removes all but the newest `count` damaged databases. */
async function dropOldDamaged({ damaged }: RescuePlaces, count: number): Promise<void> {
  const folder = dirname(damaged);
  const old = (await namesIn(folder)).filter((name) => name.startsWith('damaged-')).sort();
  for (const name of old.slice(0, Math.max(0, old.length - count))) {
    await shredFolder(join(folder, name));
  }
}

/** Removes all that was kept aside, because a vault in it was deleted as its owner wished. */
export async function dropKept(places: RescuePlaces): Promise<void> {
  await shredFolder(places.kept);
  await rm(places.keptBlobs, { recursive: true, force: true });
  await dropOldDamaged(places, 0);
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
