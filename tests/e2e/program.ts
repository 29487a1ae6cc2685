import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { electronFlags, rememberedElectron } from '../../scripts/electron-path.mjs';
import { root } from '../../scripts/run.mjs';
import { killTree } from './processes.ts';
import { slowMainFlags, slowWorkers } from './slow-answers.ts';

/** The environment's name for the folder of a chosen Electron, which the `electron` package reads. */
const chosenFolder = 'ELECTRON_OVERRIDE_DIST_PATH';

/** Where a program keeps its things: its profile, and what it and its browser take for temporary files. */
export type ProgramFolders = { readonly profile: string; readonly temporary: string };

/** The real program in its real window. */
export type RunningProgram = {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly folders: ProgramFolders;
  /** Closes the window as a person does. */
  close(): Promise<void>;
  /** Ends every process of the program at once, as a power cut does; one that has ended already stays so. */
  kill(): Promise<void>;
};

/** Fresh folders beside each other; `remove` takes both away. */
export async function freshFolders(): Promise<ProgramFolders & { remove(): Promise<void> }> {
  const parent = await mkdtemp(path.join(tmpdir(), 'phr-'));
  const folders = { profile: path.join(parent, 'profile'), temporary: path.join(parent, 'tmp') };
  return { ...folders, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** The desktop around a program: variables of its environment, and a script that is loaded into it before its own. */
export type Desktop = {
  readonly environment: Readonly<Record<string, string>>;
  readonly script: string;
  /** The folder of another program than the built one. */
  readonly program?: string;
};

/** Starts the built program on a profile and waits for its first screen. */
export async function startProgram(
  folders: ProgramFolders,
  desktop?: Desktop,
): Promise<RunningProgram> {
  await mkdir(folders.profile, { recursive: true });
  await mkdir(folders.temporary, { recursive: true });
  showElectronToPlaywright();
  const app = await _electron.launch({
    args: [
      ...electronFlags(),
      ...slowMainFlags,
      ...(desktop === undefined ? [] : ['-r', desktop.script]),
      desktop?.program ?? root,
      `--profile=${folders.profile}`,
    ],
    chromiumSandbox: true,
    cwd: root,
    env: { ...environment(folders.temporary), ...desktop?.environment },
  });
  await slowWorkers(app);
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the program has no process');
  const window = await firstScreen(app);
  return {
    app,
    window,
    folders,
    close: () => app.close(),
    kill: () => killTree(pid),
  };
}

/**
 * Playwright asks the `electron` package where Electron is, and remembers the answer. It could be told by
 * `executablePath`, but then it does not hold the program back until it has joined it, and one start in forty hangs.
 */
function showElectronToPlaywright(): void {
  const found = rememberedElectron();
  if (found === undefined) throw new Error('no Electron has been prepared');
  if (found.origin !== 'from npm') return;
  const before = process.env[chosenFolder];
  process.env[chosenFolder] = path.dirname(found.executable);
  createRequire(import.meta.url)('electron');
  if (before === undefined) Reflect.deleteProperty(process.env, chosenFolder);
  else process.env[chosenFolder] = before;
}

/** A program that shows nothing is ended, and not left behind. */
async function firstScreen(app: ElectronApplication): Promise<Page> {
  try {
    const window = await app.firstWindow();
    // Where Vite serves it, the page comes in hundreds of files; a database that was lost is made anew before it.
    await window.getByRole('heading', { level: 1 }).waitFor({ timeout: 120_000 });
    return window;
  } catch (thrown) {
    await app.close();
    throw thrown;
  }
}

function environment(temporary: string): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'PHR_PROFILE' ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), TMPDIR: temporary };
}
