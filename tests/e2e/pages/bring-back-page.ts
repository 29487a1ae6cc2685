import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';

/** From a backup to an open record: the file, the recovery code, a new passphrase, a nickname, and what came back. */
export function bringBackPage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  const listed = window.getByRole('list', { name: 'Backups on this computer' });
  return {
    seen: () => seeHeading(window, 'Bring back a backup'),
    /** The backups that the program found by itself, the newest first. */
    async listed(): Promise<readonly string[]> {
      await see(window, listed);
      return listed.getByRole('listitem').allInnerTexts();
    },
    async chooseNewest(): Promise<void> {
      await listed.getByRole('button').first().click();
      await seeHeading(window, 'Type your recovery code');
    },
    /** Chooses a file; the dialog must have an answer. */
    async chooseFile(): Promise<void> {
      await press('Choose a file');
      await seeHeading(window, 'Type your recovery code');
    },
    async typeCode(code: string): Promise<void> {
      await window.getByLabel('Recovery code').fill(code);
      await press('Continue');
    },
    async typePassphrase(passphrase: string): Promise<void> {
      await seeHeading(window, 'Choose a passphrase');
      await window.getByLabel('Passphrase', { exact: true }).fill(passphrase);
      await window.getByLabel('Passphrase again', { exact: true }).fill(passphrase);
      await press('Continue');
      await seeHeading(window, 'Choose a nickname, if you like');
    },
    async typeNickname(nickname: string): Promise<void> {
      await window.getByLabel('Nickname').fill(nickname);
    },
    /** Presses the button whatever comes of it. */
    tryToBringBack: () => press('Bring it back'),
    /** Answers what came back, as the screen says it. @throws ShownProblem */
    async bringBack(patience?: number): Promise<string> {
      await press('Bring it back');
      await seeHeading(window, 'Your record is back', patience);
      return window.getByRole('main').innerText();
    },
    async open(): Promise<void> {
      await press('Open my record');
      await seeHeading(window, 'Your record');
    },
  };
}
