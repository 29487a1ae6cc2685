import type { Page } from 'playwright';
import { seeHeading } from './see.ts';
import { unlockPage } from './unlock-page.ts';

/** The list of the people whose records are on this computer. */
export function peoplePage(window: Page) {
  const list = window.getByRole('list', { name: 'People' });
  return {
    seen: () => seeHeading(window, 'Who are you?'),
    names: () => list.getByRole('listitem').allInnerTexts(),
    /** All that the screen says. */
    text: () => window.getByRole('main').innerText(),
    async choose(name: string): Promise<void> {
      await list.getByRole('button', { name, exact: true }).click();
      await unlockPage(window).seen(name);
    },
    async addAnotherPerson(): Promise<void> {
      await window.getByRole('button', { name: 'Add another person' }).click();
      await seeHeading(window, 'Choose a passphrase');
    },
  };
}
