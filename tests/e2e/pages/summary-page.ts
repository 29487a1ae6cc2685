import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';

/** Making a summary, in its three steps. */
export function summaryPage(window: Page) {
  const next = () => window.getByRole('button', { name: 'Continue', exact: true }).click();
  return {
    seen: () => seeHeading(window, 'Choose what goes in'),
    async leaveOut(title: string | RegExp): Promise<void> {
      await window.getByRole('checkbox', { name: title }).first().uncheck();
    },
    sections: () => window.getByRole('group').allInnerTexts(),
    text: () => window.getByRole('main').innerText(),
    /** Says whose record it is, where nothing has said so, and goes on to the end date. */
    async typePerson(name: string, [day, month, year]: readonly [string, string, string]) {
      await next();
      await seeHeading(window, 'Whose record is it?');
      await window.getByLabel('Name of the patient').fill(name);
      await window.getByLabel('Day', { exact: true }).fill(day);
      await window.getByLabel('Month', { exact: true }).fill(month);
      await window.getByLabel('Year', { exact: true }).fill(year);
      await next();
      await seeHeading(window, 'Until when may it be used?');
    },
    async toEndDate(): Promise<void> {
      await next();
      await seeHeading(window, 'Until when may it be used?');
    },
    async choose(span: string): Promise<void> {
      await window.getByRole('radio', { name: span, exact: true }).check();
    },
    async toPreview(): Promise<void> {
      await next();
      await seeHeading(window, 'Look at your summary');
      await see(window, window.getByRole('article'));
    },
    /** The summary's words, as the clinician will see them. */
    preview: () => window.getByRole('article').innerText(),
    async toSharing(): Promise<void> {
      await window.getByRole('button', { name: 'Continue to sharing' }).click();
      await seeHeading(window, 'Share your summary');
    },
  };
}
