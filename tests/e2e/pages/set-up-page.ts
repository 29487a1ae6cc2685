import type { Page } from 'playwright-core';
import { see, seeHeading } from './see.ts';

/** From a computer without a record to an open one: welcome, passphrase, recovery code, the code typed back. */
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
    async make(): Promise<void> {
      await press('Make my record');
      await seeHeading(window, 'Write down your recovery code');
    },
    /** Presses the button whatever comes of it. */
    tryToMake: () => press('Make my record'),
    async recoveryCode(): Promise<string> {
      const groups = window.getByRole('list', { name: 'Recovery code' }).getByRole('listitem');
      return (await groups.allInnerTexts()).join(' ');
    },
    async writtenDown(): Promise<void> {
      await press('I have written it down');
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
  };
}

/** The whole way through set-up. Answers the recovery code. */
export async function setUp(window: Page, passphrase: string): Promise<string> {
  const page = setUpPage(window);
  await page.start();
  await page.typePassphrase(passphrase);
  await page.make();
  const code = await page.recoveryCode();
  await page.writtenDown();
  await page.typeCode(code);
  await page.checkCode();
  return code;
}
