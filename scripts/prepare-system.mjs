import { readdirSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { hasDisplay } from './display.mjs';
import { progressLine } from './progress.mjs';
import { capture, exitCode } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * A package under each name that a release of Debian or Ubuntu gives it, newest first.
 * `program` marks what we call by name: nothing can stand in for it.
 * @typedef {{ names: readonly string[], program?: boolean }} SystemPackage
 */

/** @type {readonly SystemPackage[]} */
const forElectron = [
  { names: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { names: ['libnss3'] },
  { names: ['libasound2t64', 'libasound2'] },
  { names: ['libgbm1'] },
  { names: ['libxss1'] },
  { names: ['libxtst6'] },
  { names: ['fonts-dejavu-core'] },
];
/** @type {readonly SystemPackage[]} */
const forNoDisplay = [{ names: ['xvfb'], program: true }];
/** @type {readonly SystemPackage[]} */
const forTesting = [
  ['poppler-utils'],
  ['zbar-tools'],
  ['qpdf'],
  ['age'],
  ['unzip'],
  ['gnome-keyring'],
  ['dbus-daemon', 'dbus'],
  ['dbus-bin', 'dbus'],
  ['libsecret-1-0'],
].map((names) => ({ names, program: true }));

/**
 * The fields of an os-release file.
 * @param {string} text
 * @returns {Record<string, string>}
 * @see os-release(5)
 */
export function parseOsRelease(text) {
  const lines = text.matchAll(/^([A-Z][A-Z0-9_]*)=(?:"(.*)"|'(.*)'|(.*))$/gm);
  return Object.fromEntries(
    [...lines].map(([, key = '', ...values]) => [key, values.find((v) => v !== undefined) ?? '']),
  );
}

/** Whether this is Debian, Ubuntu or a child of theirs. @param {Record<string, string>} release @returns {boolean} */
export function isDebianLike(release) {
  const family = [release['ID'] ?? '', ...(release['ID_LIKE'] ?? '').split(' ')];
  return family.some((name) => name === 'debian' || name === 'ubuntu');
}

/**
 * What the program, or its tests, need from the system.
 * @param {{ forTests: boolean, display: boolean }} use
 * @returns {SystemPackage[]}
 */
export function neededPackages({ forTests, display }) {
  return [...forElectron, ...(display ? [] : forNoDisplay), ...(forTests ? forTesting : [])];
}

/**
 * The needed packages of which no name is installed.
 * @param {readonly SystemPackage[]} needed
 * @param {ReadonlySet<string>} installed
 * @returns {SystemPackage[]}
 */
export function missingPackages(needed, installed) {
  return needed.filter(({ names }) => !names.some((name) => installed.has(name)));
}

/**
 * The arguments for apt-get that install these packages.
 * @param {readonly SystemPackage[]} missing
 * @param {ReadonlySet<string>} offered the names that this release offers
 * @returns {string[]}
 */
export function installArguments(missing, offered) {
  const names = missing.map(
    ({ names }) => names.find((name) => offered.has(name)) ?? names[names.length - 1] ?? '',
  );
  return ['install', '-y', '--no-install-recommends', ...names];
}

/** @param {string} dpkgOutput lines of a name and its status @returns {Set<string>} */
export function installedNames(dpkgOutput) {
  const lines = dpkgOutput.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name = '']) => name));
}

/** @param {readonly SystemPackage[]} needed @returns {Promise<SystemPackage[]>} */
async function findMissing(needed) {
  const names = needed.flatMap((entry) => entry.names);
  // Its exit code only says that some name is unknown, which the output says better.
  const { stdout } = await capture('dpkg-query', [
    '-W',
    '-f=${Package} ${db:Status-Status}\\n',
    ...names,
  ]);
  return missingPackages(needed, installedNames(stdout));
}

/** @param {readonly SystemPackage[]} missing @returns {Promise<Set<string>>} */
async function findOffered(missing) {
  const choices = missing.flatMap(({ names }) => (names.length > 1 ? names : []));
  const known = choices.map(async (name) => {
    const { stdout } = await capture('apt-cache', ['show', '--no-all-versions', name]);
    return stdout.includes(`Package: ${name}\n`) ? [name] : [];
  });
  return new Set((await Promise.all(known)).flat());
}

/**
 * Runs apt-get with its progress on one line.
 * @param {string} what the sentence before the figures
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether it succeeded; if not, what it printed is shown
 */
async function aptGet(what, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn(
    'apt-get',
    ['-q', '-o', 'APT::Status-Fd=3', '-o', 'DPkg::Lock::Timeout=60', ...args],
    {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (printed += text));
  const line = progressLine(what);
  child.stdio[3]?.on('data', (text) => {
    const stages = [...String(text).matchAll(/^(dl|pm)status:[^:]*:([\d.]+):/gm)];
    const [, stage, percent] = stages.at(-1) ?? [];
    if (percent)
      line.show(`${stage === 'dl' ? 'fetched' : 'installed'} ${Math.round(Number(percent))} %`);
  });
  const code = await exitCode(child);
  line.end();
  if (code !== 0) process.stderr.write(printed);
  return code === 0;
}

/** @returns {boolean} */
function hasPackageLists() {
  try {
    return readdirSync('/var/lib/apt/lists').some(
      (name) => name.endsWith('Packages') || name.includes('_Packages.'),
    );
  } catch {
    return false;
  }
}

/** @param {readonly SystemPackage[]} missing */
async function install(missing) {
  say(`System packages are missing: ${missing.map(({ names }) => names.at(-1)).join(', ')}.`);
  const update = () => aptGet('Updating the list of system packages…', ['update']);
  if (!hasPackageLists()) await update();
  const attempt = async () => {
    const args = installArguments(missing, await findOffered(missing));
    return aptGet('Installing them…', args);
  };
  if (await attempt()) return;
  say('That did not work. Trying once more with a fresh list of packages…');
  if (await update()) await attempt();
}

/** @returns {Record<string, string>} empty where the system has no such file */
function osRelease() {
  try {
    return parseOsRelease(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Looks for the system's libraries on Debian and Ubuntu, and installs missing ones as root.
 * @param {{ forTests: boolean }} use
 * @returns {Promise<string | undefined>} the line to type where libraries are still missing
 * @throws Stop where a program that nothing can replace is missing
 */
export async function prepareSystem({ forTests }) {
  if (process.platform !== 'linux' || !isDebianLike(osRelease())) return undefined;
  const needed = neededPackages({ forTests, display: hasDisplay() });
  let missing = await findMissing(needed);
  if (missing.length > 0 && process.getuid?.() === 0) {
    await install(missing);
    missing = await findMissing(needed);
  }
  if (missing.length === 0) return undefined;

  const line = `sudo apt-get ${installArguments(missing, await findOffered(missing)).join(' ')}`;
  if (missing.some(({ program }) => program)) {
    throw new Stop(
      `Some system packages are missing. Please type this line, then try again:\n  ${line}`,
    );
  }
  say(
    `Some system packages seem to be missing. If the program does not open, type this line:\n  ${line}`,
  );
  return line;
}
