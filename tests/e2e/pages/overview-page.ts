import type { Page } from 'playwright';
import { see } from './see.ts';

/** The first screen of an open record. */
export function overviewPage(window: Page) {
  const shelves = window.getByRole('region', { name: 'What is in it' }).getByRole('listitem');
  const sources = window.getByRole('region', { name: 'Where it comes from' });
  return {
    /** How many entries each shelf says it holds. */
    async shelves(): Promise<ReadonlyMap<string, number>> {
      await shelves.first().waitFor();
      const lines = await shelves.allInnerTexts();
      return new Map(
        lines.map((line) => {
          const [, name = '', count = ''] = /^(.*?)\s+([\d,]+)$/s.exec(line.trim()) ?? [];
          return [name, Number(count.replaceAll(',', ''))];
        }),
      );
    },
    /** The name of each source and what is said of its completeness. */
    async sources(): Promise<readonly string[]> {
      await sources.waitFor();
      return sources.getByRole('listitem').allInnerTexts();
    },
    /** Opens the page of a source, by its place in the list. */
    async openSource(place: number): Promise<void> {
      await sources.getByRole('listitem').nth(place).getByRole('button').click();
      await window.getByRole('button', { name: 'Back', exact: true }).waitFor();
    },
    /** The same by its name. */
    async openSourceOf(name: string): Promise<void> {
      await sources.getByRole('button', { name, exact: true }).click();
      await window.getByRole('button', { name: 'Back', exact: true }).waitFor();
    },
    /** Opens the page of a source that stands behind the fold of a long list. */
    async openFoldedSource(name: string): Promise<void> {
      await sources.getByText(/^Show .* more sources?$/).click();
      await sources.getByRole('button', { name, exact: true }).click();
    },
    /** Waits until it is said so of what is fetched by itself. */
    seeRefreshing: (words: RegExp) =>
      see(window, window.getByRole('main').getByRole('status').filter({ hasText: words })),
    /** What is said to be new. */
    async news(): Promise<string> {
      const notice = window.getByRole('main').getByText(/ (entry|entries)\b.* since /);
      await see(window, notice);
      return notice.innerText();
    },
    /** All that the screen says, once the record has been read and checked: only then does it say what is missing. */
    async text(): Promise<string> {
      const main = window.getByRole('main');
      await main.getByRole('button', { name: 'Add records' }).waitFor();
      await main.locator('[aria-busy="false"]').waitFor({ timeout: 60_000 });
      return main.innerText();
    },
  };
}
