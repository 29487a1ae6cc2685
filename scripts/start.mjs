/** `npm start`: opens the program; where there is no display, the demo runs under a virtual one. */
import path from 'node:path';
import { hasDisplay } from './display.mjs';
import { electronFlags } from './electron-path.mjs';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';
import { say, stopWith } from './say.mjs';

/** @returns {Promise<number>} the exit code of what ran */
async function start() {
  const electron = await prepare({ window: true });
  const args = process.argv.slice(2);
  if (hasDisplay()) return run(electron, [...electronFlags(), root, ...args]);
  say(
    'There is no display here, so no window can open. Running the demo under a virtual display instead…',
  );
  return run(process.execPath, [path.join(root, 'scripts', 'tool.mjs'), 'demo', ...args]);
}

start().then((code) => (process.exitCode = code), stopWith);
