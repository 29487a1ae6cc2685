import type { Page } from 'playwright-core';
import { seeHeading } from './see.ts';

/** The locked record. */
export function unlockPage(window: Page) {
  const open = () => window.getByRole('button', { name: 'Open', exact: true }).click();
  return {
    seen: () => seeHeading(window, 'Open your record'),
    async type(passphrase: string): Promise<void> {
      await window.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    },
    /** @throws ShownProblem where it is not the passphrase */
    async open(): Promise<void> {
      await open();
      await seeHeading(window, 'Your record');
    },
    async useRecoveryCode(code: string): Promise<void> {
      await window.getByRole('button', { name: 'Use the recovery code instead' }).click();
      await window.getByLabel('Recovery code').fill(code);
      await open();
      await seeHeading(window, 'Your record');
    },
  };
}

/** Opens the locked record. @throws ShownProblem where it is not the passphrase */
export async function unlock(window: Page, passphrase: string): Promise<void> {
  const page = unlockPage(window);
  await page.seen();
  await page.type(passphrase);
  await page.open();
}
