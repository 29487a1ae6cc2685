/** Runs the end-to-end tests and leaves their report where `npm test` looks for it. */
import path from 'node:path';
import { root, run } from '../../scripts/run.mjs';

const report = path.join(root, 'out', 'test', 'e2e.json');
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');

process.exitCode = await run(process.execPath, [
  vitest,
  'run',
  '--config=vitest.e2e.config.ts',
  '--reporter=verbose',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
