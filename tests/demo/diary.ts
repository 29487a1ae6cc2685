import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import type { StepReport } from './report.ts';

/** Takes down how long each step took and what the window showed at its end. */
export type Diary = {
  readonly steps: readonly StepReport[];
  /** Does `work`, keeps its time, and takes a picture of the window unless told not to. */
  step<T>(
    name: string,
    work: () => Promise<T>,
    picture?: 'window' | 'whole page' | 'none',
  ): Promise<T>;
};

/** A diary whose pictures go to `folder`, numbered in their order. */
export async function startDiary(window: Page, folder: string): Promise<Diary> {
  await mkdir(folder, { recursive: true });
  const steps: StepReport[] = [];
  let pictures = 0;
  const take = async (name: string, fullPage: boolean): Promise<void> => {
    pictures += 1;
    const number = String(pictures).padStart(2, '0');
    const file = `${number}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`;
    // What sticks to the window's edges must stand at the page's top.
    if (fullPage) {
      await window.evaluate(() => {
        scrollTo(0, 0);
      });
    }
    await window.screenshot({ path: path.join(folder, file), fullPage, animations: 'disabled' });
  };
  return {
    steps,
    async step(name, work, picture = 'window') {
      const started = performance.now();
      const answer = await work();
      steps.push({ name, ms: Math.round(performance.now() - started) });
      if (picture !== 'none') await take(name, picture === 'whole page');
      return answer;
    },
  };
}
