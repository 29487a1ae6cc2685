import type { Page } from 'playwright';
import { goTo } from './places.ts';
import { seeHeading } from './see.ts';

/** The pages in the list of the settings. */
export const settingsPages = [
  'Reading',
  'Ways to open this record',
  'Recovery kit',
  'Locking',
  'Backups',
  'Name of this record',
  'Leaving',
  'About this program',
] as const;
export type SettingsPageName = (typeof settingsPages)[number];

/** Goes to a page of the settings. */
export async function openSettings(window: Page, page: SettingsPageName): Promise<void> {
  await goTo(window, 'Settings');
  await window.getByRole('main').getByRole('button', { name: page, exact: true }).click();
  await seeHeading(window, page);
}

/** Types the passphrase that is asked for again. */
export async function prove(window: Page, passphrase: string): Promise<void> {
  await window.getByLabel('Your passphrase now', { exact: true }).fill(passphrase);
}
