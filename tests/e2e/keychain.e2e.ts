import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startKeyringSession, type KeyringSession } from './keyring.ts';
import { lock } from './pages/places.ts';
import { seeProblem } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { unlock, unlockPage } from './pages/unlock-page.ts';
import { waysInPage } from './pages/ways-in-page.ts';
import { freshFolders, startProgram, type Desktop, type RunningProgram } from './program.ts';

const passphrase = 'four quiet herons wading';
const script = path.join(import.meta.dirname, 'real-keychain.cjs');
/** A desktop on which nothing keeps secrets. */
const bareDesktop: Desktop = {
  environment: { DBUS_SESSION_BUS_ADDRESS: '', XDG_CURRENT_DESKTOP: '' },
  script,
};

describe.runIf(process.platform === 'linux')('the keychain of this computer', () => {
  let session: KeyringSession;
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let desktop: Desktop;

  beforeAll(async () => {
    session = await startKeyringSession();
    desktop = { environment: session.environment, script };
    folders = await freshFolders();
    program = await startProgram(folders, desktop);
    await setUp(program.window, passphrase);
  });
  afterAll(async () => {
    await program.close();
    await session.end();
    await folders.remove();
  });

  test('is not added by somebody who only found the record open', async () => {
    const page = waysInPage(program.window);
    await page.open();
    await expect(page.useKeychain('a wrong guess')).rejects.toThrow('That is not the passphrase');
  });

  test('is added with the passphrase, and stands among the ways in', async () => {
    const page = waysInPage(program.window);
    await page.open();
    await page.useKeychain(passphrase);
    expect((await page.ways()).join()).toContain('This computer’s keychain');
  });

  test('opens the record without a passphrase, also after the program was started anew', async () => {
    await lock(program.window);
    await unlockPage(program.window).useKeychain();
    await program.close();
    program = await startProgram(folders, desktop);
    await unlockPage(program.window).seen();
    await unlockPage(program.window).useKeychain();
  });

  test('does not open it where the keychain is gone, and the passphrase still does', async () => {
    await program.close();
    program = await startProgram(folders, bareDesktop);
    const page = unlockPage(program.window);
    await page.seen();
    await page.tryKeychain();
    expect((await seeProblem(program.window)).title).toMatch(/keychain/);
    await unlock(program.window, passphrase);
  });

  test('is refused, with the reason, where it would lock everything with a key that all know', async () => {
    const page = waysInPage(program.window);
    await page.open();
    await page.remove('This computer’s keychain', passphrase);
    await expect.poll(page.text).toMatch(/Not offered here\. .*fixed key/s);
  });

  test('opens the record no more once it was taken away', async () => {
    await program.close();
    program = await startProgram(folders, desktop);
    await unlockPage(program.window).seen();
    expect(await unlockPage(program.window).offersKeychain()).toBe(false);
  });
});
