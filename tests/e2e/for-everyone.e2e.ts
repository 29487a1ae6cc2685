import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProvider, ukPatientPath, type RunningProvider } from '../provider/server.ts';
import { expectAccessible, expectNothingCutOff, tabTo, zoom } from './accessible.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { goTo, lock, places } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { headingOf, seeHeading } from './pages/see.ts';
import { openSettings, settingsPages } from './pages/settings-page.ts';
import { sharePage } from './pages/share-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { setUpPage } from './pages/set-up-page.ts';
import { unlockPage } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';
import { openViewer } from './viewer-window.ts';

const passphrase = 'four quiet herons wading';

describe('every screen is for everyone', () => {
  let provider: RunningProvider;
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;

  beforeAll(async () => {
    provider = await startProvider({ open: true });
    folders = await freshFolders();
    program = await startProgram(folders);
  });
  afterAll(async () => {
    await program.close();
    await provider.close();
    await folders.remove();
  });

  test('set-up can be done with the keyboard alone, and every step of it is accessible', async () => {
    const { window } = program;
    const { keyboard } = window;
    await expectAccessible(window);
    await tabTo(window, 'Start');
    await keyboard.press('Enter');
    await seeHeading(window, 'Choose a passphrase');
    await expectAccessible(window);

    await tabTo(window, 'Passphrase');
    await keyboard.type(passphrase);
    await tabTo(window, 'Passphrase again');
    await keyboard.type(passphrase);
    await setUpPage(window).seeStrength('Very good');
    await expectAccessible(window);
    await keyboard.press('Enter');
    await seeHeading(window, 'Choose a nickname, if you like');
    await expectAccessible(window);
    await tabTo(window, 'Make my record');
    await keyboard.press('Enter');
    await seeHeading(window, 'Put your recovery code on paper');
    await expectAccessible(window);
    const groups = window.getByRole('list', { name: 'Recovery code' }).getByRole('listitem');
    const code = (await groups.allInnerTexts()).join(' ');

    await tabTo(window, 'I have it on paper');
    await keyboard.press('Enter');
    await seeHeading(window, 'Type the code back');
    await expectAccessible(window);
    await tabTo(window, 'Recovery code');
    await keyboard.type(code);
    await keyboard.press('Enter');
    await seeHeading(window, 'Your record');
    await expectAccessible(window);
  });

  test('locking and unlocking can be done with the keyboard alone', async () => {
    const { window } = program;
    await window.keyboard.press('Control+l');
    await unlockPage(window).seen();
    await expectAccessible(window);
    await tabTo(window, 'Passphrase');
    await window.keyboard.type('not the passphrase');
    await window.keyboard.press('Enter');
    await window.getByRole('alert').waitFor();
    await expectAccessible(window);
    await tabTo(window, 'Passphrase');
    await window.keyboard.press('Control+a');
    await window.keyboard.type(passphrase);
    await window.keyboard.press('Enter');
    await seeHeading(window, 'Your record');
  });

  test.each([
    'A letter or printout',
    'A QR code or link',
    'The NHS App or my GP surgery',
    'A record from another country',
    'Nothing yet',
    'A hospital’s or service’s address',
  ] as const)('the answer "%s" to what there is to add is accessible', async (have) => {
    const { window } = program;
    await goTo(window, 'Add records');
    await addRecordsPage(window).choose(have);
    await expectAccessible(window);
  });

  test('adding records is accessible, from the address to what came', async () => {
    const { window } = program;
    const page = addRecordsPage(window);
    await goTo(window, 'Add records');
    await page.typeAddress(provider.fhirBaseUrl);
    await page.findService();
    await expectAccessible(window);
    provider.setManners({ status: { status: 403, path: /^\/fhir\/Procedure/ } });
    await page.choosePatient();
    await page.fetchRecord();
    await page.outcome();
    await expectAccessible(window);
    provider.setManners({});
  });

  test('the hold before another person’s record is accessible', async () => {
    const { window } = program;
    const page = addRecordsPage(window);
    await goTo(window, 'Add records');
    await page.choose('A file somebody gave me');
    await window.getByLabel('Record files').setInputFiles({
      name: 'someone-else.json',
      mimeType: 'application/json',
      buffer: Buffer.from(
        JSON.stringify({
          resourceType: 'Patient',
          name: [{ family: 'Otherperson' }],
          birthDate: '1962',
        }),
      ),
    });
    expect(await page.outcome()).toBe('held');
    await expectAccessible(window);
    await page.doNotAdd();
    await page.outcome();
    await expectAccessible(window);
  });

  test.each(places)('the place "%s" is accessible', async (place) => {
    await goTo(program.window, place);
    await expectAccessible(program.window);
  });

  test.each(settingsPages)(
    'the settings page "%s" is accessible, its heading focused',
    async (page) => {
      const { window } = program;
      await openSettings(window, page);
      expect(await window.evaluate(() => document.activeElement?.textContent)).toBe(page);
      await expectAccessible(window);
    },
  );

  test.each([
    { page: 'Ways to open this record', way: 'Add a passphrase for a helper' },
    { page: 'Recovery kit', way: 'Make a new code' },
    { page: 'Recovery kit', way: 'Save the kit as PDF' },
    { page: 'Leaving', way: 'Take everything with me' },
    { page: 'Leaving', way: 'Delete this record' },
  ] as const)('the form behind "$way" is accessible', async ({ page, way }) => {
    const { window } = program;
    await openSettings(window, page);
    await window.getByRole('main').getByRole('button', { name: way, exact: true }).click();
    await headingOf(window, page).waitFor({ state: 'detached' });
    await expectAccessible(window);
  });

  test('the passphrase can be changed with the keyboard alone, and what is missing takes the focus', async () => {
    const { window } = program;
    const { keyboard } = window;
    await openSettings(window, 'Ways to open this record');
    await tabTo(window, 'Change Passphrase');
    await keyboard.press('Enter');
    await seeHeading(window, 'Change: Passphrase');
    await tabTo(window, 'New passphrase');
    await keyboard.type(passphrase);
    await tabTo(window, 'New passphrase again');
    await keyboard.type(passphrase);
    await keyboard.press('Enter');
    await window.getByText('Type your passphrase.').waitFor();
    const missing = window.getByLabel('Your passphrase now', { exact: true });
    expect(await missing.evaluate((field) => field === document.activeElement)).toBe(true);
    await expectAccessible(window);
    await keyboard.type(passphrase);
    await keyboard.press('Enter');
    await seeHeading(window, 'Ways to open this record');
    await window.getByText(/^The passphrase was changed/).waitFor();
    await expectAccessible(window);
  });

  test('an entry is accessible, its original unfolded', async () => {
    const { window } = program;
    await goTo(window, 'Record');
    await recordPage(window).shelf('Documents');
    await recordPage(window).openFirst();
    await window.getByText('Details: the original record').click();
    await expectAccessible(window);
  });

  test('making and sharing a summary is accessible in each of its steps', async () => {
    const { window } = program;
    const summary = summaryPage(window);
    const share = sharePage(window);
    await goTo(window, 'Make a summary');
    await summary.leaveOut(/penicillin/i);
    await window.getByText('You are leaving out an allergy').waitFor();
    await expectAccessible(window);
    await summary.toEndDate();
    await expectAccessible(window);
    await summary.toPreview();
    await expectAccessible(window);
    await summary.toSharing();
    await expectAccessible(window);
    await share.choosePdf();
    await expectAccessible(window);
    await share.otherWays();
    await share.chooseFile();
    await expectAccessible(window);
    await share.otherWays();
    await share.chooseCard();
    await expectAccessible(window);
  });

  test('the clinician’s page is accessible', async () => {
    const viewer = await openViewer(program.app);
    await expectAccessible(viewer);
    await viewer.close();
  });

  test('each screen puts the focus on its heading', async () => {
    const { window } = program;
    for (const place of places) {
      await goTo(window, place);
      const heading = await headingOf(window, /./).innerText();
      expect(await window.evaluate(() => document.activeElement?.textContent)).toBe(heading);
    }
  });

  test('nothing is cut off sideways at 200 % zoom', async () => {
    const { app, window } = program;
    await zoom(app, 2);
    for (const place of places) {
      await goTo(window, place);
      await expectNothingCutOff(window, place);
    }
    await zoom(app, 1);
    await lock(window);
  });

  test('a record from a file can be added by keyboard, too', async () => {
    const { window } = program;
    await unlockPage(window).type(passphrase);
    await unlockPage(window).open();
    await goTo(window, 'Add records');
    await tabTo(window, 'A file somebody gave me');
    await window.keyboard.press('Enter');
    await seeHeading(window, 'A file somebody gave me');
    await tabTo(window, 'Record files');
    await window.getByLabel('Record files').setInputFiles(ukPatientPath('community'));
    expect(await addRecordsPage(window).outcome()).toBe('done');
  });
});
