import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../scripts/run.mjs';
import { otherWindow } from './other-window.ts';
import { entryPage } from './pages/entry-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeProblem } from './pages/see.ts';
import { shareLogPage } from './pages/share-page.ts';
import { unlock, unlockPage } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';
import { makeNewer, wholeDatabase } from './whole-database.ts';

const stored = path.join(root, 'tests', 'fixtures', 'vaults', 'v1');

/** A profile as the first program left it. @see tests/fixtures/vaults/README.md */
describe('a vault that the first program made, opened by this one', () => {
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  let secrets: { readonly passphrase: string; readonly recoveryCode: string };

  beforeEach(async () => {
    folders = await freshFolders();
    await cp(path.join(stored, 'IndexedDB'), path.join(folders.profile, 'IndexedDB'), {
      recursive: true,
    });
    secrets = JSON.parse(
      await readFile(path.join(stored, 'secrets.json'), 'utf8'),
    ) as typeof secrets;
    program = await startProgram(folders);
  });
  afterEach(async () => {
    await program.close();
    await folders.remove();
  });

  const restart = async () => {
    await program.close();
    program = await startProgram(folders);
  };
  const tryToOpen = async (passphrase: string) => {
    const page = unlockPage(program.window);
    await page.type(passphrase);
    await page.tryToOpen();
  };

  test('is whole, by its passphrase and by its recovery code, today and at the next start', async () => {
    const before = await wholeDatabase(program.window);
    expect(before.version).toBe(10);
    await unlock(program.window, secrets.passphrase);
    const text = await overviewPage(program.window).text();
    expect(text).toContain('Margaret Ellen Hollinby');
    expect(text).not.toMatch(/missing|damaged/i);
    await goTo(program.window, 'Share log');
    expect(await shareLogPage(program.window).shares()).toHaveLength(1);

    await restart();
    await unlockPage(program.window).seen();
    await unlockPage(program.window).useRecoveryCode(secrets.recoveryCode);
    expect(await overviewPage(program.window).text()).not.toMatch(/missing|damaged/i);
    const after = await wholeDatabase(program.window);
    expect(after.version).toBe(60);
    expect(after.tables['header']).toMatchObject([{ formatVersion: 2 }]);
    expect(after.tables['segments']).toEqual(before.tables['segments']);
    expect(after.tables['log']?.slice(0, before.tables['log']?.length)).toEqual(
      before.tables['log'],
    );
  });

  test('is not touched before it is opened', async () => {
    const before = await wholeDatabase(program.window);
    await tryToOpen('not the passphrase');
    expect((await seeProblem(program.window)).title).toBe('That is not the passphrase');
    await restart();
    const after = await wholeDatabase(program.window);
    expect(after.tables['header']).toEqual(before.tables['header']);
    expect(after.tables['log']).toEqual(before.tables['log']);
  });

  test.for([{ database: 990 }, { formatVersion: 3 }])(
    'is refused politely and left alone once a newer program has had it: %o',
    async (what) => {
      await unlock(program.window, secrets.passphrase);
      await restart();
      await makeNewer(program.window, what);
      const before = await wholeDatabase(program.window);
      await restart();
      const other = otherWindow(program.window);
      const personId = before.name.slice('phr-'.length);
      expect((await other('people')).value).toMatchObject([{ id: personId, state: 'newer' }]);
      const refused = { ok: false, code: 'vault-newer-version' };
      const { passphrase, recoveryCode: code } = secrets;
      expect(await other('unlock', { personId, passphrase })).toMatchObject(refused);
      expect(await other('unlockWithRecoveryCode', { personId, code })).toMatchObject(refused);
      const proof = { kind: 'passphrase', passphrase };
      expect(await other('deleteVault', { personId, proof })).toMatchObject(refused);
      expect(await program.window.getByRole('main').innerText()).toContain('newer');
      await restart();
      expect(await wholeDatabase(program.window)).toEqual(before);
    },
  );

  test('opens in one window only', async () => {
    const { name } = await wholeDatabase(program.window);
    const personId = name.slice('phr-'.length);
    const { passphrase } = secrets;
    const other = otherWindow(program.window);
    expect(await other('unlock', { personId, passphrase })).toEqual({ ok: true, value: null });
    await tryToOpen(passphrase);
    expect((await seeProblem(program.window)).title).toBe('This record is open in another window');
    const proof = { kind: 'passphrase', passphrase };
    expect(await other('deleteVault', { personId, proof })).toMatchObject({ ok: true });
    expect((await other('people')).value).toEqual([]);
  });

  test.for([{ others: 0 }, { others: 1 }])(
    'leaves no byte of its key slots in the profile after it was deleted and the program started again: %o',
    async ({ others }) => {
      const { name, tables } = await wholeDatabase(program.window);
      const personId = name.slice('phr-'.length);
      const { passphrase } = secrets;
      const other = otherWindow(program.window);
      await other('people');
      expect(await other('unlock', { personId, passphrase })).toMatchObject({ ok: true });
      const later = (await wholeDatabase(program.window)).tables;
      const pieces = [...sealedPieces(tables['header']), ...sealedPieces(later['header'])];
      for (let made = 0; made < others; made += 1) {
        const wanted = { passphrase: 'nine slow otters' };
        expect(await otherWindow(program.window)('create', wanted)).toMatchObject({ ok: true });
      }
      expect(await filesWith(folders.profile, pieces)).not.toEqual([]);

      const proof = { kind: 'passphrase', passphrase };
      expect(await other('deleteVault', { personId, proof })).toEqual({ ok: true, value: null });
      // LevelDB takes away the files that it has merged when nobody reads them any more: at the next start at the latest.
      await restart();
      const left = await otherWindow(program.window)('people');
      expect(left.value).toHaveLength(others);
      expect(await filesWith(folders.profile, pieces)).toEqual([]);
    },
  );
});

