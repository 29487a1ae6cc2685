import type { Page } from 'playwright-core';
import { overviewPage } from '../e2e/pages/overview-page.ts';
import { goTo } from '../e2e/pages/places.ts';

/** How many entries the record's shelves hold. @throws Error where a part of the record is damaged */
export async function countEntries(window: Page): Promise<number> {
  await goTo(window, 'Overview');
  const words = await overviewPage(window).text();
  if (words.includes('cannot be opened')) throw new Error('a part of the record is damaged');
  const shelves = window.getByRole('region', { name: 'What is in it' });
  if (!(await shelves.isVisible())) return 0;
  const counts = [...(await overviewPage(window).shelves()).values()];
  return counts.reduce((sum, count) => sum + count, 0);
}
