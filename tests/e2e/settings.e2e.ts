import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { ukPatientPath } from '../provider/server.ts';
import { runTool } from './commands.ts';
import { answerOpenDialog, answerSaveDialog } from './far-edge.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { bringBackPage } from './pages/bring-back-page.ts';
import { backupsPage } from './pages/backups-page.ts';
import { leavingPage } from './pages/leaving-page.ts';
import { goTo, lock } from './pages/places.ts';
import { overviewPage } from './pages/overview-page.ts';
import { recordPage } from './pages/record-page.ts';
import { recoveryKitPage } from './pages/recovery-kit-page.ts';
import { see, seeHeading } from './pages/see.ts';
import { openSettings } from './pages/settings-page.ts';
import { setUp, setUpPage } from './pages/set-up-page.ts';
import { unlock, unlockPage } from './pages/unlock-page.ts';
import { waysInPage } from './pages/ways-in-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const firstPassphrase = 'four quiet herons wading';
const passphrase = 'seven copper kettles singing';
const carersPassphrase = 'purple bicycle under rain';

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let out: string;
let recoveryCode: string;

beforeAll(async () => {
  folders = await freshFolders();
  out = await mkdtemp(path.join(tmpdir(), 'phr-out-'));
  program = await startProgram(folders);
  const { window } = program;
  recoveryCode = await setUp(window, firstPassphrase);
  await goTo(window, 'Add records');
  await addRecordsPage(window).addFiles(ukPatientPath('gp'));
  expect(await addRecordsPage(window).outcome()).toBe('done');
});
afterAll(async () => {
  await program.close();
  await folders.remove();
  await rm(out, { recursive: true, force: true });
});

