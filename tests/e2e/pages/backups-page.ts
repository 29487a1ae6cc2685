import type { Page } from 'playwright-core';
import { see, seeHeading } from './see.ts';
import { openSettings } from './settings-page.ts';

/** Backups of the open record. The folder is the one that the open dialog answers. */
export function backupsPage(window: Page) {
  const button = (name: string | RegExp) => window.getByRole('button', { name });
  const files = window.getByRole('table', { name: 'Backups, newest first' });
  return {
    open: () => openSettings(window, 'Backups'),
    async chooseFolder(): Promise<void> {
      await button(/^Choose (a|another) folder$/).click();
      await see(window, window.getByText('Into the folder'));
    },
    /** Backs up at once, up to the words that say so. @throws ShownProblem */
    async backUpNow(): Promise<void> {
      await button('Back up now').click();
      await see(window, window.getByText('The last backup worked'), 120_000);
    },
    /** The names of the files that are there, newest first. */
    async files(): Promise<readonly string[]> {
      await see(window, files);
      const rows = await files.getByRole('rowheader').allInnerTexts();
      return rows.map((row) => row.split('\n').at(-1)?.trim() ?? '');
    },
    /** Rehearses bringing back the newest backup. Answers what was found. @throws ShownProblem */
    async rehearse(code: string): Promise<string> {
      await button(/^Rehearse/)
        .first()
        .click();
      await seeHeading(window, 'Rehearse bringing back a backup');
      await window.getByLabel('Recovery code').fill(code);
      await button('Rehearse').click();
      const found = window.getByRole('status').filter({ hasText: 'in this backup' });
      await see(window, found, 120_000);
      return found.innerText();
    },
    text: () => window.getByRole('main').innerText(),
  };
}
