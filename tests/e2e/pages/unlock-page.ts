import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';

/** A locked record's heading: of the only one, or of somebody. */
export const lockedHeading = /^Open (your record|the record “.+”)$/;

/** One person's locked record. */
export function unlockPage(window: Page) {
  const open = () => window.getByRole('button', { name: 'Open', exact: true }).click();
  const keychain = window.getByRole('button', { name: 'Open with this computer’s keychain' });
  return {
    seen: (name?: string) =>
      seeHeading(window, name === undefined ? lockedHeading : `Open the record “${name}”`),
    async type(passphrase: string): Promise<void> {
      await window.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    },
    /** @throws ShownProblem where it is not the passphrase */
    async open(): Promise<void> {
      await open();
      await seeHeading(window, 'Your record');
    },
    /** Presses the button whatever comes of it. */
    tryToOpen: open,
    async useRecoveryCode(code: string): Promise<void> {
      await window.getByRole('button', { name: 'Use the recovery code instead' }).click();
      await window.getByLabel('Recovery code').fill(code);
      await open();
      await seeHeading(window, 'Your record');
    },
    /** @throws ShownProblem where the keychain does not open it */
    async useKeychain(): Promise<void> {
      await keychain.click();
      await seeHeading(window, 'Your record');
    },
    tryKeychain: () => keychain.click(),
    offersKeychain: () => keychain.isVisible(),
    /** Waits for the notice that no guess is taken now; answers how long is left, as the screen says it. */
    async seeWait(): Promise<string> {
      const timer = window.getByRole('timer');
      await see(window, timer);
      return timer.innerText();
    },
    /** Waits until guesses are taken again. */
    waitOver: (patience: number) =>
      window.getByRole('timer').waitFor({ state: 'detached', timeout: patience }),
    somebodyElse: () => window.getByRole('button', { name: 'Somebody else' }).click(),
    addAnotherPerson: () => window.getByRole('button', { name: 'Add another person' }).click(),
  };
}

/** Opens the locked record. @throws ShownProblem where it is not the passphrase */
export async function unlock(window: Page, passphrase: string): Promise<void> {
  const page = unlockPage(window);
  await page.seen();
  await page.type(passphrase);
  await page.open();
}
