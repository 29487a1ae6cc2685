import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeHeading } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { unlock } from './pages/unlock-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

const passphrase = 'seven slow otters resting';

let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let files: string;

beforeAll(async () => {
  folders = await freshFolders();
  program = await startProgram(folders);
  files = path.join(path.dirname(folders.profile), 'files');
  await mkdir(files, { recursive: true });
  await setUp(program.window, passphrase);
});
afterAll(async () => {
  await program.close();
  await folders.remove();
});

async function written(name: string, resource: object): Promise<string> {
  const file = path.join(files, name);
  await writeFile(file, JSON.stringify(resource));
  return file;
}

/** Keeps the vault's worker busy for ever, as a file would that its reader never comes to the end of. */
function keepBusy(window: Page): void {
  for (const worker of window.workers()) {
    void worker
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined);
  }
}

/** One result with so many parts that a computer is still at it when the next key is pressed. */
const endless = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Very many parts' },
  component: Array.from({ length: 60_000 }, (_, index) => ({
    code: { text: `Part ${String(index)}` },
    valueQuantity: { value: index, unit: 'mg' },
  })),
};

test('Cancel ends what does not hear it, says which file, and leaves the record safe and closed', async () => {
  const { window } = program;
  const add = addRecordsPage(window);
  await goTo(window, 'Add records');
  await add.addFiles(
    await written('small.json', {
      resourceType: 'Condition',
      code: { text: 'Asthma' },
      clinicalStatus: { coding: [{ code: 'active' }] },
    }),
  );
  await add.outcome();
  await add.again();
  await add.addFiles(await written('endless.json', endless));
  await seeHeading(window, 'Reading endless.json');
  keepBusy(window);
  await window.getByRole('button', { name: 'Cancel' }).click();
  await seeHeading(window, 'It is stopped');
  expect(await window.getByRole('main').innerText()).toContain('in the middle of “endless.json”');
  expect(await window.getByText('Asthma').count()).toBe(0);
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Open the record again' }).click();
  await unlock(window, passphrase);
  await goTo(window, 'Record');
  await recordPage(window).open('Asthma');
});
