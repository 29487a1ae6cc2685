import type { Page } from 'playwright';
import { readFacts, see, seeHeading } from './see.ts';

/** The page of a source: how it stands, what came and what did not, and what can be done about it. */
export function sourcePage(window: Page) {
  const main = window.getByRole('main');
  const button = (name: string) => window.getByRole('button', { name, exact: true });
  const press = (name: string) => button(name).click();
  return {
    seen: (name: string) => seeHeading(window, name),
    text: () => main.innerText(),
    /** Waits until the page says this of how the source stands. */
    seeStanding: (words: string | RegExp) => see(window, main.getByText(words)),
    facts: () => readFacts(window.getByRole('region', { name: 'About this source' })),
    /** Waits until the page of whatever source shows that it brought this. */
    seeKind: (type: string) => see(window, main.locator(`tr[data-type="${type}"]`)),
    /** How many entries of each type are in the record. */
    async kinds(): Promise<ReadonlyMap<string, number>> {
      const rows = main.getByRole('table', { name: 'In your record from here' }).getByRole('row');
      const all = await rows.evaluateAll((found) =>
        found
          .slice(1)
          .map((row): [string, number] => [
            row.dataset['type'] ?? '',
            Number(row.querySelector('td')?.textContent.replaceAll(',', '')),
          ]),
      );
      return new Map(all);
    },
    /** Each thing that did not come, with why and what to do. */
    didNotCome: () =>
      window
        .getByRole('region', { name: 'What did not come, and why' })
        .getByRole('listitem')
        .allInnerTexts(),
    fetchNew: () => press('Fetch what is new'),
    fetchEverything: () => press('Fetch everything again'),
    goOn: () => press('Go on'),
    tryAgain: () => press('Try again'),
    /** Of what is fetched by itself. */
    pause: () => press('Pause'),
    async signInAgain(): Promise<void> {
      await press('Sign in again');
      await see(window, button('Sign in'), 120_000);
    },
    async setRefresh(words: string): Promise<void> {
      await window.getByLabel(words, { exact: true }).check();
      await see(window, main.getByText('Stored. It counts from the next fetching on.'));
    },
    async openSupport(): Promise<string> {
      await window.getByText('Details for support', { exact: true }).click();
      const details = window.getByRole('region', { name: 'Details to copy' });
      await see(window, details);
      return details.innerText();
    },
    async copySupport(): Promise<void> {
      await press('Copy');
      await see(window, main.getByText(/^Copied\./));
    },
    async listNotSupplied(): Promise<void> {
      await window.getByRole('button', { name: /^See (it|them)$/ }).click();
      await seeHeading(window, /^Not supplied by /);
    },
    async disconnectAndKeep(): Promise<void> {
      await press('Disconnect or remove');
      await seeHeading(window, /^Disconnect .*\?$/);
      await press('Disconnect and keep the entries');
      await seeHeading(window, /^Disconnected from /);
    },
    /** Of a source that is disconnected, or a file. */
    async toRemoval(): Promise<void> {
      await press('Remove it and its entries');
      await seeHeading(window, /^Remove .* and its entries\?$/);
    },
    async remove(): Promise<void> {
      await press('Remove it and its entries');
      await seeHeading(window, /^Removed: /);
    },
    back: () => press('Back'),
  };
}
