import type { Page } from 'playwright';
import { lock } from '../e2e/pages/places.ts';
import { unlockPage } from '../e2e/pages/unlock-page.ts';
import { bareFirstScreen } from './floors.ts';
import { passphrase } from './measure-download.ts';
import { median } from './statistics.ts';
import { timed } from './stopwatch.ts';

export type UnlockTimes = {
  /** The passphrase's key derivation, by Argon2id. */
  readonly key: number;
  /** From the key to the first screen with the record's counts. */
  readonly firstScreen: number;
  readonly bare: number;
};

const runs = 5;

/** Locks and unlocks several times; leaves the record open. */
export async function measureUnlock(window: Page): Promise<UnlockTimes> {
  const times: UnlockTimes[] = [];
  for (let run = 0; run < runs; run += 1) {
    await lock(window);
    const bare = await bareFirstScreen(window);
    times.push({ ...(await unlockOnce(window)), bare });
  }
  return {
    key: median(times.map(({ key }) => key)),
    firstScreen: median(times.map(({ firstScreen }) => firstScreen)),
    bare: median(times.map(({ bare }) => bare)),
  };
}

/** Opens the locked record. */
export async function unlockOnce(window: Page): Promise<Omit<UnlockTimes, 'bare'>> {
  const page = unlockPage(window);
  await page.type(passphrase);
  const whole = await timed(window, { from: 'click', until: '.phr-shelf__count' }, () =>
    page.open(),
  );
  const key = await keyDerivation(window);
  return { key, firstScreen: whole - key };
}

/** The vault's worker leaves this one timing of itself. */
async function keyDerivation(window: Page): Promise<number> {
  const [vault] = window.workers();
  const ms = await vault?.evaluate(
    () => performance.getEntriesByName('vault key').at(-1)?.duration,
  );
  if (ms === undefined) throw new Error('the vault did not say how long its key took');
  return ms;
}
