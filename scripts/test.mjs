/**
 * `npm test [-- STEP…]`: everything that must hold, one step after the other, up to the first that fails.
 * A step that counts tests leaves `out/test/STEP.json`: `{ passed, failed, skipped }`, or vitest's JSON report.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { capture, root, run } from './run.mjs';
import { say, Stop, stopWith } from './say.mjs';
import { closingLine, nothing, readReport, stepCount, sum } from './test-count.mjs';

const reports = path.join(root, 'out', 'test');
const projects = ['shared', 'electron', 'renderer', 'renderer/vault', 'tests'];
const atOnce = 2;

/**
 * The script behind a tool that a dependency brings.
 * @param {string} name of the package
 * @param {string} [bin] where the tool has another name
 * @returns {string}
 */
function tool(name, bin = name) {
  const folder = path.join(root, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin]);
}

/** @param {string} script @param {...string} args @returns {Promise<number>} */
function node(script, ...args) {
  return run(process.execPath, [script, ...args]);
}

/** @param {string} project @returns {Promise<number>} */
async function checkTypes(project) {
  const { code, stdout } = await capture(process.execPath, [
    tool('typescript', 'tsc'),
    '-p',
    project,
  ]);
  if (code !== 0) say(stdout.trim());
  return code;
}

/** @returns {Promise<number>} */
async function checkAllTypes() {
  const waiting = [...projects];
  let worst = 0;
  const worker = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      worst = Math.max(worst, await checkTypes(project));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return worst;
}

/** @type {Record<string, () => Promise<number>>} each gives an exit code */
const steps = {
  format: () => node(tool('prettier'), '--check', '--log-level', 'warn', '.'),
  lint: () => node(tool('eslint'), '.'),
  types: checkAllTypes,
  layers: () => node(tool('dependency-cruiser', 'depcruise'), 'shared', 'electron', 'renderer'),
  'dead-code': () => node(tool('knip')),
  unit: () =>
    node(
      tool('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${path.join(reports, 'unit.json')}`,
    ),
  e2e: () => node(path.join(root, 'scripts', 'tool.mjs'), 'e2e'),
  // A few of the moments of `npm run test:kill`.
  kill: () =>
    node(path.join(root, 'scripts', 'tool.mjs'), 'kill', '--moments', '8', '--seed', '2026'),
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
  const code = (await steps[name]?.()) ?? 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${name}: ${code === 0 ? 'passed' : 'failed'} (${seconds} s)`);
  return stepCount(code, readReport(path.join(reports, `${name}.json`)));
}

/** @returns {Promise<void>} */
async function test() {
  const chosen = chosenSteps(process.argv.slice(2));
  await prepare({ forTests: true });
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
