import type { Page } from 'playwright';
import { see } from './see.ts';
import { openSettings, prove } from './settings-page.ts';

/** The ways out. What is taken goes where the save dialog says. */
export function leavingPage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  return {
    open: () => openSettings(window, 'Leaving'),
    async takeEverything(): Promise<void> {
      await press('Take everything with me');
      await window.getByLabel('I understand that this file is not protected').check();
      await press('Choose where to save it');
      await see(window, window.getByText(/^Saved as /), 120_000);
    },
    async toDelete(): Promise<void> {
      await press('Delete this record');
    },
    /** Fills in the form and presses the button, whatever comes of it. */
    async delete(passphrase: string, words: string): Promise<void> {
      await prove(window, passphrase);
      await window.getByLabel(/^Type “/).fill(words);
      await press('Delete this record for good');
    },
    text: () => window.getByRole('main').innerText(),
  };
}
