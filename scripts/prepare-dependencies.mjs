import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npm, root, run } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage & Record<string, unknown>> }} Lock
 */

const declared = ['dependencies', 'devDependencies', 'optionalDependencies'];

/**
 * Whether the lock was made for this package.json.
 * @param {Lock} lock package-lock.json
 * @param {Record<string, unknown>} manifest package.json
 * @returns {boolean}
 */
export function lockFitsManifest(lock, manifest) {
  const locked = lock.packages?.[''];
  // npm sorts the names in the lock; a person may not have.
  const sorted = (/** @type {unknown} */ names) =>
    JSON.stringify(Object.entries(names ?? {}).sort());
  return declared.every((field) => sorted(locked?.[field]) === sorted(manifest[field]));
}

/**
 * Whether what npm says it installed is what is locked. Packages for other systems may be absent.
 * @param {Lock} lock package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json, which npm writes last
 * @returns {boolean}
 */
export function installedFitsLock(lock, installed) {
  const here = installed.packages ?? {};
  const locked = Object.entries(lock.packages ?? {}).filter(([place]) => place !== '');
  const known = new Set(locked.map(([place]) => place));
  const agree = locked.every(([place, { version, integrity, optional, devOptional }]) => {
    const found = here[place];
    if (found === undefined) return optional === true || devOptional === true;
    return found.version === version && found.integrity === integrity;
  });
  return agree && Object.keys(here).every((place) => known.has(place));
}

/** @param {string} file @returns {any} undefined where the file is missing or was cut short */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Installs the locked dependencies unless they are there already. */
export async function prepareDependencies() {
  const lock = readJson(path.join(root, 'package-lock.json')) ?? {};
  const manifest = readJson(path.join(root, 'package.json')) ?? {};
  const record = path.join(root, 'node_modules', '.package-lock.json');
  const installed = readJson(record);
  if (installed && lockFitsManifest(lock, manifest) && installedFitsLock(lock, installed)) return;

  say(
    existsSync(record)
      ? 'The installed dependencies are not the locked ones. Installing them again…'
      : 'Installing the locked dependencies (first time only; a minute or two)…',
  );
  // Without npm's own record an interrupted installation can't be taken for a whole one.
  rmSync(record, { force: true });
  const code = await run(
    ...npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
  );
  if (code !== 0) {
    throw new Stop(
      'The dependencies could not be installed; npm says why above. Nothing else was changed.',
    );
  }
}
