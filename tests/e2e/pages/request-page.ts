import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';

/** A letter that asks for a copy of the record, in its three steps. */
export function requestPage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  const type = (label: string, text: string) =>
    window.getByLabel(label, { exact: true }).fill(text);
  return {
    seen: () => seeHeading(window, 'Ask for your record'),
    type,
    async toPerson(): Promise<void> {
      await press('Continue');
      await seeHeading(window, 'Whose record is it?');
    },
    async toLetter(): Promise<void> {
      await press('Continue');
      await seeHeading(window, 'Look at your letter');
    },
    async askWhoOpened(): Promise<void> {
      await window.getByLabel('Also ask who has opened the record').check();
    },
    letter: () => window.locator('.letter').innerText(),
    async save(): Promise<void> {
      await press('Save the letter as PDF');
      await seeHeading(window, 'Your letter is saved');
    },
    async print(): Promise<void> {
      await press('Print the letter');
      await seeHeading(window, 'Your letter is printed');
    },
    text: () => window.getByRole('main').innerText(),
    /** The letters that an answer is waited for, as the overview lists them. */
    async waitedFor(): Promise<readonly string[]> {
      const region = window.getByRole('region', { name: 'Letters you wait for an answer to' });
      await see(window, region);
      return region.getByRole('listitem').allInnerTexts();
    },
    async answered(to: string): Promise<void> {
      const letter = window.getByRole('listitem').filter({ hasText: to });
      await letter.getByRole('button', { name: /^The answer has come/ }).click();
      await seeHeading(window, 'What do you have?');
    },
  };
}
