import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { exitCode, onEndSignal, root } from './run.mjs';
import { Stop } from './say.mjs';

const quietLineSeconds = 5;

/** @param {string} folder @returns {import('node:fs').Dirent[]} none where the folder is missing or just vanished */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

/**
 * The bytes of every file in these folders; what vanishes meanwhile counts nothing.
 * @param {readonly string[]} folders
 * @returns {number}
 */
function bytesIn(folders) {
  return folders
    .flatMap(entriesOf)
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0,
    )
    .reduce((sum, size) => sum + size, 0);
}

/**
 * Says what is being done, then how far it is: in place on a terminal, else in a line every few seconds.
 * @param {string} what the sentence before the figures
 * @returns {{ show: (figures: string) => void, end: () => void }}
 */
export function progressLine(what) {
  const terminal = process.stdout.isTTY;
  let shownAt = Date.now();
  process.stdout.write(terminal ? what : `${what}\n`);
  return {
    show(figures) {
      if (!terminal && Date.now() - shownAt < quietLineSeconds * 1000) return;
      shownAt = Date.now();
      process.stdout.write(terminal ? `\r${what} ${figures}   ` : `  ${figures}\n`);
    },
    end() {
      if (terminal) process.stdout.write('\n');
    },
  };
}

/** @param {number} bytes @param {number | undefined} expected */
function megabytes(bytes, expected) {
  const soFar = Math.round(bytes / 1e6);
  return expected === undefined
    ? `${soFar} MB so far`
    : `${soFar} of ${Math.round(expected / 1e6)} MB`;
}

/**
 * Runs a command that shows nothing while it downloads, and tells its progress from the folders it writes into.
 * @param {[string, string[]]} command and its arguments
 * @param {{
 *   what: string, folders: readonly string[], expected?: number, stallSeconds: number,
 *   env?: NodeJS.ProcessEnv, cwd?: string,
 * }} options `what` is said before the figures; without growth for `stallSeconds` the command is ended
 * @returns {Promise<{ code: number, stalled: boolean, stderr: string }>}
 * @throws Stop where the person interrupted it
 */
export async function runAndWatch([command, args], options) {
  const { what, folders, expected, stallSeconds, env = process.env, cwd = root } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  let interrupted = false;
  const done = onEndSignal((signal) => {
    interrupted = true;
    child.kill(signal);
  });

  const before = bytesIn(folders);
  const line = progressLine(what);
  let most = before;
  let grewAt = Date.now();
  let stalled = false;
  const timer = setInterval(() => {
    const bytes = bytesIn(folders);
    if (bytes > most) {
      most = bytes;
      grewAt = Date.now();
      line.show(megabytes(most - before, expected));
    } else if (Date.now() - grewAt > stallSeconds * 1000) {
      stalled = true;
      child.kill();
    }
  }, 500);
  try {
    const code = await exitCode(child);
    if (interrupted) throw new Stop('Interrupted. What was fetched so far is thrown away.');
    return { code, stalled, stderr };
  } finally {
    clearInterval(timer);
    line.end();
    done();
  }
}
