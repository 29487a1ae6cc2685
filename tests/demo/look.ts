import type { Page } from 'playwright';
import { entryPage } from '../e2e/pages/entry-page.ts';
import { overviewPage } from '../e2e/pages/overview-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { recordPage, type ShownEntry } from '../e2e/pages/record-page.ts';
import type { Diary } from './diary.ts';

/** Looks through the record as a person does, and reads every entry that the screen lists. */
export async function lookThrough(window: Page, diary: Diary): Promise<readonly ShownEntry[]> {
  const record = recordPage(window);
  const shelves = await diary.step('Overview', () => openOverview(window), 'whole page');
  const full = [...shelves].flatMap(([shelf, count]) => (count > 0 ? [shelf] : []));
  await goTo(window, 'Record');
  for (const shelf of full) await diary.step(shelf, () => record.shelf(shelf));
  await record.shelf(full[0] ?? 'Everything');
  await searchForFirst(window, diary);
  await openFirst(window, diary);

  await goTo(window, 'Record');
  await record.showMistakes();
  return diary.step('Read every entry', () => record.readAll(), 'none');
}

async function openOverview(window: Page): Promise<ReadonlyMap<string, number>> {
  await goTo(window, 'Overview');
  return overviewPage(window).shelves();
}

/** Searches for the first word of the entry that stands first on this shelf. */
async function searchForFirst(window: Page, diary: Diary): Promise<void> {
  const record = recordPage(window);
  const [first = ''] = await record.entries();
  const [word] = /\p{L}{4,}/u.exec(first) ?? [];
  if (word === undefined) return;
  await diary.step('Search', () => record.search(word));
  await record.search('');
}

async function openFirst(window: Page, diary: Diary): Promise<void> {
  const record = recordPage(window);
  const entry = entryPage(window);
  await diary.step('Entry', () => record.openFirst());
  await diary.step('The original of an entry', () => entry.original(), 'whole page');
}
