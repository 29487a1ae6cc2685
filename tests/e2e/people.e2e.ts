import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ukPatientPath } from '../provider/server.ts';
import { expectAccessible, expectNothingCutOff, zoom } from './accessible.ts';
import { answerSaveDialog } from './far-edge.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { bringBackPage } from './pages/bring-back-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { peoplePage } from './pages/people-page.ts';
import { goTo, lock } from './pages/places.ts';
import { seeProblem } from './pages/see.ts';
import { makeRecord, setUpPage } from './pages/set-up-page.ts';
import { unlockPage } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const blue = { nickname: 'Blue', passphrase: 'four quiet herons wading' };
const green = { nickname: 'Green', passphrase: 'seven loud ducks asleep' };
/** Of the invented patient, whose record is Blue's. */
const familyName = 'Hollinby';

describe('two people on one computer', () => {
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let out: string;
  let codeOfBlue: string;

  beforeAll(async () => {
    folders = await freshFolders();
    out = await mkdtemp(path.join(tmpdir(), 'phr-kit-'));
    program = await startProgram(folders);
  });
  afterAll(async () => {
    await program.close();
    await folders.remove();
    await rm(out, { recursive: true, force: true });
  });

  test('the first takes a pasted passphrase, saves the kit and is told which group of the code is wrong', async () => {
    const { window, app } = program;
    const page = setUpPage(window);
    await page.start();
    await paste(program, 'Passphrase', blue.passphrase);
    await paste(program, 'Passphrase again', blue.passphrase);
    await page.seeStrength('Very good');
    await page.toNickname();
    await page.typeNickname(blue.nickname);
    await page.make();
    codeOfBlue = await page.recoveryCode();
    const kit = path.join(out, 'kit.pdf');
    await answerSaveDialog(app, kit);
    await page.saveKit();
    expect((await readFile(kit)).subarray(0, 5).toString()).toBe('%PDF-');

    await page.onPaper();
    await page.typeCode(withMistakeIn(codeOfBlue, 3));
    await window.getByRole('button', { name: 'Check the code' }).click();
    expect((await seeProblem(window)).advice).toContain('Look again at the third group.');
    await page.typeCode(codeOfBlue);
    await page.checkCode();
    await goTo(window, 'Add records');
    await addRecordsPage(window).addFiles(ukPatientPath('gp'));
    expect(await addRecordsPage(window).outcome()).toBe('done');
  });

  test('the second makes a record beside it, under another name', async () => {
    const { window } = program;
    await lock(window);
    await unlockPage(window).addAnotherPerson();
    const page = setUpPage(window);
    await page.typePassphrase(green.passphrase);
    await page.toNickname();
    await page.typeNickname('blue');
    await page.tryToMake();
    await page.seeFault('Another record here is called so already.');
    await window.getByRole('button', { name: 'Choose another passphrase' }).click();
    await makeRecord(window, green);
    expect(await overviewPage(window).text()).toContain('There is nothing in it yet');
  });

  test('the list shows their nicknames, and nothing else about them', async () => {
    const { window } = program;
    await lock(window);
    const page = peoplePage(window);
    await page.seen();
    await expectAccessible(window);
    expect(await page.names()).toEqual([blue.nickname, green.nickname]);
    expect(await page.text()).not.toMatch(/Hollinby|Margaret|entr(y|ies)|\d/);
  });

  test('neither passphrase opens the other record, and no code does', async () => {
    const { window } = program;
    const door = unlockPage(window);
    await peoplePage(window).choose(green.nickname);
    await door.type(blue.passphrase);
    await expect(door.open()).rejects.toThrow('That is not the passphrase');
    await expect(door.useRecoveryCode(codeOfBlue)).rejects.toThrow('That is not the recovery code');
    await door.somebodyElse();
    await peoplePage(window).choose(blue.nickname);
    await door.type(green.passphrase);
    await expect(door.open()).rejects.toThrow('That is not the passphrase');
  });

  test('opening one never opens the other', async () => {
    const { window } = program;
    const door = unlockPage(window);
    await door.type(blue.passphrase);
    await door.open();
    expect(await overviewPage(window).text()).toContain(familyName);
    await lock(window);
    await peoplePage(window).choose(green.nickname);
    await door.type(green.passphrase);
    await door.open();
    expect(await overviewPage(window).text()).not.toContain(familyName);
    await lock(window);
  });

  test('the wait after wrong guesses survives a restart, and holds up nobody else', async () => {
    await peoplePage(program.window).choose(green.nickname);
    await guessUntilWaiting(program.window, 30);
    await program.kill();
    program = await startProgram(folders);

    const { window } = program;
    const door = unlockPage(window);
    await peoplePage(window).choose(green.nickname);
    expect(await door.seeWait()).toMatch(/^\d+ seconds?$/);
    await door.type(green.passphrase);
    expect(await window.getByRole('button', { name: 'Open', exact: true }).isDisabled()).toBe(true);
    await expectAccessible(window);
    await door.somebodyElse();
    await peoplePage(window).choose(blue.nickname);
    await door.type(blue.passphrase);
    await door.open();

    await lock(window);
    await peoplePage(window).choose(green.nickname);
    await door.waitOver(60_000);
    await door.type(green.passphrase);
    await door.open();
  });

  test('the list, a door and the set-up can be read at 400 % zoom, and led back from', async () => {
    const { window, app } = program;
    await lock(window);
    await zoom(app, 4);
    await peoplePage(window).seen();
    await expectNothingCutOff(window, 'people');
    await peoplePage(window).choose(blue.nickname);
    await expectNothingCutOff(window, 'door');
    await unlockPage(window).somebodyElse();
    await peoplePage(window).addAnotherPerson();
    await setUpPage(window).typePassphrase('Coronation Street');
    await setUpPage(window).seeStrength('Fair');
    await expectNothingCutOff(window, 'passphrase');
    await window.getByRole('button', { name: 'Back', exact: true }).click();
    await window.getByRole('button', { name: 'Bring back a backup' }).click();
    await bringBackPage(window).seen();
    await expectNothingCutOff(window, 'bring back');
    await zoom(app, 1);
  });
});

/** The code with another symbol in one of its groups, counted from 1. */
function withMistakeIn(code: string, group: number): string {
  return code
    .split(' ')
    .map((text, index) => {
      if (index !== group - 1) return text;
      return `${text.startsWith('7') ? '8' : '7'}${text.slice(1)}`;
    })
    .join(' ');
}

/** Puts text on the clipboard and pastes it by the keyboard. */
async function paste({ app, window }: RunningProgram, label: string, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  const field = window.getByLabel(label, { exact: true });
  await field.focus();
  await window.keyboard.press('Control+v');
  expect(await field.inputValue()).toBe(text);
}

/** Guesses wrong until at least so many seconds must be waited. */
async function guessUntilWaiting(window: Page, seconds: number): Promise<void> {
  const door = unlockPage(window);
  const timer = window.getByRole('timer');
  const mostGuesses = 10;
  for (let guess = 0; guess < mostGuesses; guess += 1) {
    await door.type(`a wrong guess, number ${String(guess)}`);
    await door.tryToOpen();
    await seeProblem(window);
    if (!(await timer.isVisible())) continue;
    if (Number.parseInt(await door.seeWait(), 10) >= seconds) return;
    await door.waitOver(60_000);
  }
  throw new Error('no guess was ever held back');
}
