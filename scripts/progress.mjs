import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { exitCode, onEndSignal, root } from './run.mjs';
import { Stop } from './say.mjs';

/** The bytes in these folders; what vanishes meanwhile counts nothing. @param {readonly string[]} folders */
function bytesIn(folders) {
  let bytes = 0;
  for (const folder of folders) {
    try {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        bytes += statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
      }
    } catch {
      // Not there yet, or just gone.
    }
  }
  return bytes;
}

/** Says how far it is: in place on a terminal, else in a line every five seconds. @param {string} what */
function progressLine(what) {
  const terminal = process.stdout.isTTY;
  let shownAt = Date.now();
  process.stdout.write(terminal ? what : `${what}\n`);
  return (/** @type {string} */ figures) => {
    if (!terminal && Date.now() - shownAt < 5000) return;
    shownAt = Date.now();
    process.stdout.write(terminal ? `\r${what} ${figures}   ` : `  ${figures}\n`);
  };
}

/**
 * Runs a command that shows nothing while it downloads, and tells its progress from the folders it writes into.
 * @param {[string, string[]]} command and its arguments
 * @param {{
 *   what: string, folders: readonly string[], stallSeconds: number, env?: NodeJS.ProcessEnv, cwd?: string,
 * }} options `what` is said before the figures; without growth for `stallSeconds` the command is ended
 * @returns {Promise<{ code: number, stalled: boolean }>}
 * @throws Stop where the person interrupted it
 */
export async function runAndWatch([command, args], options) {
  const { what, folders, stallSeconds, env = process.env, cwd = root } = options;
  const child = spawn(command, args, { cwd, env, stdio: 'ignore' });
  let interrupted = false;
  const done = onEndSignal((signal) => {
    interrupted = true;
    child.kill(signal);
  });
  const show = progressLine(what);
  const before = bytesIn(folders);
  let most = before;
  let grewAt = Date.now();
  let stalled = false;
  const timer = setInterval(() => {
    const bytes = bytesIn(folders);
    if (bytes > most) {
      most = bytes;
      grewAt = Date.now();
      show(`${Math.round((most - before) / 1e6)} MB so far`);
    } else if (Date.now() - grewAt > stallSeconds * 1000) {
      stalled = true;
      child.kill();
    }
  }, 500);
  const code = await exitCode(child).finally(() => {
    clearInterval(timer);
    done();
    if (process.stdout.isTTY) process.stdout.write('\n');
  });
  if (interrupted) throw new Stop('Interrupted. What was fetched so far is thrown away.');
  return { code, stalled };
}
