/** `node scripts/tool.mjs NAME …`: makes ready what a command needs, then runs its TypeScript with the arguments that follow. */
import { withDisplay } from './display.mjs';
import { prepareDependencies } from './prepare-dependencies.mjs';
import { checkNode } from './prepare-node.mjs';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';
import { stopWith } from './say.mjs';
import path from 'node:path';

/**
 * What each command runs, and whether it drives the program's window.
 * @type {Record<string, { entry: string, window: boolean }>}
 */
const tools = {
  verify: { entry: 'scripts/verify.ts', window: false },
  provider: { entry: 'tests/provider/main.ts', window: false },
  'import-report': { entry: 'scripts/import-report.ts', window: false },
  fuzz: { entry: 'tests/fuzz/run.ts', window: false },
  dev: { entry: 'scripts/dev.ts', window: true },
  demo: { entry: 'scripts/demo.ts', window: true },
  e2e: { entry: 'tests/e2e/run.ts', window: true },
  kill: { entry: 'tests/kill/run.ts', window: true },
  bench: { entry: 'tests/bench/run.ts', window: true },
};

/** @returns {Promise<number>} the exit code of what ran */
async function runTool() {
  const [name = '', ...args] = process.argv.slice(2);
  const tool = tools[name];
  if (tool === undefined) throw new Error(`There is no command "${name}".`);
  const tsx = [
    path.join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
    path.join(root, tool.entry),
    ...args,
  ];
  if (tool.window) {
    await prepare();
    return withDisplay(process.execPath, tsx);
  }
  checkNode();
  await prepareDependencies();
  return run(process.execPath, tsx);
}

runTool().then((code) => (process.exitCode = code), stopWith);
