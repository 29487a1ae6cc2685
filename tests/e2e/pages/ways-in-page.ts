import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';
import { openSettings, prove } from './settings-page.ts';

const title = 'Ways to open this record';

/** Who and what opens the record. */
export function waysInPage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  const typeNew = async (passphrase: string) => {
    await window.getByLabel('New passphrase', { exact: true }).fill(passphrase);
    await window.getByLabel('New passphrase again', { exact: true }).fill(passphrase);
  };
  const seeDone = async (words: string | RegExp) => {
    await seeHeading(window, title, 60_000);
    await see(window, window.getByText(words));
  };
  return {
    open: () => openSettings(window, title),
    /** Each way as the list shows it. */
    async ways(): Promise<readonly string[]> {
      const items = window.getByRole('list', { name: title }).getByRole('listitem');
      await see(window, items);
      return items.allInnerTexts();
    },
    /** @throws ShownProblem where the proof is refused */
    async add(change: {
      readonly proof: string;
      readonly passphrase: string;
      readonly label: string;
    }): Promise<void> {
      await press('Add a passphrase for a helper');
      await prove(window, change.proof);
      await window.getByLabel('Who is the new one for?').fill(change.label);
      await typeNew(change.passphrase);
      await press('Add this passphrase');
      await seeDone(`The passphrase for ${change.label} now opens this record`);
    },
    /** @throws ShownProblem where the proof is refused */
    async change(
      name: string,
      change: { readonly proof: string; readonly passphrase: string },
    ): Promise<void> {
      await press(`Change ${name}`);
      await prove(window, change.proof);
      await typeNew(change.passphrase);
      await press('Change the passphrase');
      await seeDone(/^The passphrase was changed/);
    },
    /** @throws ShownProblem where the proof is refused, or the keychain fails */
    async useKeychain(proof: string): Promise<void> {
      await press('Use this computer’s keychain');
      await prove(window, proof);
      await press('Use the keychain');
      await seeDone('This computer’s keychain now opens this record');
    },
    /** @throws ShownProblem where the proof is refused */
    async remove(name: string, proof: string): Promise<void> {
      await press(`Remove ${name}`);
      await prove(window, proof);
      await press('Remove it');
      await seeDone(`Removed: ${name}`);
    },
    text: () => window.getByRole('main').innerText(),
  };
}
