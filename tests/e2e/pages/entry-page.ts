import type { Page } from 'playwright';
import { readFacts, see, seeHeading } from './see.ts';

/** One entry of the record. */
export function entryPage(window: Page) {
  const region = (name: string) => window.getByRole('region', { name, exact: true });
  const original = region('Original record in FHIR');
  return {
    title: () => window.getByRole('heading', { level: 1 }).innerText(),
    says: () => readFacts(region('What it says')),
    origin: () => readFacts(region('Where it comes from')),
    /** Unfolds the original and gives its text. */
    async original(): Promise<string> {
      await window.getByText('Details: the original record').click();
      await original.waitFor();
      return original.innerText();
    },
    /** Opens an attached document that is text, and gives its words. */
    async openText(name: string): Promise<string> {
      await window.getByRole('button', { name: `Open ${name}` }).click();
      const text = window.getByRole('region', { name: `Text of ${name}` });
      await see(window, text);
      return text.innerText();
    },
    /** Gives a document that the person added a title and a year, and waits until its page is called so. */
    async describe({ title, year }: { readonly title: string; readonly year: string }) {
      const save = window.getByRole('button', { name: 'Save title and date' });
      if (!(await save.isVisible())) {
        await window.getByText('Give it a title and a date').click();
      }
      await window.getByLabel('Title').fill(title);
      await window.getByLabel('Year').fill(year);
      await save.click();
      await seeHeading(window, title);
    },
    async openAttachment(): Promise<void> {
      await region('Attached').getByRole('button', { name: /^Open/ }).first().click();
      await see(window, window.getByRole('button', { name: /^Save a copy/ }));
    },
    async saveCopy(): Promise<void> {
      await window.getByRole('button', { name: /^Save a copy/ }).click();
      await see(window, window.getByText(/^Saved as /));
    },
    /** A page of an attached PDF, as it is read out. */
    async pdfPage(number: number, name: string): Promise<string> {
      const page = window.getByRole('region', { name: `Page ${String(number)} of ${name}` });
      await see(window, page.locator('canvas'));
      return page.innerText();
    },
    turn: (way: 'Next page' | 'Previous page') =>
      window.getByRole('button', { name: way, exact: true }).click(),
    zoom: (way: 'Larger' | 'Smaller') =>
      window.getByRole('button', { name: way, exact: true }).click(),
    /** Looks for words in an attached PDF, and gives what is said of them. */
    async find(words: string): Promise<string> {
      await window.getByLabel('Find in this document').fill(words);
      await window.getByRole('button', { name: 'Find', exact: true }).click();
      const said = window.getByRole('search').getByRole('status');
      await see(window, said.filter({ hasText: /^(Place \d+ of \d+, |Not found|This document)/ }));
      return said.innerText();
    },
    print: (what: string) => window.getByRole('button', { name: what, exact: true }).click(),
    back: () => window.getByRole('button', { name: 'Back', exact: true }).click(),
  };
}
