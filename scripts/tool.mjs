/** `node scripts/tool.mjs NAME …`: makes ready what a command needs, then runs its TypeScript with the arguments that follow. */
import { withDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';
import { stopWith } from './say.mjs';
import path from 'node:path';

/** What each command runs, and whether it drives the program's window. @type {Record<string, [string, 'window'?]>} */
const tools = {
  verify: ['scripts/verify.ts'],
  provider: ['tests/provider/main.ts'],
  'import-report': ['tests/import-report/run.ts'],
  'summary-report': ['tests/summary-report/run.ts', 'window'],
  fuzz: ['tests/fuzz/run.ts'],
  dev: ['tests/dev/run.ts', 'window'],
  demo: ['tests/demo/run.ts', 'window'],
  e2e: ['tests/e2e/run.ts', 'window'],
  kill: ['tests/kill/run.ts', 'window'],
  bench: ['tests/bench/run.ts', 'window'],
};

/** @returns {Promise<number>} the exit code of what ran */
async function runTool() {
  const [name = '', ...args] = process.argv.slice(2);
  const [entry, window] = tools[name] ?? [];
  if (entry === undefined) throw new Error(`There is no command "${name}".`);
  await prepare({ window: window !== undefined });
  const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  // The one part whose files have markup in them: tsx reads from here how that is compiled.
  const markup = `--tsconfig=${path.join(root, 'renderer', 'tsconfig.json')}`;
  const start = window === undefined ? run : withDisplay;
  return start(process.execPath, [tsx, markup, path.join(root, entry), ...args]);
}

runTool().then((code) => (process.exitCode = code), stopWith);
