/**
 * Makes a fresh clone ready: dependencies, and what more is asked for: programs that tests call, the program's window.
 * Uses no dependency itself, and does nothing twice. `node scripts/prepare.mjs [--for-tests]`
 */
import { prepareBuild } from './prepare-build.mjs';
import { prepareDependencies } from './prepare-dependencies.mjs';
import { describeElectron, prepareElectron } from './prepare-electron.mjs';
import { prepareSystem } from './prepare-system.mjs';
import { isMain } from './run.mjs';
import { say, Stop, stopWith } from './say.mjs';

/** Node's first version that can run the program's scripts. */
const oldest = '20.19.0';

/** Whether a Node of this version can. @param {string} version such as `v20.19.0` @returns {boolean} */
export function isNewEnough(version) {
  return version.slice(1).localeCompare(oldest, 'en', { numeric: true }) >= 0;
}

/**
 * Brings what was asked for, and the dependencies always.
 * @param {{ tools?: boolean, window?: boolean }} [needs] the system programs of tests; Electron and the built program
 * @returns {Promise<string>} Electron's executable, empty where no window was asked for
 * @throws Stop with a sentence for the person where something is missing that can't be brought
 */
export async function prepare({ tools = false, window = false } = {}) {
  if (!isNewEnough(process.version)) {
    throw new Stop(
      `This program needs Node ${oldest} or later, and this is ${process.version}. Please install a newer Node, then try again.`,
    );
  }
  await prepareDependencies();
  const installLine = tools || window ? await prepareSystem({ tools, window }) : undefined;
  if (!window) return '';
  const found = await prepareElectron(installLine);
  say(describeElectron(found));
  await prepareBuild();
  return found.executable;
}

/** @returns {Promise<void>} */
async function main() {
  const started = performance.now();
  await prepare({ tools: process.argv.includes('--for-tests'), window: true });
  say(`Everything is ready (${((performance.now() - started) / 1000).toFixed(1)} s).`);
}

if (isMain(import.meta.url)) main().catch(stopWith);
