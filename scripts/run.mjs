import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** @typedef {{ env?: NodeJS.ProcessEnv, cwd?: string }} Surroundings */

/** The folder of the repository, whatever the current one is. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A place for what can be made again, beside the packages that it was made with. @param {...string} parts */
export const cache = (...parts) =>
  path.join(root, 'node_modules', '.cache', 'patient-held-record', ...parts);

/** Whether Node was started with this very file. @param {string} url its `import.meta.url` @returns {boolean} */
export function isMain(url) {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(url);
}

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Calls `stop` for each signal that asks this process to end, until the returned function is called.
 * @param {(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void} stop
 * @returns {() => void}
 */
export function onEndSignal(stop) {
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

/**
 * Waits for a child process.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code; 128 and the signal's number where a signal ended it
 */
export function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']),
    );
  });
}

/**
 * Runs a command in the repository's folder, with the terminal's own input and output.
 * @param {string} command @param {readonly string[]} args @param {Surroundings} [surroundings]
 * @returns {Promise<number>} the exit code
 */
export async function run(command, args, { env = process.env, cwd = root } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const done = onEndSignal((signal) => child.kill(signal));
  return exitCode(child).finally(done);
}

/**
 * Runs a command in the repository's folder and keeps what it prints.
 * @param {string} command @param {readonly string[]} args @param {Surroundings} [surroundings]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 where the command does not exist
 */
export async function capture(command, args, { env = process.env, cwd = root } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const done = onEndSignal((signal) => child.kill(signal));
  const code = exitCode(child).catch((/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code === 'ENOENT') return 127;
    throw error;
  });
  try {
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await code, stdout, stderr };
  } finally {
    done();
  }
}

/**
 * The command that runs npm: the npm that started us, else the one on the path.
 * @param {readonly string[]} args
 * @returns {[string, string[]]} command and arguments
 */
export function npm(args) {
  const started = process.env['npm_execpath'];
  if (started && path.basename(started) === 'npm-cli.js')
    return [process.execPath, [started, ...args]];
  // Windows starts a .cmd file only through its command processor.
  return process.platform === 'win32'
    ? ['cmd.exe', ['/d', '/s', '/c', 'npm', ...args]]
    : ['npm', [...args]];
}
