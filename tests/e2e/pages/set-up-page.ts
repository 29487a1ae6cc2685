import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';

/** From a computer without a record to an open one: welcome, passphrase, nickname, recovery code, the code typed back. */
export function setUpPage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  return {
    seen: () => seeHeading(window, 'Your health record, in your own hands'),
    async start(): Promise<void> {
      await press('Start');
      await seeHeading(window, 'Choose a passphrase');
    },
    async typePassphrase(passphrase: string, again = passphrase): Promise<void> {
      await window.getByLabel('Passphrase', { exact: true }).fill(passphrase);
      await window.getByLabel('Passphrase again', { exact: true }).fill(again);
    },
    async toNickname(): Promise<void> {
      await press('Continue');
      await seeHeading(window, 'Choose a nickname, if you like');
    },
    /** Presses the button whatever comes of it. */
    tryToContinue: () => press('Continue'),
    async typeNickname(nickname: string): Promise<void> {
      await window.getByLabel('Nickname').fill(nickname);
    },
    async make(): Promise<void> {
      await press('Make my record');
      await seeHeading(window, 'Put your recovery code on paper');
    },
    /** Presses the button whatever comes of it. */
    tryToMake: () => press('Make my record'),
    async recoveryCode(): Promise<string> {
      const groups = window.getByRole('list', { name: 'Recovery code' }).getByRole('listitem');
      return (await groups.allInnerTexts()).join(' ');
    },
    /** Saves the recovery kit; the dialog must have an answer. */
    async saveKit(): Promise<void> {
      await press('Save the kit as PDF');
      await see(window, window.getByText('Print it now, then delete the file'));
    },
    async onPaper(): Promise<void> {
      await press('I have it on paper');
      await seeHeading(window, 'Type the code back');
    },
    async typeCode(code: string): Promise<void> {
      await window.getByLabel('Recovery code').fill(code);
    },
    async checkCode(): Promise<void> {
      await press('Check the code');
      await seeHeading(window, 'Your record');
    },
    async later(): Promise<void> {
      await press('I’ll do it later');
      await seeHeading(window, 'Your record');
    },
    /** What stands at a field that was filled in wrongly. */
    seeFault: (words: string) => see(window, window.getByText(words)),
    /** What the meter says of the passphrase. */
    seeStrength: (words: string) => see(window, window.locator('.phr-meter').getByText(words)),
  };
}

export type NewRecord = { readonly passphrase: string; readonly nickname?: string };

/** The whole way through set-up. Answers the recovery code. */
export async function setUp(window: Page, passphrase: string): Promise<string> {
  await setUpPage(window).start();
  return makeRecord(window, { passphrase });
}

/** The way through set-up from its first question. Answers the recovery code. */
export async function makeRecord(
  window: Page,
  { passphrase, nickname }: NewRecord,
): Promise<string> {
  const page = setUpPage(window);
  await page.typePassphrase(passphrase);
  await page.toNickname();
  if (nickname !== undefined) await page.typeNickname(nickname);
  await page.make();
  const code = await page.recoveryCode();
  await page.onPaper();
  await page.typeCode(code);
  await page.checkCode();
  return code;
}
