import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';
import { openSettings, prove } from './settings-page.ts';

/** The recovery kit: saved again, and made anew. What is saved goes where the save dialog says. */
export function recoveryKitPage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  const tryCode = async (code: string) => {
    await window.getByLabel('Recovery code').fill(code);
    await press('Check the code');
  };
  return {
    open: () => openSettings(window, 'Recovery kit'),
    /** @throws ShownProblem where it is not the code */
    async saveAgain(code: string): Promise<void> {
      await press('Save the kit as PDF');
      await window.getByLabel('Recovery code').fill(code);
      await press('Save the kit as PDF');
      await see(window, window.getByText(/^The kit is saved/));
    },
    /** Makes a new code up to the point where it is shown. */
    async make(passphrase: string): Promise<string> {
      await press('Make a new code');
      await seeHeading(window, 'Make a new recovery code');
      await prove(window, passphrase);
      await press('Make a new code');
      await seeHeading(window, 'Your new recovery code');
      const groups = window.getByRole('list', { name: 'Recovery code' }).getByRole('listitem');
      return (await groups.allInnerTexts()).join(' ');
    },
    async saveShown(): Promise<void> {
      await press('Save the kit as PDF');
      await see(window, window.getByText(/^The kit is saved/));
    },
    async toTypingBack(): Promise<void> {
      await press('I have it on paper');
      await seeHeading(window, 'Type the new code back');
    },
    /** Types a code and presses the button, whatever comes of it. */
    tryCode,
    /** Types the shown code back; only then does it count. @throws ShownProblem where it differs */
    async typeBack(code: string): Promise<void> {
      await tryCode(code);
      await seeHeading(window, 'The new recovery code counts now');
    },
  };
}
