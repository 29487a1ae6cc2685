import { cp, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { develop, type Development } from '../dev/develop.ts';
import { root } from '../../scripts/run.mjs';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { seeHeading } from './pages/see.ts';

/** How long a change may take to be seen on a computer that does other things besides; alone it is within a second. */
const patience = 60_000;

describe('npm run dev', () => {
  let sources: string;
  let development: Development;

  /**
   * Changes a copy, so that nothing has to be put right in the sources themselves; in one go, since a file that is
   * emptied and filled may be seen as two changes, and the program begun anew twice.
   */
  const change = async (file: string, from: string, to: string): Promise<void> => {
    const place = path.join(sources, file);
    const before = await readFile(place, 'utf8');
    expect(before).toContain(from);
    await writeFile(`${place}.new`, before.replace(from, to));
    await rename(`${place}.new`, place);
  };

  beforeAll(async () => {
    sources = await mkdtemp(path.join(tmpdir(), 'phr-sources-'));
    for (const name of ['electron', 'renderer', 'shared', 'package.json', 'tsconfig.json']) {
      await cp(path.join(root, name), path.join(sources, name), { recursive: true });
    }
    await symlink(path.join(root, 'node_modules'), path.join(sources, 'node_modules'));
    development = await develop(sources);
  });
  afterAll(async () => {
    await development.end();
    await rm(sources, { recursive: true, force: true });
  });

  test('opens with the sample record, unlocked', async () => {
    const shelves = await overviewPage(development.window()).shelves();
    expect(shelves.get('Allergies')).toBeGreaterThan(0);
  });

  test('shows a changed line of a screen in the open window, which keeps what was typed', async () => {
    const window = development.window();
    await goTo(window, 'Record');
    await recordPage(window).search('warfarin');
    const started = performance.now();
    await change(
      'renderer/features/record/RecordScreen.tsx',
      'Show entries that a source marked as a mistake',
      'Show what a source took back',
    );
    await window.getByLabel('Show what a source took back').waitFor({ timeout: patience });
    console.log(`seen after ${String(Math.round(performance.now() - started))} ms`);
    expect(await window.getByRole('searchbox').inputValue()).toBe('warfarin');
  });

  test('shows a changed style too', async () => {
    const window = development.window();
    const rule = '.phr-page__title:focus {';
    await change(
      'renderer/ui/layout.scss',
      rule,
      `.phr-page__title { letter-spacing: 3px; }\n${rule}`,
    );
    const title = window.getByRole('heading', { level: 1 });
    await expect
      .poll(() => title.evaluate((node) => getComputedStyle(node).letterSpacing))
      .toBe('3px');
    expect(await window.getByRole('searchbox').inputValue()).toBe('warfarin');
  });

  test('begins the page anew where the vault changed, and unlocks it', async () => {
    const window = development.window();
    await window.evaluate(() => (document.title = 'before'));
    await change('renderer/vault/worker.ts', 'expose(', 'void 0;\nexpose(');
    await window.waitForFunction(() => document.title !== 'before', undefined, {
      timeout: patience,
    });
    await seeHeading(window, 'Your record');
    expect((await overviewPage(window).shelves()).get('Allergies')).toBeGreaterThan(0);
  });

  test('begins the program anew where its main process changed, on the same record', async () => {
    const before = development.window();
    const gone = before.waitForEvent('close', { timeout: patience });
    await change('electron/window.ts', "'Patient-Held Record'", "'Another title'");
    await gone;
    const window = await development.anew();
    expect((await overviewPage(window).shelves()).get('Allergies')).toBeGreaterThan(0);
  });

  test('has left nothing of itself in the built program', async () => {
    const built = path.join(root, 'dist');
    const scripts = (await readdir(built, { recursive: true })).filter((file) =>
      /\.(c?js|html)$/.test(file),
    );
    expect(scripts.length).toBeGreaterThan(5);
    for (const file of scripts) {
      const text = await readFile(path.join(built, file), 'utf8');
      expect(text, file).not.toMatch(/PHR_DEV_|@vite\/client|react-refresh|RefreshReg/);
    }
  });
});
