/**
 * Makes a fresh clone ready: dependencies, system libraries, an Electron, the built program.
 * Uses no dependency itself, and does nothing twice. `node scripts/prepare.mjs [--for-tests]`
 */
import { prepareBuild } from './prepare-build.mjs';
import { prepareDependencies } from './prepare-dependencies.mjs';
import { describeElectron, prepareElectron } from './prepare-electron.mjs';
import { checkNode } from './prepare-node.mjs';
import { prepareSystem } from './prepare-system.mjs';
import { isMain } from './run.mjs';
import { say, stopWith } from './say.mjs';

/**
 * Brings everything that a start of the program needs.
 * @param {{ forTests?: boolean }} [use] the tests call a few system programs more
 * @returns {Promise<{ electron: string, version: string }>} Electron's executable and its version
 * @throws Stop with a sentence for the person where something is missing that can't be brought
 */
export async function prepare({ forTests = false } = {}) {
  checkNode();
  await prepareDependencies();
  const installLine = await prepareSystem({ forTests });
  const found = await prepareElectron(installLine);
  say(describeElectron(found));
  await prepareBuild();
  return { electron: found.executable, version: found.electron };
}

/** @returns {Promise<void>} */
async function main() {
  const started = performance.now();
  await prepare({ forTests: process.argv.includes('--for-tests') });
  say(`Everything is ready (${((performance.now() - started) / 1000).toFixed(1)} s).`);
}

if (isMain(import.meta.url)) main().catch(stopWith);
