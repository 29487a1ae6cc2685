import type { Locator, Page } from 'playwright';
import { headingOf, see, seeHeading, seeProblem, seeSettled, type ShownProblem } from './see.ts';

/** One source as the result page shows it. */
export type ShownSource = {
  readonly id: string;
  readonly name: string;
  /** One plain sentence on how complete it is. */
  readonly state: string;
  readonly received: Readonly<Record<string, number>>;
  readonly stored: Readonly<Record<string, number>>;
  readonly skipped: readonly {
    readonly type: string;
    readonly reason: string;
    readonly count: number;
  }[];
};

const question = 'What do you have?';

/** What a person may have, in the words of the list. */
export type Have =
  | 'A letter or printout'
  | 'A file somebody gave me'
  | 'A QR code or link'
  | 'The NHS App or my GP surgery'
  | 'A record from another country'
  | 'Nothing yet'
  | 'A hospital’s or service’s address';

/** Opens the page of something to add, from the question or from the page of something else. */
export async function openHave(window: Page, have: Have): Promise<void> {
  if (await headingOf(window, have).isVisible()) return;
  const other = window.getByRole('button', { name: 'Something else', exact: true });
  if (await other.isVisible()) await other.click();
  await seeHeading(window, question);
  await window.getByRole('button', { name: have, exact: true }).click();
  await seeHeading(window, have);
}

const added = /^(Added to your record|Nothing was added|The fetching stopped early)$/;
const severalPeople = 'Whose entries do you want to add?';
const anotherPerson = /^(This looks like another person|Is this your record\?)$/;
/** A large record on a busy computer. */
const downloadPatience = 300_000;

/** Adding records, from a service or from files, up to the page that says what came. */
export function addRecordsPage(window: Page) {
  const press = (name: string) => window.getByRole('button', { name, exact: true }).click();
  const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
  const fetchRecord = window.getByRole('button', { name: 'Fetch this record' });
  return {
    seen: () => seeHeading(window, question),
    /** Answers the question what there is to add. */
    choose: (have: Have) => openHave(window, have),
    async typeAddress(address: string): Promise<void> {
      await openHave(window, 'A hospital’s or service’s address');
      await window.getByLabel('Address of the service').fill(address);
    },
    /** Begins to look at the address. */
    startFinding: () => press('Continue'),
    /** What is behind a SMART Health Link with this passcode. */
    async openLink(passcode: string): Promise<void> {
      await press('Continue');
      await seeHeading(window, 'Open a SMART Health Link');
      await window.getByLabel('Passcode', { exact: true }).fill(passcode);
      await press('Fetch what is behind it');
    },
    /** Looks at the address; says how one gets in there. @throws ShownProblem */
    async findService(): Promise<'sign-in' | 'open'> {
      await press('Continue');
      await see(window, signIn.or(fetchRecord), 120_000);
      return (await signIn.isVisible()) ? 'sign-in' : 'open';
    },
    async signIn(): Promise<void> {
      await signIn.click();
      await seeHeading(window, 'Sign in, in your web browser');
    },
    cancelSignIn: () => press('Cancel'),
    /** Chooses the first patient that an open service names. Answers how many it names. */
    async choosePatient(): Promise<number> {
      const patients = window.getByRole('radio');
      const count = await patients.count();
      if (count > 0) await patients.first().check();
      return count;
    },
    async typePatient(id: string): Promise<void> {
      await window.getByLabel(/atient’s number at this service$/).fill(id);
    },
    fetchRecord: () => fetchRecord.click(),
    async addFiles(...paths: string[]): Promise<void> {
      await openHave(window, 'A file somebody gave me');
      await window.getByLabel('Record files', { exact: true }).setInputFiles(paths);
    },
    seeFetching: () => see(window, window.getByRole('progressbar', { name: 'Progress' })),
    /** What the progress bar says is being done. */
    progress: () => window.getByRole('main').getByRole('status').innerText(),
    seeWords: (words: RegExp) => see(window, window.getByRole('main').getByText(words)),
    cancel: () => press('Cancel'),
    /**
     * Waits for the end. `held`: the program thinks that this is another person; `several`: it asks whose entries to add.
     * @throws ShownProblem
     */
    async outcome(): Promise<'done' | 'held' | 'several'> {
      const held = headingOf(window, anotherPerson);
      const several = headingOf(window, severalPeople);
      await see(window, headingOf(window, added).or(held).or(several), downloadPatience);
      if (await several.isVisible()) return 'several';
      await seeSettled(window);
      return (await held.isVisible()) ? 'held' : 'done';
    },
    /** The people in a file, each as the page names them, with what it says of them. */
    people: () => window.locator('.nhsuk-radios__item').allInnerTexts(),
    async choosePerson(name: RegExp): Promise<void> {
      await window.getByRole('radio', { name }).check();
      await press('Continue');
    },
    /** What differs, as the page names it. */
    differences: () => window.getByRole('rowheader').allInnerTexts(),
    addAsOwn: () => press('It belongs to this record: add it'),
    addAnyway: () => press('Add to this record anyway'),
    doNotAdd: () => press('Do not add'),
    sources: () => readSources(window),
    /** What a source could not be read for. */
    problem: (): Promise<ShownProblem> => seeProblem(window),
    async again(): Promise<void> {
      await press('Add more records');
      await seeHeading(window, question);
    },
    /** Of the only source that something came from. */
    aboutSource: () => press('About this source'),
    text: () => window.getByRole('main').innerText(),
  };
}

async function readSources(window: Page): Promise<readonly ShownSource[]> {
  const panels = await window.getByRole('main').getByRole('region').all();
  const sources = await Promise.all(panels.map(readSource));
  return sources.filter((source) => source !== undefined);
}

async function readSource(panel: Locator): Promise<ShownSource | undefined> {
  const table = panel.getByRole('table', { name: 'What came' });
  if (!(await table.isVisible())) return undefined;
  const rows = await table.getByRole('row').evaluateAll((all) =>
    all.slice(1).map((row) => ({
      type: row.dataset['type'] ?? '',
      numbers: [...row.querySelectorAll('td')].map((cell) =>
        Number(cell.textContent.replaceAll(',', '')),
      ),
    })),
  );
  const skipped = await panel.getByRole('listitem').evaluateAll((all) =>
    all.map(({ dataset }) => ({
      type: dataset['type'] ?? '',
      reason: dataset['reason'] ?? '',
      count: Number(dataset['count']),
    })),
  );
  return {
    id: (await table.getAttribute('data-source')) ?? '',
    name: await panel.getByRole('heading', { level: 2 }).innerText(),
    state: await panel.getByRole('status').getByRole('paragraph').first().innerText(),
    received: Object.fromEntries(rows.map(({ type, numbers }) => [type, numbers[0] ?? 0])),
    stored: Object.fromEntries(rows.map(({ type, numbers }) => [type, numbers[1] ?? 0])),
    skipped,
  };
}
