import type { Page } from 'playwright-core';
import { readFacts, seeHeading } from './see.ts';

/** The first screen of an open record. */
export function overviewPage(window: Page) {
  const shelves = window.getByRole('region', { name: 'What is in it' }).getByRole('listitem');
  const sources = window.getByRole('region', { name: 'Where it comes from' });
  return {
    seen: () => seeHeading(window, 'Your record'),
    person: () => readFacts(window.getByRole('main')),
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
    text: () => window.getByRole('main').innerText(),
  };
}
