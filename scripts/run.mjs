import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, whatever the current one is. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

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
  const listeners = signals.map((signal) => /** @type {const} */ ([signal, () => stop(signal)]));
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
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
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} the exit code
 */
export async function run(command, args, { env = process.env, cwd = root } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const done = onEndSignal((signal) => child.kill(signal));
  return exitCode(child).finally(done);
}

/**
 * Runs a command in the repository's folder and keeps what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 where the command does not exist
 */
export async function capture(command, args, { env = process.env, cwd = root } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (printed.stderr += text));
  const done = onEndSignal((signal) => child.kill(signal));
  try {
    return { code: await exitCode(child), ...printed };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { code: 127, ...printed };
    throw error;
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
