/**
 * `npm test [-- STEP…]`: everything that must hold, one step after the other, up to the first that fails.
 * A step that counts tests leaves `out/test/STEP.json`: `{ passed, failed, skipped }`, or vitest's JSON report.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { cache, capture, root, run } from './run.mjs';
import { say, Stop, stopWith } from './say.mjs';
import { closingLine, nothing, readReport, stepCount, sum } from './test-count.mjs';

const reports = path.join(root, 'out', 'test');

/** Runs a script of a dependency. @param {string} place @param {...string} args */
const bin = (place, ...args) =>
  run(process.execPath, [path.join(root, 'node_modules', place), ...args]);

/** Runs one of our own. @param {string} name @param {...string} args */
const own = (name, ...args) => run(process.execPath, [path.join(root, 'scripts', name), ...args]);

/** Vitest's tests of one kind; see vitest.config.ts. @param {string} step @param {...string} projects */
const vitest = (step, ...projects) =>
  bin(
    'vitest/vitest.mjs',
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path.join(reports, `${step}.json`)}`,
  );

/** Two projects at a time; of what was checked before, only what a change reaches is checked again. */
async function types() {
  const waiting = ['tests', 'renderer', 'renderer/vault', 'electron', 'shared'];
  let worst = 0;
  const worker = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const info = cache('types', `${project.replace('/', '-')}.json`);
      const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
      const incremental = ['--incremental', '--tsBuildInfoFile', info];
      const { code, stdout } = await capture(process.execPath, [
        ...[tsc, '-p', project, ...incremental],
      ]);
      if (code !== 0) say(stdout.trim());
      worst = Math.max(worst, code);
    }
  };
  await Promise.all([worker(), worker()]);
  return worst;
}

/**
 * What each step runs, answering an exit code; and what it needs beside the dependencies.
 * @type {Record<string, { work: () => Promise<number>, tools?: boolean, window?: boolean }>}
 */
const steps = {
  format: {
    work: () =>
      bin(
        'prettier/bin/prettier.cjs',
        ...['--check', '--log-level=warn', '--cache', '--cache-strategy=content'],
        ...[`--cache-location=${cache('format.json')}`, '.'],
      ),
  },
  lint: { work: () => own('lint.mjs') },
  types: { work: types },
  layers: {
    work: () =>
      bin(
        'dependency-cruiser/bin/dependency-cruise.mjs',
        'shared',
        'electron',
        'renderer',
        'scripts',
      ),
  },
  'dead-code': { work: () => bin('knip/bin/knip.js') },
  unit: { work: () => vitest('unit', 'unit') },
  tools: { work: () => vitest('tools', 'tools'), tools: true },
  e2e: { work: () => own('tool.mjs', 'e2e'), tools: true, window: true },
  // A few of the moments of `npm run test:kill`.
  kill: { work: () => own('tool.mjs', 'kill', '--moments=8', '--seed=2026'), window: true },
};

/** @param {readonly string[]} wanted @returns {string[]} */
function chosenSteps(wanted) {
  const unknown = wanted.filter((name) => !(name in steps));
  if (unknown.length === 0) return wanted.length > 0 ? [...wanted] : Object.keys(steps);
  throw new Stop(
    `There is no step "${unknown.join('", "')}". The steps are: ${Object.keys(steps).join(', ')}.`,
  );
}

/** @param {string} name @returns {Promise<import('./test-count.mjs').Count>} */
async function runStep(name) {
  say(`\n${name}…`);
  const started = performance.now();
  const code = (await steps[name]?.work()) ?? 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${name}: ${code === 0 ? 'passed' : 'failed'} (${seconds} s)`);
  return stepCount(code, readReport(path.join(reports, `${name}.json`)));
}

/** @returns {Promise<void>} */
async function test() {
  const chosen = chosenSteps(process.argv.slice(2));
  // All at the beginning: who has to install something should not learn of it after ten minutes.
  const needs = (/** @type {'tools' | 'window'} */ what) =>
    chosen.some((name) => steps[name]?.[what] === true);
  await prepare({ tools: needs('tools'), window: needs('window') });
  // No report of an earlier run may be counted.
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  let total = nothing;
  for (const name of chosen) {
    total = sum([total, await runStep(name)]);
    if (total.failed > 0) break;
  }
  process.exitCode = total.failed > 0 ? 1 : 0;
  say(`\n${closingLine(total)}`);
}

test().catch(stopWith);
