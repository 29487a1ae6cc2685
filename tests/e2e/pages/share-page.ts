import type { Page } from 'playwright';
import { see, seeHeading } from './see.ts';

/** The three forms of a share, and the share log. What is saved goes where the save dialog says. */
export function sharePage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  const saved = window.getByText(/^Saved as /);
  const save = async (name: string) => {
    await press(name);
    await see(window, saved, 60_000);
  };
  return {
    seen: () => seeHeading(window, 'Share your summary'),
    async choosePdf(): Promise<void> {
      await press('Choose PDF');
      await seeHeading(window, 'Save as PDF, or print');
    },
    savePdf: () => save('Save PDF'),
    async print(): Promise<void> {
      await press('Print');
      await see(window, window.getByText('Sent to the printer.'));
    },
    async chooseFile(): Promise<void> {
      await press('Choose file');
      await seeHeading(window, 'Save as a file for hospital computers');
    },
    saveFile: () => save('Save FHIR file'),
    async chooseCard(): Promise<void> {
      await press('Choose card');
      await seeHeading(window, 'Card with a QR code');
      await see(window, window.getByRole('img', { name: /QR code/ }));
    },
    cardText: () => window.getByRole('region', { name: 'Text of the card' }).innerText(),
    async savePicture(): Promise<void> {
      await save('Save picture');
    },
    async saveText(file: string): Promise<void> {
      await press('Save text');
      await see(window, window.getByText(`Saved as ${file}`), 60_000);
    },
    async otherWays(): Promise<void> {
      await press('Other ways to share');
      await seeHeading(window, 'Share your summary');
    },
    text: () => window.getByRole('main').innerText(),
  };
}

/** Every summary that left the record. */
export function shareLogPage(window: Page) {
  return {
    seen: () => seeHeading(window, 'Share log'),
    /** One text a row, newest first. */
    async shares(): Promise<readonly string[]> {
      const rows = window.getByRole('table').getByRole('row');
      await rows.first().waitFor();
      return (await rows.allInnerTexts()).slice(1);
    },
  };
}
