import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundIn, heapsOf } from './heap.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { entryPage } from './pages/entry-page.ts';
import { goTo, lock } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeHeading } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { lockedHeading, unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'four quiet herons wading';
const words = {
  name: 'Canaryfield',
  problem: 'Canarypox of the left elbow',
  text: 'Canaryletter about the winter',
  typed: 'Canarysearch',
};

/** A made-up patient with one problem, and one letter that can be opened. */
function aRecord(): string {
  const subject = { reference: 'Patient/p' };
  return [
    { resourceType: 'Patient', id: 'p', name: [{ family: words.name }], birthDate: '1951-04-17' },
    { resourceType: 'Condition', id: 'c', subject, code: { text: words.problem } },
    {
      resourceType: 'DocumentReference',
      id: 'd',
      status: 'current',
      subject,
      description: 'A letter',
      content: [
        {
          attachment: {
            contentType: 'text/plain',
            title: 'letter.txt',
            data: Buffer.from(words.text).toString('base64'),
          },
        },
      ],
    },
  ]
    .map((resource) => JSON.stringify(resource))
    .join('\n');
}

describe('after a lock', () => {
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;
  /** The recovery code's first group, as it stood on the screen. */
  let code: string;

  beforeAll(async () => {
    folders = await freshFolders();
    program = await startProgram(folders);
    const { window } = program;
    code = (await setUp(window, passphrase)).replaceAll(' ', '-');
    const file = path.join(folders.temporary, 'record.ndjson');
    await writeFile(file, aRecord());
    await goTo(window, 'Add records');
    await addRecordsPage(window).addFiles(file);
    expect(await addRecordsPage(window).outcome()).toBe('done');
  });
  afterAll(async () => {
    await program.close();
    await folders.remove();
  });

  /** Reads, opens, searches and types, so that the page holds as much as it ever does. */
  async function use(): Promise<void> {
    const { window } = program;
    await goTo(window, 'Record');
    await recordPage(window).search('Canarypox');
    await recordPage(window).openFirst();
    await entryPage(window).original();
    await goTo(window, 'Record');
    await recordPage(window).shelf('Documents');
    await recordPage(window).openFirst();
    expect(await entryPage(window).openText('letter.txt')).toContain(words.text);
    await goTo(window, 'Record');
    await recordPage(window).search(words.typed);
  }

  const secrets = () => [...Object.values(words), passphrase, code];
  const pageProcess = () =>
    program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
  const rendererProcesses = () =>
    program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));

  const clipboard = () => program.app.evaluate(({ clipboard: system }) => system.readText());
  let copiedAt: number;

  test('text can be copied', async () => {
    const { window } = program;
    await goTo(window, 'Record');
    await recordPage(window).search(words.typed);
    await window.getByRole('searchbox').press('Control+a');
    await window.getByRole('searchbox').press('Control+c');
    await expect.poll(clipboard).toBe(words.typed);
    copiedAt = performance.now();
    await lock(window);
    expect(await clipboard()).toBe(words.typed);
    await unlock(window, passphrase);
  });

  test('the search of the memory would find what is there before it', async () => {
    await use();
    const heaps = await heapsOf(program.window);
    expect(foundIn(heaps.page, [words.typed])).toEqual([words.typed]);
    const wanted = [words.name, words.problem];
    expect(heaps.workers.map((worker) => foundIn(worker, wanted))).toContainEqual(wanted);
  });

  const ways: Readonly<Record<string, () => Promise<void>>> = {
    'by the button': () => lock(program.window),
    'by Ctrl and L': () => program.window.keyboard.press('Control+l'),
    'because the computer sleeps': () =>
      program.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend')),
    'because its screen is locked': () =>
      program.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen')),
    'because another person takes the seat': () =>
      program.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('user-did-resign-active')),
    'because Linux says so only when it is asked': () =>
      program.app.evaluate(({ powerMonitor }) => {
        const ask = powerMonitor.getSystemIdleState.bind(powerMonitor);
        powerMonitor.getSystemIdleState = () => {
          powerMonitor.getSystemIdleState = ask;
          return 'locked';
        };
      }),
    'because nobody touched anything for five minutes': async () => {
      const { window } = program;
      await window.clock.install();
      await window.clock.fastForward('04:30');
      await window.mouse.move(20, 20);
      await window.clock.fastForward('04:30');
      expect(await window.getByRole('button', { name: 'Lock now' }).count()).toBe(1);
      await window.clock.fastForward('00:40');
    },
  };

  test.each(Object.keys(ways))('%s, nothing of the record is left in the page', async (way) => {
    const { window } = program;
    await seeHeading(window, /./);
    if (await window.getByRole('heading', { name: lockedHeading }).isVisible()) {
      await unlock(window, passphrase);
      await use();
    }
    const before = await pageProcess();
    await ways[way]?.();
    await seeHeading(window, lockedHeading);

    const heaps = await heapsOf(window);
    expect(foundIn(heaps.page, secrets())).toEqual([]);
    for (const worker of heaps.workers) expect(foundIn(worker, secrets())).toEqual([]);
    // The process in which the page and its worker lived has ended, and its memory with it.
    expect(await pageProcess()).not.toBe(before);
    await expect.poll(rendererProcesses).not.toContain(before);

    const left = await window.evaluate(() => ({
      fields: Array.from(document.querySelectorAll('input'), ({ value }) => value).join(''),
      history: [history.length, JSON.stringify(history.state), location.href, document.title],
      kept: [localStorage.length, sessionStorage.length, self.name],
    }));
    expect(left).toEqual({
      fields: '',
      history: [1, 'null', 'app://phr/', 'Patient-Held Record'],
      kept: [0, 0, ''],
    });
  });

  test('the text size stays as it was', async () => {
    const { window } = program;
    await unlock(window, passphrase);
    await window.evaluate(() => {
      location.hash = '#text-large';
    });
    await lock(window);
    expect(await window.evaluate(() => document.documentElement.className)).toContain(
      'phr-text-large',
    );
  });

  test('the copied text is gone from the clipboard after a minute, which went on all the while', async () => {
    await expect.poll(clipboard, { timeout: 70_000, interval: 500 }).toBe('');
    expect(performance.now() - copiedAt).toBeGreaterThan(59_000);
  });

  test('what somebody else copied stays', async () => {
    const { window, app } = program;
    await unlock(window, passphrase);
    await goTo(window, 'Record');
    await recordPage(window).search(words.typed);
    await window.getByRole('searchbox').press('Control+a');
    await window.getByRole('searchbox').press('Control+x');
    await expect.poll(clipboard).toBe(words.typed);
    await app.evaluate(({ clipboard: system }) => system.writeText('a shopping list'));
    await lock(window);
    expect(await clipboard()).toBe('a shopping list');
  });
});