describe('ways to open this record', () => {
  test('the passphrase is changed only by who knows it; then the old one opens nothing', async () => {
    const { window } = program;
    const ways = waysInPage(window);
    await ways.open();
    await expect(
      ways.change('Passphrase', { proof: 'something else entirely', passphrase }),
    ).rejects.toThrow('That is not the passphrase');
    await ways.open();
    await ways.change('Passphrase', { proof: firstPassphrase, passphrase });
    await lock(window);
    await expect(unlock(window, firstPassphrase)).rejects.toThrow('That is not the passphrase');
    await unlock(window, passphrase);
  });

  test('the last passphrase cannot be removed, and the page says why', async () => {
    const ways = waysInPage(program.window);
    await ways.open();
    expect((await ways.ways()).join()).toContain('It cannot be removed');
    expect(await program.window.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
  });

  test('a carer’s passphrase opens the record until it is removed', async () => {
    const { window } = program;
    const ways = waysInPage(window);
    const carer = 'Passphrase for my daughter';
    await ways.open();
    await ways.add({ proof: passphrase, passphrase: carersPassphrase, label: 'my daughter' });
    await lock(window);
    await unlock(window, carersPassphrase);
    await ways.open();
    const used = (await ways.ways()).find((way) => way.includes('Used now'));
    expect(used).toContain(carer);
    await ways.remove(carer, passphrase);
    expect((await ways.ways()).join()).not.toContain('daughter');
    await lock(window);
    await expect(unlock(window, carersPassphrase)).rejects.toThrow('That is not the passphrase');
    await unlock(window, passphrase);
  });

  test('the keychain is offered, or the page says why it is not', async () => {
    const ways = waysInPage(program.window);
    await ways.open();
    await see(
      program.window,
      program.window
        .getByRole('button', { name: 'Use this computer’s keychain' })
        .or(program.window.getByText(/^Not offered here\. \S/)),
    );
  });
});

describe('the recovery kit', () => {
  test('a new code counts once it is typed back, and the old one no longer opens the record', async () => {
    const { window, app } = program;
    const kit = recoveryKitPage(window);
    await kit.open();
    const code = await kit.make(passphrase);
    await answerSaveDialog(app, path.join(out, 'kit.pdf'));
    await kit.saveShown();
    await kit.toTypingBack();
    await kit.tryCode(recoveryCode);
    await see(window, window.getByText('That is your old code'));
    await kit.typeBack(code);
    await lock(window);
    await expect(unlockPage(window).useRecoveryCode(recoveryCode)).rejects.toThrow(
      'That is not the recovery code',
    );
    await window.reload();
    await unlockPage(window).useRecoveryCode(code);
    recoveryCode = code;
  });

  test('is saved again only by who has the code', async () => {
    const { window, app } = program;
    const kit = recoveryKitPage(window);
    await kit.open();
    await answerSaveDialog(app, path.join(out, 'kit-again.pdf'));
    await kit.saveAgain(recoveryCode);
    expect((await readdir(out)).sort()).toEqual(['kit-again.pdf', 'kit.pdf']);
  });
});

test('the minutes until it locks are kept with the record', async () => {
  const { window } = program;
  await openSettings(window, 'Locking');
  await window.getByLabel('30 minutes').check();
  await see(window, window.getByText('Stored. It locks after 30 minutes.'));
  await lock(window);
  await unlock(window, passphrase);
  await openSettings(window, 'Locking');
  await see(window, window.getByLabel('30 minutes'));
  expect(await window.getByLabel('30 minutes').isChecked()).toBe(true);
});

test('a nickname is shown before the record is open', async () => {
  const { window } = program;
  await openSettings(window, 'Name of this record');
  await window.getByLabel('Nickname').fill('Kestrel');
  await window.getByRole('button', { name: 'Store the nickname' }).click();
  await see(window, window.getByText('Stored: this record is called “Kestrel”.'));
  await lock(window);
  await see(window, window.getByText('Kestrel'));
  await unlock(window, passphrase);
});

describe('backups', () => {
  test('go to the chosen folder, and Debian’s age opens one with the kit alone', async (context) => {
    const { window, app } = program;
    const folder = path.join(out, 'backups');
    await mkdir(folder);
    const backups = backupsPage(window);
    await backups.open();
    await answerOpenDialog(app, folder);
    await backups.chooseFolder();
    await backups.backUpNow();
    const [newest = ''] = await backups.files();
    expect(await readdir(folder)).toContain(newest);

    const opened = await openWithAge(context, path.join(folder, newest));
    const ours = new Set((await resourcesIn(ukPatientPath('gp'))).map(plain));
    const theirs = await ndjsonUnder(path.join(opened, 'fhir'));
    expect(new Set(theirs.map(plain))).toEqual(ours);
  });

  test('can be rehearsed: the result names how much is in it', async () => {
    const backups = backupsPage(program.window);
    await backups.open();
    const found = await backups.rehearse(recoveryCode);
    expect(found).toContain('Everything in your record is in this backup');
    expect(found).toMatch(/It holds [1-9][\d,]* entries/);
  });

  test('come back on an empty profile entry by entry', async (context) => {
    const folder = path.join(out, 'backups');
    const [backup = ''] = (await readdir(folder)).sort().reverse();
    const before = await everythingOf(program, context, 'before');
    const empty = await freshFolders();
    const other = await startProgram(empty);
    const page = bringBackPage(other.window);
    await other.window.getByRole('button', { name: 'I have a backup' }).click();
    await page.seen();
    await answerOpenDialog(other.app, path.join(folder, backup));
    await page.chooseFile();
    await page.typeCode(recoveryCode);
    await page.typePassphrase('nine green bottles standing');
    await page.bringBack(60_000);
    await page.open();
    const after = await everythingOf(other, context, 'after');
    await other.close();
    await empty.remove();
    expect(before.shown.length).toBeGreaterThan(50);
    expect(after).toEqual(before);
  });

  test('mend what was damaged on the disk', async () => {
    const { window } = program;
    const before = await shelves();
    await lock(window);
    await loseOneSegment();
    // It would come back from there by itself.
    await rm(path.join(folders.profile, 'Spare'), { recursive: true });
    await unlock(window, passphrase);
    await see(window, window.getByText('A part of your record cannot be opened'));
    // As the backup that is made by itself may: the newest is then not the one to mend from.
    await backupsPage(window).open();
    await backupsPage(window).backUpNow();
    const [newest, ...older] = await backupsPage(window).wholeness();
    expect(newest).toMatch(/^Lacks \d+ parts?$/);
    expect(older).toContain('Whole');
    await goTo(window, 'Overview');
    await window.getByRole('button', { name: /^Mend from the backup of/ }).click();
    await window.getByLabel('Recovery code').fill(recoveryCode);
    await window.getByRole('button', { name: 'Mend my record' }).click();
    await seeHeading(window, 'What came back', 60_000);
    await see(window, window.getByText('Your record is whole again'));
    await window.getByRole('button', { name: 'Go to the overview' }).click();
    expect(await shelves()).toEqual(before);
    await lock(window);
    await unlock(window, passphrase);
    await backupsPage(window).open();
    await backupsPage(window).backUpNow();
    expect(await backupsPage(window).rehearse(recoveryCode)).toContain(
      'Everything in your record is in this backup',
    );
    await goTo(window, 'Overview');
    expect(await overviewPage(window).text()).not.toContain('cannot be opened');
  });
});

describe('leaving', () => {
  test('takes everything along as plain FHIR', async (context) => {
    const { window, app } = program;
    const zip = path.join(out, 'everything.zip');
    const leaving = leavingPage(window);
    await leaving.open();
    await answerSaveDialog(app, zip);
    await leaving.takeEverything();
    const folder = path.join(out, 'everything');
    await runTool(context, 'unzip', ['-q', zip, '-d', folder]);
    const ours = (await resourcesIn(ukPatientPath('gp'))).map(plain);
    expect(new Set((await ndjsonUnder(folder)).map(plain))).toEqual(new Set(ours));
  });

  test('deletes the record only when the words are typed, and begins anew', async () => {
    const { window } = program;
    const leaving = leavingPage(window);
    await leaving.open();
    await leaving.toDelete();
    await leaving.delete(passphrase, 'delete');
    await see(window, window.getByText('Type the words: delete my record'));
    await leaving.delete(passphrase, 'Delete my record');
    await setUpPage(window).seen();
    expect(await readdir(path.join(out, 'backups'))).not.toEqual([]);
  });
});

/** Each entry as the list shows it, and each resource to the letter as "Take everything" gives it. */
async function everythingOf(of: RunningProgram, context: TestContext, name: string) {
  const { window, app } = of;
  await goTo(window, 'Record');
  await recordPage(window).readAll();
  const shown = await recordPage(window).entries();
  const zip = path.join(out, `${name}.zip`);
  const folder = path.join(out, name);
  const leaving = leavingPage(window);
  await leaving.open();
  await answerSaveDialog(app, zip);
  await leaving.takeEverything();
  await runTool(context, 'unzip', ['-q', zip, '-d', folder]);
  return { shown, originals: (await linesUnder(folder)).sort() };
}

async function shelves(): Promise<ReadonlyMap<string, number>> {
  await goTo(program.window, 'Overview');
  return overviewPage(program.window).shelves();
}

/** Takes one sealed block out of the locked record's database, as a broken disk may. */
async function loseOneSegment(): Promise<void> {
  await program.window.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.name));
        };
      });
    const [{ name } = { name: undefined }] = await indexedDB.databases();
    const database = await done(indexedDB.open(name ?? ''));
    const segments = database.transaction('segments', 'readwrite').objectStore('segments');
    const [first = ''] = await done(segments.getAllKeys());
    await done(segments.delete(first));
    database.close();
  });
}

