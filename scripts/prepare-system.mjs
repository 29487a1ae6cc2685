import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { hasDisplay } from './display.mjs';
import { capture, run } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * A package under each name that a release of Debian or Ubuntu gives it, newest first.
 * `program` marks what we call by name: nothing can stand in for it.
 * @typedef {{ names: readonly string[], program: boolean }} SystemPackage
 */

const forElectron = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['fonts-dejavu-core'],
];
const forNoDisplay = [['xvfb'], ['xauth']];
const forTests = [
  ...[['poppler-utils'], ['zbar-tools'], ['qpdf'], ['age'], ['unzip'], ['openssl']],
  ...[['gnome-keyring'], ['dbus-daemon', 'dbus'], ['dbus-bin', 'dbus'], ['libsecret-1-0']],
];

/** Whether this is Debian, Ubuntu or a child of theirs. @param {string} release an os-release(5) file */
export function isDebianLike(release) {
  return /^ID(_LIKE)?=(.*[ "'])?(debian|ubuntu)\b/m.test(release);
}

/**
 * What the tests, or the program's window, need from the system.
 * @param {{ tools: boolean, window: boolean, display: boolean }} use
 * @returns {SystemPackage[]}
 */
export function neededPackages({ tools, window, display }) {
  const programs = [...(window && !display ? forNoDisplay : []), ...(tools ? forTests : [])];
  return [
    ...(window ? forElectron : []).map((names) => ({ names, program: false })),
    ...programs.map((names) => ({ names, program: true })),
  ];
}

/**
 * The needed packages of which no name is installed.
 * @param {readonly SystemPackage[]} needed
 * @param {string} printed by dpkg-query: lines of a name and its status
 * @returns {SystemPackage[]}
 */
export function missingPackages(needed, printed) {
  const installed = new Set(printed.split('\n'));
  return needed.filter(({ names }) => !names.some((name) => installed.has(`${name} installed`)));
}

/**
 * The arguments for apt-get that install these packages.
 * @param {readonly SystemPackage[]} missing
 * @param {ReadonlySet<string>} offered the names that this release offers
 * @returns {string[]}
 */
export function installArguments(missing, offered) {
  const names = missing.map(({ names }) => names.find((name) => offered.has(name)) ?? names.at(-1));
  return ['install', '-y', '--no-install-recommends', ...names.map(String)];
}

/** @param {readonly SystemPackage[]} needed @returns {Promise<SystemPackage[]>} */
async function findMissing(needed) {
  const names = needed.flatMap((entry) => entry.names);
  // Its exit code only says that some name is unknown, which the output says better.
  const query = ['-W', '-f=${Package} ${db:Status-Status}\\n', ...names];
  return missingPackages(needed, (await capture('dpkg-query', query)).stdout);
}

/** @param {readonly SystemPackage[]} missing @returns {Promise<string[]>} what apt-get is to do */
async function installation(missing) {
  const choices = missing.flatMap(({ names }) => (names.length > 1 ? names : []));
  const { stdout } = await capture('apt-cache', ['show', '--no-all-versions', ...choices]);
  const offered = [...stdout.matchAll(/^Package: (.+)$/gm)].map(([, name = '']) => name);
  return installArguments(missing, new Set(offered));
}

/** Runs apt-get, which says itself how far it is. @param {readonly string[]} args @returns {Promise<boolean>} */
async function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return (await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=60', ...args], { env })) === 0;
}

/** @param {readonly SystemPackage[]} missing */
async function install(missing) {
  say(`Installing system packages: ${missing.map(({ names }) => names.at(-1)).join(', ')}…`);
  const lists = '/var/lib/apt/lists';
  const known = existsSync(lists) && readdirSync(lists).some((name) => name.includes('_Packages'));
  if (known && (await aptGet(await installation(missing)))) return;
  if (await aptGet(['update'])) await aptGet(await installation(missing));
}

/**
 * Looks for the system's packages on Debian and Ubuntu, and installs missing ones as root.
 * @param {{ tools: boolean, window: boolean }} use
 * @returns {Promise<string | undefined>} the line to type where libraries are still missing
 * @throws Stop where a program that nothing can replace is missing
 */
export async function prepareSystem(use) {
  const file = '/etc/os-release';
  if (!existsSync(file) || !isDebianLike(readFileSync(file, 'utf8'))) return undefined;
  const needed = neededPackages({ ...use, display: hasDisplay() });
  let missing = await findMissing(needed);
  if (missing.length > 0 && process.getuid?.() === 0) {
    await install(missing);
    missing = await findMissing(needed);
  }
  if (missing.length === 0) return undefined;

  const line = `sudo apt-get ${(await installation(missing)).join(' ')}`;
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
