import type { Page } from 'playwright';
import { openHave } from './add-records-page.ts';
import { see, seeHeading } from './see.ts';

const address = 'A hospital’s or service’s address';

/** A service that was found: its settings, the people behind its sign-in, what it allows, and leaving it. */
export function servicePage(window: Page) {
  const press = (name: string | RegExp) =>
    window.getByRole('button', { name, exact: typeof name === 'string' }).click();
  const main = window.getByRole('main');
  return {
    /** Loads a list of services. */
    async loadList(file: string): Promise<void> {
      await openHave(window, address);
      await window.getByText('Find a service by its name').click();
      await window.getByLabel('List of services').setInputFiles(file);
      await window.getByLabel('Name of the service, town or postcode').waitFor();
    },
    /** Types words into the search and waits until this many services are said to be found. */
    async search(words: string, status: string): Promise<void> {
      await openHave(window, address);
      await window.getByLabel('Name of the service, town or postcode').fill(words);
      await see(window, main.getByRole('status').filter({ hasText: status }));
    },
    /** The services of a group, by name, once there are any. */
    async services(group: 'Tried before' | 'From your list'): Promise<readonly string[]> {
      await openHave(window, address);
      const services = window.getByRole('region', { name: group }).getByRole('button');
      await services.first().waitFor();
      return services.allInnerTexts();
    },
    choose: (name: string) => press(name),
    async openAdvanced(): Promise<void> {
      await window.getByText('Advanced', { exact: true }).click();
    },
    async typeClient(id: string, secret: string): Promise<void> {
      await window.getByLabel('Client ID').fill(id);
      await window.getByLabel('Client secret', { exact: true }).fill(secret);
    },
    async useReturnAddresses(): Promise<void> {
      await window.getByLabel('To certain addresses on this computer').check();
    },
    async signInWithThese(): Promise<void> {
      await press('Sign in with these');
      await seeHeading(window, 'Sign in, in your web browser');
    },
    async pasteToken(token: string): Promise<void> {
      await window.getByLabel('Access token', { exact: true }).fill(token);
      await press('Use this token');
    },
    seePeople: () => seeHeading(window, 'Whose record do you want to add?'),
    people: () => window.getByRole('radio').evaluateAll((all) => all.map(labelOf)),
    async choosePerson(name: string): Promise<void> {
      await window.getByLabel(new RegExp(`^${name}`)).check();
    },
    next: () => press('Continue'),
    seeGrant: () => seeHeading(window, /^What .* lets us read$/),
    fetchAllowed: () => press('Fetch what is allowed'),
    /** From the page of a download whose sign-in had ended. */
    async signInAgain(): Promise<void> {
      await press('Sign in again');
      await window.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    },
    text: () => main.innerText(),
  };
}

function labelOf(radio: Element): string {
  return radio.parentElement?.querySelector('label')?.textContent ?? '';
}