/** Opens a backup as somebody without this program would: the kit's page, `age` and `unzip`. Answers the folder. */
async function openWithAge(context: TestContext, file: string): Promise<string> {
  const page = await runTool(context, 'pdftotext', ['-layout', path.join(out, 'kit.pdf'), '-']);
  const identity = /AGE-SECRET-KEY-1[0-9A-Z]{58}/.exec(page.replace(/\s+/g, ''))?.[0];
  if (identity === undefined) throw new Error('the kit names no age identity');
  const key = path.join(out, 'key.txt');
  const zip = path.join(out, 'opened.zip');
  const folder = path.join(out, 'opened');
  await writeFile(key, `${identity}\n`, { mode: 0o600 });
  await runTool(context, 'age', ['-d', '-i', key, '-o', zip, file]);
  await runTool(context, 'unzip', ['-q', zip, '-d', folder]);
  return folder;
}

type Resource = { readonly resourceType: string };

/** The resources of a Bundle in a file. */
async function resourcesIn(file: string): Promise<readonly Resource[]> {
  const bundle = JSON.parse(await readFile(file, 'utf8')) as {
    readonly entry: readonly { readonly resource: Resource }[];
  }; // our own fixture
  return bundle.entry.map(({ resource }) => resource);
}

/** Every resource in the NDJSON files of a folder and of the folders in it. */
async function ndjsonUnder(folder: string): Promise<readonly Resource[]> {
  return (await linesUnder(folder)).map((line) => JSON.parse(line) as Resource);
}

async function linesUnder(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const wanted = names.filter((name) => /(^|\/)[A-Z][A-Za-z]+\.ndjson$/.test(name));
  const texts = await Promise.all(wanted.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
}

/** One text for one content, to compare by. */
function plain(resource: Resource): string {
  return JSON.stringify(resource);
}