/** Its cards are in English words; they are made anew behind the first screen. */
describe('a vault of the last program whose cards held words', () => {
  const vault = path.join(root, 'tests', 'fixtures', 'vaults', 'v2');

  test('shows the same, killed as it is opened, at the next start and at the one after that', async () => {
    const folders = await freshFolders();
    await cp(path.join(vault, 'IndexedDB'), path.join(folders.profile, 'IndexedDB'), {
      recursive: true,
    });
    const { passphrase } = JSON.parse(await readFile(path.join(vault, 'secrets.json'), 'utf8')) as {
      readonly passphrase: string;
    };
    let program = await startProgram(folders);
    const log = (await wholeDatabase(program.window)).tables['log'] ?? [];
    await unlock(program.window, passphrase);
    await program.kill();
    for (let start = 0; start < 2; start += 1) {
      program = await startProgram(folders);
      await unlock(program.window, passphrase);
      const text = await overviewPage(program.window).text();
      expect(text).toContain('Severe allergy: Latex');
      expect(text).not.toMatch(/missing|damaged/i);
      await goTo(program.window, 'Record');
      await recordPage(program.window).search('do not give');
      await recordPage(program.window).open('Do not give: Aspirin 75 mg');
      expect(Object.fromEntries(await entryPage(program.window).says())).toMatchObject({
        Status: 'Not to be given (active)',
        Reason: 'Stomach bleed',
      });
      const after = (await wholeDatabase(program.window)).tables['log'];
      expect(after?.slice(0, log.length)).toEqual(log);
      await program.close();
    }
    await folders.remove();
  });
});

/** Every run of 12 bytes of what the slots hold: a table's compression may leave only parts of it as they are. */
function sealedPieces(header: readonly unknown[] | undefined): Buffer[] {
  const [{ slots }] = header as [{ slots: { salt: Sealed; sealedKey: Sealed }[] }];
  return slots
    .flatMap(({ salt, sealedKey }) => [salt, sealedKey])
    .flatMap(({ base64 }) => {
      const bytes = Buffer.from(base64, 'base64');
      const starts = Array.from({ length: Math.floor(bytes.length / 12) }, (_, at) => at * 12);
      return starts.map((at) => bytes.subarray(at, at + 12));
    });
}
type Sealed = { readonly base64: string };

async function filesWith(folder: string, pieces: readonly Buffer[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (pieces.some((piece) => bytes.includes(piece))) found.push(path.relative(folder, file));
  }
  return found;
}
