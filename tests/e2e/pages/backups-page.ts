import type { Page } from 'playwright';
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
    /** Backs up at once, up to the new file and the words that say so. @throws ShownProblem */
    async backUpNow(): Promise<void> {
      await button('Back up now').waitFor();
      const newest = files.getByRole('rowheader').first();
      const before = (await newest.isVisible()) ? fileNameOf(await newest.innerText()) : undefined;
      await button('Back up now').click();
      const other = before === undefined ? newest : newest.filter({ hasNotText: before });
      await see(window, other, 120_000);
      await see(window, window.getByText('The last backup worked'), 120_000);
    },
    /** The names of the files that are there, newest first. */
    async files(): Promise<readonly string[]> {
      await see(window, files);
      const rows = await files.getByRole('rowheader').allInnerTexts();
      return rows.map(fileNameOf);
    },
    /** What is said of how whole each one is, newest first. */
    async wholeness(): Promise<readonly string[]> {
      await see(window, files);
      const rows = files.getByRole('row').filter({ has: window.getByRole('rowheader') });
      return rows.locator('td:nth-of-type(2)').allInnerTexts();
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

function fileNameOf(rowHeader: string): string {
  return rowHeader.split('\n').at(-1)?.trim() ?? '';
}
