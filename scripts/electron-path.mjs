import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cache, root } from './run.mjs';

/**
 * An Electron that was seen to run.
 * `origin` says where it came from: the person's own choice, its own download, or the npm package.
 * @typedef {{
 *   executable: string, electron: string, chromium: string, origin: 'chosen' | 'downloaded' | 'from npm',
 * }} FoundElectron
 * @typedef {FoundElectron & { size: number, changed: number, wanted: string, chosen: string }} Stamp
 */

const stampFile = cache('electron.json');

/** The version of Electron that is locked. @returns {string} */
export function wantedElectron() {
  return JSON.parse(
    readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  ).version;
}

/** The folder of an Electron that the person chose, or nothing. @returns {string} */
export function chosenFolder() {
  return process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
}

/** Remembers an Electron, so that the next start need not look again. @param {FoundElectron} found */
export function rememberElectron(found) {
  const { size, mtimeMs } = statSync(found.executable);
  /** @type {Stamp} */
  const stamp = {
    ...found,
    size,
    changed: mtimeMs,
    wanted: wantedElectron(),
    chosen: chosenFolder(),
  };
  mkdirSync(path.dirname(stampFile), { recursive: true });
  const draft = `${stampFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(stamp, undefined, 2));
  renameSync(draft, stampFile);
}

/**
 * The Electron that `prepare` found last, if it is still the same and still the one to use.
 * @returns {FoundElectron | undefined}
 */
export function rememberedElectron() {
  if (!existsSync(stampFile)) return undefined;
  /** @type {Stamp} */
  const { size, changed, wanted, chosen, ...found } = JSON.parse(readFileSync(stampFile, 'utf8'));
  const file = statSync(found.executable, { throwIfNoEntry: false });
  const same = file?.size === size && file.mtimeMs === changed;
  return same && wanted === wantedElectron() && chosen === chosenFolder() ? found : undefined;
}

/** What every start of Electron needs here: only root has to do without the sandbox. @returns {string[]} */
export function electronFlags() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
