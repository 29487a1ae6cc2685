import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { freshFolders, startProgram, type RunningProgram } from '../e2e/program.ts';
import { unlock } from '../e2e/pages/unlock-page.ts';
import { buildPages } from '../../scripts/build.mjs';
import { demoPassphrase } from '../demo/arguments.ts';
import { root } from '../../scripts/run.mjs';
import { openSampleRecord } from './sample-record.ts';
import { servePages, tellReloads, watchMain } from './sources-served.ts';

/** The program while somebody works on it. */
export type Development = {
  /** Its window. @throws Error while the program is being begun anew */
  readonly window: () => Page;
  /** Its window once nothing is being begun anew. */
  anew(): Promise<Page>;
  /** Answers once a person has closed the window. */
  readonly closed: Promise<void>;
  end(): Promise<void>;
};

/**
 * Opens the program of a source folder on a throw-away profile, with the sample record in it, unlocked. A change of a
 * screen is put into the open window, any other of the page or the vault begins the page anew, and one of the main
 * process the program; what was begun anew is unlocked again.
 */
export async function develop(sources = root): Promise<Development> {
  const folders = await freshFolders();
  const parent = path.dirname(folders.profile);
  // Playwright ends this process itself when a signal comes.
  process.once('exit', () => {
    rmSync(parent, { recursive: true, force: true });
  });
  const program = path.join(parent, 'program');
  await mkdir(program);
  await copyFile(path.join(sources, 'package.json'), path.join(program, 'package.json'));
  const place = { root: sources, out: path.join(program, 'dist') };

  const nonce = randomUUID();
  const pages = await servePages(sources, nonce);
  const kept = keepOpen(() =>
    startProgram(folders, {
      program,
      script: path.join(root, 'tests', 'dev', 'pages-from-vite.cjs'),
      environment: { PHR_DEV_SERVER: pages.address, PHR_DEV_NONCE: nonce, PHR_DEVTOOLS: '1' },
    }),
  );
  const watchers = await watchMain(place, () => {
    kept.restart();
  });
  await buildPages(place, ['print']);
  const sample = await openSampleRecord(await kept.open());
  tellReloads(pages.vite, kept.reload);
  return {
    ...kept,
    async end() {
      await kept.end();
      await Promise.all([...watchers, pages, sample].map((one) => one.close()));
      await folders.remove();
    },
  };
}

/** A program that can be begun anew, whole or its page alone, and is unlocked afterwards. */
function keepOpen(start: () => Promise<RunningProgram>) {
  let running: RunningProgram | undefined;
  let whole = false;
  let tellClosed = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    tellClosed = resolve;
  });
  const open = async (): Promise<RunningProgram> => {
    const opened = await start();
    running = opened;
    opened.app.once('close', () => {
      if (running === opened) tellClosed();
    });
    return opened;
  };
  const close = async (): Promise<void> => {
    const last = running;
    running = undefined;
    await last?.close();
  };
  const window = (): Page => {
    if (running === undefined) throw new Error('the program is just being begun anew');
    return running.window;
  };
  const beginAnew = oneAtATime(async () => {
    if (running === undefined) return;
    if (whole) {
      whole = false;
      await close();
      await open();
    } else {
      await running.window.reload();
    }
    await unlock(window(), demoPassphrase);
  });
  return {
    ...{ window, open, closed, end: close, reload: beginAnew },
    anew: () => beginAnew.done().then(window),
    restart() {
      whole = true;
      beginAnew();
    },
  };
}

/** Does `work` when asked; asked again meanwhile, once more afterwards. `done`: what was asked for so far is done. */
function oneAtATime(work: () => Promise<void>): (() => void) & { done(): Promise<void> } {
  let last = Promise.resolve();
  let waiting = false;
  const ask = () => {
    if (waiting) return;
    waiting = true;
    last = last
      .then(() => {
        waiting = false;
        return work();
      })
      .catch(console.error);
  };
  return Object.assign(ask, { done: () => last });
}
