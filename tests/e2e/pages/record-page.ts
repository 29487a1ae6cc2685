import type { Locator, Page } from 'playwright';
import { headingOf, see, seeHeading } from './see.ts';

/** An entry as the list shows it, with what it stands for. */
export type ShownEntry = {
  readonly resourceType: string;
  readonly sourceId: string;
  /** Its title and all other words on its line. */
  readonly words: string;
};

/** The record, shelf by shelf. */
export function recordPage(window: Page) {
  const main = window.getByRole('main');
  const rows = main.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  // The same rows by the marks they carry: thousands of them are found at once, which roles are too slow for.
  const marked = main.locator('li[data-type]');
  const more = window.getByRole('button', { name: 'Show more' });
  return {
    seen: () => seeHeading(window, 'Record'),
    async shelf(name: string): Promise<void> {
      await main.getByRole('button', { name, exact: true }).click();
      await main.getByRole('heading', { level: 2, name, exact: true }).waitFor();
    },
    async search(words: string): Promise<void> {
      await window.getByRole('searchbox').fill(words);
      if (words !== '') await see(window, main.getByText(`for “${words}”`));
    },
    /** The titles and all other words of the entries that are to be seen. */
    entries: () => rows.allInnerTexts(),
    /** The same, once there are any. */
    async listed(): Promise<readonly string[]> {
      await rows.first().waitFor();
      return rows.allInnerTexts();
    },
    found: () => main.getByRole('status').innerText(),
    async openFirst(): Promise<void> {
      await rows.first().getByRole('button').click();
      await headingOf(window, 'Record').waitFor({ state: 'detached' });
    },
    async open(title: string | RegExp): Promise<void> {
      await rows.getByRole('button', { name: title }).first().click();
      await headingOf(window, 'Record').waitFor({ state: 'detached' });
    },
    async showMistakes(): Promise<void> {
      await window.getByLabel('Show entries that a source marked as a mistake').check();
    },
    /** Every entry of this shelf, down to the last page. */
    async readAll(): Promise<readonly ShownEntry[]> {
      await rows.first().waitFor();
      while (await more.isVisible()) await showMore(more, marked);
      return marked.evaluateAll((all) =>
        all.map((row) => ({
          resourceType: row.dataset['type'] ?? '',
          sourceId: row.dataset['source'] ?? '',
          words: row.textContent,
        })),
      );
    },
  };
}

async function showMore(more: Locator, marked: Locator): Promise<void> {
  const before = await marked.count();
  await more.click();
  await marked.nth(before).waitFor();
}
